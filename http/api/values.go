package api

import (
	"time"

	"github.com/danielgtaylor/huma/v2"

	"obolus/money"
)

// Amount is how amounts are written: a JSON number would be a float to most readers.
type Amount string

// Schema describes an Amount.
func (Amount) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Pattern: `^\d{1,13}\.\d{6}$`, Examples: []any{"0.500000"},
		Description: "A decimal string with six decimals, in the instance's currency."}
}

func amount(a money.Amount) Amount { return Amount(a.String()) }

// AskedAmount is an amount as a client may write it, "5" or "5.00".
type AskedAmount string

// Schema describes an AskedAmount. What it lets pass is read by money.Parse, which has the last word.
func (AskedAmount) Schema(huma.Registry) *huma.Schema {
	longest := len("1234567890123.123456")
	s := &huma.Schema{Type: huma.TypeString, MaxLength: &longest, Pattern: `^(0|[1-9]\d{0,12})(\.\d{1,6})?$`,
		PatternDescription: `an amount such as "5.00": a string of digits without a sign, with at most six decimals`,
		Examples:           []any{"5.00"}, Description: "A decimal string with at most six decimals."}
	s.PrecomputeMessages()
	return s
}

func (a AskedAmount) parse(field string) (money.Amount, error) {
	parsed, err := money.Parse(string(a))
	if err != nil {
		return 0, invalid(field, err)
	}
	return parsed, nil
}

// Time is an instant, UTC in whole milliseconds.
type Time string

const timeForm = "2006-01-02T15:04:05.000Z"

// Schema describes a Time.
func (Time) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date-time", Examples: []any{"2026-10-05T09:30:00.000Z"}}
}

func instant(t time.Time) Time { return Time(t.UTC().Format(timeForm)) }

// instantOrNull writes the zero time, which stands for never or not yet, as null.
func instantOrNull(t time.Time) *Time {
	if t.IsZero() {
		return nil
	}
	i := instant(t)
	return &i
}

// Month is a calendar month in UTC.
type Month string

// Schema describes a Month.
func (Month) Schema(huma.Registry) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString, Pattern: `^\d{4}-\d{2}$`, PatternDescription: "a month such as 2026-10", Examples: []any{"2026-10"}}
	s.PrecomputeMessages()
	return s
}
