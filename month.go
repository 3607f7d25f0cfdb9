package obolus

import (
	"fmt"
	"time"
)

// Month is a calendar month in UTC, counted as year·100+month: 202610 is written 2026-10.
// The number is what the database stores; it sorts as time does.
type Month int32

// The first and last month that obolus accounts for.
const (
	FirstMonth Month = 200001
	LastMonth  Month = 299912
)

// ParseMonth reads "2026-10" and no other spelling. The error is of kind Invalid and names the field
// month.
func ParseMonth(text string) (Month, error) {
	start, err := time.Parse("2006-01", text)
	m := MonthOf(start)
	if err != nil || m.String() != text {
		return 0, Invalidf("month", "a month is written like 2026-10, not %.20q", text)
	}
	if err := m.Valid(); err != nil {
		return 0, err
	}
	return m, nil
}

// MonthOf returns the month in which t falls, in UTC. It is not Valid outside of the months that
// obolus accounts for; an instant whose year has no place in the number gives 0, not another month.
func MonthOf(t time.Time) Month {
	t = t.UTC()
	if t.Year() < 0 || t.Year() > 9999 {
		return 0
	}
	return Month(t.Year()*100 + int(t.Month()))
}

// Valid returns nil for a month between FirstMonth and LastMonth.
func (m Month) Valid() error {
	if m < FirstMonth || m > LastMonth || m%100 < 1 || m%100 > 12 {
		return Invalidf("month", "there is no month %s here: months go from %s to %s", m, FirstMonth, LastMonth)
	}
	return nil
}

// Start returns the month's first instant, UTC.
func (m Month) Start() time.Time {
	return time.Date(int(m/100), time.Month(m%100), 1, 0, 0, 0, 0, time.UTC)
}

// End returns the first instant after the month, which is the start of the next.
func (m Month) End() time.Time { return m.Start().AddDate(0, 1, 0) }

// Next returns the following month.
func (m Month) Next() Month { return MonthOf(m.End()) }

// Previous returns the month before.
func (m Month) Previous() Month { return MonthOf(m.Start().AddDate(0, -1, 0)) }

// Over tells whether the month has ended at the instant now.
func (m Month) Over(now time.Time) bool { return !now.Before(m.End()) }

// String writes the month as 2026-10.
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", m/100, m%100) }

// MarshalText writes the month as 2026-10.
func (m Month) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads what ParseMonth reads. After an error *m is as before.
func (m *Month) UnmarshalText(text []byte) error {
	parsed, err := ParseMonth(string(text))
	if err != nil {
		return err
	}
	*m = parsed
	return nil
}
