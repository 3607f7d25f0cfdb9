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
	Waived         CauseKind = "waived"          // somebody left and gave up what she still had
)

// outside stands for every provider in the table of routes.
const outside Kind = providerPrefix

type route struct{ from, to Kind }

// routes names every movement that exists. What a month brings goes to the recipient's escrow first,
// and from there on in the same transfer where somebody has claimed it, so that the postings say for
// ever which recipient the money came through. What is not in it cannot be posted; so funds never
// become earnings except through a month's pot, and nothing leaves but what was set aside.
var routes = map[CauseKind][]route{
	Deposited:      {{outside, Funds}, {outside, Pending}, {outside, Fee}},
	DepositCleared: {{Pending, Funds}, {Pending, Fee}},
	DepositFailed:  {{Pending, outside}},
	Closed:         {{Funds, Pot}, {Pot, Escrow}, {Escrow, Earnings}, {Escrow, Fee}},
	SettledLate:    {{Funds, Pot}, {Pot, Escrow}, {Escrow, Earnings}, {Escrow, Fee}},
	Claimed:        {{Escrow, Earnings}, {Escrow, Fee}},
	Moved:          {{Earnings, Funds}},
	PayoutAsked:    {{Earnings, Leaving}},
	PayoutPaid:     {{Leaving, outside}},
	PayoutRefused:  {{Leaving, Earnings}},
	Waived:         {{Funds, Fee}, {Earnings, Fee}},
}

// allowed tells whether the cause may move money from one account to the other. Where both are
// persons' accounts they must be the same person's: only clicks give from one person to another, and
// those go through a month's pot.
func allowed(cause CauseKind, from, to Account) bool {
	return from.owned() && to.owned() &&
		(from.Owner == to.Owner || !from.Kind.personal() || !to.Kind.personal()) &&
		Allowed(cause, from.Kind, to.Kind)
}

// Allowed tells whether there is a route for the cause between two kinds of account, for those who
// check what is stored.
func Allowed(cause CauseKind, from, to Kind) bool {
	return slices.Contains(routes[cause], route{generic(from), generic(to)})
}

// generic returns the kind as the table names it. A provider without a name is none of its kinds.
func generic(kind Kind) Kind {
	switch {
	case kind == outside:
		return ""
	case kind.Outside():
		return outside
	}
	return kind
}
