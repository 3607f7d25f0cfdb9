// Package paytest is what every payment provider promises, as one suite.
package paytest

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"obolus"
	"obolus/money"
	"obolus/pay"
)

// Run runs the suite. Orders must not leave the provider's test mode.
func Run(t *testing.T, provider pay.Provider) {
	t.Run("its name is a word of the ledger", func(t *testing.T) {
		if !regexp.MustCompile(`^[a-z][a-z0-9_]{0,31}$`).MatchString(provider.Name()) {
			t.Errorf("the name %q is not a short lower-case word", provider.Name())
		}
	})
	t.Run("the same order is the same payment", func(t *testing.T) { same(t, provider) })
	t.Run("what cannot be paid is refused", func(t *testing.T) { refused(t, provider) })
	t.Run("nothing is asked when nobody waits", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := provider.Ask(ctx, pay.Order{Reference: "ended", Gross: money.Unit})
		if err == nil {
			t.Error("asking under an ended context succeeded")
		}
	})
}

func same(t *testing.T, provider pay.Provider) {
	order := pay.Order{Reference: "same-" + t.Name(), Gross: 12_340_000}
	first, err := provider.Ask(t.Context(), order)
	if err != nil {
		t.Fatal(err)
	}
	again, err := provider.Ask(t.Context(), order)
	if err != nil {
		t.Fatal(err)
	}
	switch {
	case first.Reference == "" || len(first.Reference) > 255:
		t.Errorf("the reference %q cannot be credited", first.Reference)
	case first.Gross != order.Gross:
		t.Errorf("asked for %s, it says %s", order.Gross, first.Gross)
	case first.State != obolus.DepositCleared && first.State != obolus.DepositPending:
		t.Errorf("a payment begins %q", first.State)
	case again.Reference != first.Reference || again.Gross != first.Gross:
		t.Errorf("asked twice it says %+v and then %+v", first, again)
	}
	other, err := provider.Ask(t.Context(), pay.Order{Reference: "other-" + t.Name(), Gross: order.Gross})
	if err != nil || other.Reference == first.Reference {
		t.Errorf("another order has the same reference %q, %v", other.Reference, err)
	}
}

func refused(t *testing.T, provider pay.Provider) {
	for name, order := range map[string]pay.Order{
		"nothing":                {Reference: "a", Gross: 0},
		"less than nothing":      {Reference: "a", Gross: -money.Unit},
		"a fraction of a cent":   {Reference: "a", Gross: money.Unit + 1},
		"no reference":           {Gross: money.Unit},
		"an over-long reference": {Reference: strings.Repeat("a", 256), Gross: money.Unit},
	} {
		_, err := provider.Ask(t.Context(), order)
		if obolus.KindOf(err) != obolus.Invalid {
			t.Errorf("%s: %v, want a refusal of kind invalid", name, err)
		}
	}
}
