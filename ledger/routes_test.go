package ledger_test

import (
	"errors"
	"testing"

	"obolus/ledger"
	"obolus/money"
)

// The accounts of the tests: two persons, a recipient, a month, and the world.
var (
	funds    = ledger.Account{Kind: ledger.Funds, Owner: 1}
	pending  = ledger.Account{Kind: ledger.Pending, Owner: 1}
	earnings = ledger.Account{Kind: ledger.Earnings, Owner: 1}
	leaving  = ledger.Account{Kind: ledger.Leaving, Owner: 1}
	escrow   = ledger.Account{Kind: ledger.Escrow, Owner: 7}
	pot      = ledger.Account{Kind: ledger.Pot, Owner: 202610}
	fee      = ledger.Account{Kind: ledger.Fee}
	world    = ledger.Provider("test")
)

// permitted is every movement that the money rules know of, written a second time.
var permitted = map[ledger.CauseKind]map[[2]ledger.Account]bool{
	ledger.Deposited:      {{world, funds}: true, {world, pending}: true, {world, fee}: true},
	ledger.DepositCleared: {{pending, funds}: true, {pending, fee}: true},
	ledger.DepositFailed:  {{pending, world}: true},
	ledger.Closed:         {{funds, pot}: true, {pot, escrow}: true, {escrow, earnings}: true, {escrow, fee}: true},
	ledger.SettledLate:    {{funds, pot}: true, {pot, escrow}: true, {escrow, earnings}: true, {escrow, fee}: true},
	ledger.Claimed:        {{escrow, earnings}: true, {escrow, fee}: true},
	ledger.Moved:          {{earnings, funds}: true},
	ledger.PayoutAsked:    {{earnings, leaving}: true},
	ledger.PayoutPaid:     {{leaving, world}: true},
	ledger.PayoutRefused:  {{leaving, earnings}: true},
}

// TestNewTransfer_Routes tries each cause between each two accounts: the permitted are built, all
// others refused (R12).
func TestNewTransfer_Routes(t *testing.T) {
	accounts := []ledger.Account{funds, pending, earnings, leaving, escrow, pot, fee, world}
	for cause, routes := range permitted {
		for _, from := range accounts {
			for _, to := range accounts {
				_, err := ledger.NewTransfer(ledger.Cause{Kind: cause, Ref: "1"}, through(cause, from, to)...)
				if allowed := routes[[2]ledger.Account{from, to}]; allowed != (err == nil) {
					t.Errorf("%s from %s to %s: %v; want it built: %t", cause, from, to, err, allowed)
				}
			}
		}
	}
}

// through is a posting between the two, with the counterpart that a pot needs to end at zero.
func through(cause ledger.CauseKind, from, to ledger.Account) []ledger.Posting {
	postings := []ledger.Posting{{Source: from, Destination: to, Amount: money.Unit}}
	switch {
	case !permitted[cause][[2]ledger.Account{from, to}]:
		return postings
	case to == pot:
		return append(postings, ledger.Posting{Source: pot, Destination: escrow, Amount: money.Unit})
	case from == pot:
		return append(postings, ledger.Posting{Source: funds, Destination: pot, Amount: money.Unit})
	}
	return postings
}

// TestR10_FundsNeverBecomeEarnings: neither directly nor by way of a payout, whatever the cause; only
// clicks bring funds to somebody's earnings, through a month's pot and an escrow.
func TestR10_FundsNeverBecomeEarnings(t *testing.T) {
	for cause := range permitted {
		for _, from := range []ledger.Account{funds, pending} {
			for _, to := range []ledger.Account{earnings, leaving, {Kind: ledger.Earnings, Owner: 2}} {
				refused(t, ledger.Cause{Kind: cause, Ref: "1"}, ledger.Posting{Source: from, Destination: to, Amount: money.Unit})
			}
		}
	}
}

// TestNewTransfer_OneOwner: between a person's accounts money stays with that person; from one person
// to another it goes by clicks only.
func TestNewTransfer_OneOwner(t *testing.T) {
	for cause, kinds := range map[ledger.CauseKind][2]ledger.Kind{
		ledger.DepositCleared: {ledger.Pending, ledger.Funds},
		ledger.Moved:          {ledger.Earnings, ledger.Funds},
		ledger.PayoutAsked:    {ledger.Earnings, ledger.Leaving},
		ledger.PayoutRefused:  {ledger.Leaving, ledger.Earnings},
	} {
		refused(t, ledger.Cause{Kind: cause, Ref: "1"}, ledger.Posting{
			Source: ledger.Account{Kind: kinds[0], Owner: 1}, Destination: ledger.Account{Kind: kinds[1], Owner: 2}, Amount: money.Unit,
		})
	}
}

// TestNewTransfer_NoSuchAccount: an account has the owner that its kind asks for, and a known kind.
func TestNewTransfer_NoSuchAccount(t *testing.T) {
	deposit := ledger.Cause{Kind: ledger.Deposited, Ref: "1"}
	for _, source := range []ledger.Account{
		{}, {Kind: "bank"}, {Kind: "provider"}, {Kind: "provider/"}, ledger.Provider(""), {Kind: "Provider/test"}, {Kind: "provider/test", Owner: 3},
	} {
		refused(t, deposit, ledger.Posting{Source: source, Destination: funds, Amount: money.Unit})
	}
	for _, destination := range []ledger.Account{
		{Kind: ledger.Funds}, {Kind: ledger.Funds, Owner: -1}, {Kind: ledger.Pending}, {Kind: ledger.Fee, Owner: 1}, {Kind: "FUNDS", Owner: 1},
	} {
		refused(t, deposit, ledger.Posting{Source: world, Destination: destination, Amount: money.Unit})
	}
}

func refused(t *testing.T, cause ledger.Cause, postings ...ledger.Posting) {
	t.Helper()
	_, err := ledger.NewTransfer(cause, postings...)
	if !errors.Is(err, ledger.ErrTransfer) {
		t.Errorf("%s with %v: %v; want it refused", cause, postings, err)
	}
}
