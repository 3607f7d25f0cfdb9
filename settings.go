package obolus

import (
	"time"

	"obolus/money"
)

// Settings are the instance's own rules, the same for every process on one database.
type Settings struct {
	Name        string        // what the instance calls itself
	Currency    string        // ISO 4217; the one currency of every amount
	FeeDeposit  money.FeeRate // cut of deposits (R6)
	FeeEarnings money.FeeRate // cut of earnings (R6)
	HoldDay     int           // day of the following month from which earnings can be paid out (R11)
	Mode        Mode          // who may join
	Invitations int           // how many each person can give
	EscrowTerm  int           // months that a share waits for its identity (R5)
	Languages   []string      // codes of those that are offered; all where it is empty
	Contact     string        // where people can write to the operator: an address or a page
	Imprint     string        // texts of the operator, paragraph by paragraph; "" shows no page
	Terms       string
	Privacy     string
}

// MaxPage is the longest text of a page that the operator writes, in characters.
const MaxPage = 20_000

// Mode is who may join an instance.
type Mode string

// The modes.
const (
	ModeOpen   Mode = "open"   // anybody
	ModeInvite Mode = "invite" // who is invited by somebody, or let in from the waiting list
	ModeClosed Mode = "closed" // nobody
)

// DefaultSettings are those of a new instance.
func DefaultSettings() Settings {
	return Settings{Name: "obolus", Currency: "EUR", FeeDeposit: 50_000, HoldDay: 10, Mode: ModeOpen, Invitations: 5, EscrowTerm: 6}
}

// AvailableAt returns when earnings of the month can be paid out: HoldDay of the next one (R11).
func (s Settings) AvailableAt(m Month) time.Time { return m.End().AddDate(0, 0, s.HoldDay-1) }
