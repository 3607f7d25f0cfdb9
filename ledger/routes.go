package ledger

import "slices"

// CauseKind says why money moved.
type CauseKind string

// The causes. Together with its reference a cause is unique in the ledger (R7): a deposit is
// credited once, a month is divided once.
const (
	Deposited      CauseKind = "deposit"         // money came in and is cleared, or is pending
	DepositCleared CauseKind = "deposit_cleared" // a pending deposit became funds
	DepositFailed  CauseKind = "deposit_failed"  // a pending deposit bounced
	Closed         CauseKind = "close"           // a month was divided
	SettledLate    CauseKind = "late_settlement" // a reinstated supporter's frozen month was divided
	Claimed        CauseKind = "claim"           // what waited for an identity became earnings
	Moved          CauseKind = "move"            // earnings became funds (R10)
	PayoutAsked    CauseKind = "payout"          // earnings were set aside to leave
	PayoutPaid     CauseKind = "payout_paid"     // and left
	PayoutRefused  CauseKind = "payout_refused"  // or went back to earnings
)

// outside stands for every provider in the table of routes.
const outside Kind = providerPrefix

type route struct{ from, to Kind }

// routes names every movement that exists. What is not in it cannot be posted; so funds never
// become earnings except through a month's pot, and nothing leaves but what was set aside.
var routes = map[CauseKind][]route{
	Deposited:      {{outside, Funds}, {outside, Pending}, {outside, Fee}},
	DepositCleared: {{Pending, Funds}, {Pending, Fee}},
	DepositFailed:  {{Pending, outside}},
	Closed:         {{Funds, Pot}, {Pot, Earnings}, {Pot, Escrow}, {Pot, Fee}},
	SettledLate:    {{Funds, Pot}, {Pot, Earnings}, {Pot, Escrow}, {Pot, Fee}},
	Claimed:        {{Escrow, Earnings}},
	Moved:          {{Earnings, Funds}},
	PayoutAsked:    {{Earnings, Leaving}},
	PayoutPaid:     {{Leaving, outside}},
	PayoutRefused:  {{Leaving, Earnings}},
}

// allowed tells whether the cause may move money from one kind of account to the other.
func allowed(cause CauseKind, from, to Kind) bool {
	return slices.Contains(routes[cause], route{generic(from), generic(to)})
}

func generic(kind Kind) Kind {
	if kind.Outside() {
		return outside
	}
	return kind
}
