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
}

// DefaultSettings are those of a new instance.
func DefaultSettings() Settings {
	return Settings{Name: "obolus", Currency: "EUR", FeeDeposit: 50_000, HoldDay: 10}
}

// AvailableAt returns when earnings of the month can be paid out: HoldDay of the next one (R11).
func (s Settings) AvailableAt(m Month) time.Time { return m.End().AddDate(0, 0, s.HoldDay-1) }
