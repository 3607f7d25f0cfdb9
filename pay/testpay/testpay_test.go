package testpay_test

import (
	"testing"

	"obolus"
	"obolus/pay"
	"obolus/pay/paytest"
	"obolus/pay/testpay"
)

// The provider test keeps every provider's promises, in both of its ways.
func TestProvider(t *testing.T) {
	t.Run("clears at once", func(t *testing.T) { paytest.Run(t, testpay.Provider{}) })
	t.Run("waits", func(t *testing.T) { paytest.Run(t, testpay.Provider{Pending: true}) })
}

// What it is told to do with a payment is what it says of it.
func TestProvider_States(t *testing.T) {
	order := pay.Order{Reference: "a-1", Gross: 500_0000}
	for provider, want := range map[testpay.Provider]obolus.DepositState{
		{}:              obolus.DepositCleared,
		{Pending: true}: obolus.DepositPending,
	} {
		payment, err := provider.Ask(t.Context(), order)
		if err != nil || payment.State != want || payment.Reference != "a-1" {
			t.Errorf("%+v answers %+v, %v; want %s under the order's reference", provider, payment, err, want)
		}
	}
	notice, err := testpay.Provider{}.Decide("a-1", obolus.DepositFailed)
	if err != nil || notice != (pay.Notice{Reference: "a-1", State: obolus.DepositFailed}) {
		t.Errorf("failed: %+v, %v", notice, err)
	}
	_, err = testpay.Provider{}.Decide("a-1", obolus.DepositPending)
	if obolus.KindOf(err) != obolus.Invalid {
		t.Errorf("deciding that it is pending: %v, want invalid", err)
	}
}
