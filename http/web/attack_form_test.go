package web_test

import (
	"net/http"
	"testing"

	"obolus/money"
)

// Protects forms from keys that no database can store: PostgreSQL refuses NUL and what is not UTF-8, and
// the page would say that something went wrong on our side.
func TestForms_RefuseKeysThatCannotBeStored(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.as(c.bo)
	before, err := c.Balances(t.Context(), c.bo.ID)
	must(t, err)
	for _, key := range []string{"a\x00b", "\xff\xfe", "\xed\xa0\x80", "a b", "ключ"} {
		for path, amount := range map[string]string{"/moves": "0.01", "/payouts": "0.01", "/top-up": "10"} {
			b.expect(b.post(path, "amount", amount, "once", key), http.StatusBadRequest)
		}
	}
	after, err := c.Balances(t.Context(), c.bo.ID)
	must(t, err)
	if before != after || before.Earnings < money.Cent {
		t.Errorf("the balances were %+v and are %+v", before, after)
	}
}
