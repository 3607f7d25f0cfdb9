package obolus_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"obolus"

	"pgregory.net/rapid"
)

// TestParseMonth: one spelling, seven characters, between the first month and the last.
func TestParseMonth(t *testing.T) {
	for text, want := range map[string]obolus.Month{
		"2026-10": 202610, "2026-01": 202601, "2000-01": obolus.FirstMonth, "2999-12": obolus.LastMonth,
	} {
		got, err := obolus.ParseMonth(text)
		if err != nil || got != want || got.String() != text {
			t.Errorf("ParseMonth(%q) = %d (%s), %v; want %d", text, int32(got), got, err, int32(want))
		}
	}
	bad := []string{
		"", "2026", "2026-", "2026-1", "2026-1 ", " 2026-1", "2026-00", "2026-13", "2026-99", "2026-10 ", "2026-10\n",
		"2026-10-01", "202610", "2026/10", "26-10", "+026-10", "-026-10", "+26-+10", "2026-+1", "2026--1", "2026-1\x00",
		"0000-01", "0001-01", "1999-12", "3000-01", "9999-12", "20260-1", "02026-10", "0x7E-10", "٢٠٢٦-١٠", "2026−10",
		"2026-1O", strings.Repeat("2", 10_000) + "-10", "2026-" + strings.Repeat("1", 10_000), strings.Repeat("\n", 10_000),
	}
	for _, text := range bad {
		got, err := obolus.ParseMonth(text)
		wrong := obolus.AsError(err)
		if wrong == nil || wrong.Kind != obolus.Invalid || wrong.Field != "month" || got != 0 {
			t.Errorf("ParseMonth(%.30q) = %d, %v; want an error of kind invalid for field month", text, int32(got), err)
			continue
		}
		if len(wrong.Message) > 200 {
			t.Errorf("ParseMonth(%.30q) answers with %d bytes of the input", text, len(wrong.Message))
		}
	}
}

// TestMonth_HoldsItsInstants: every instant falls into exactly one month, from its first nanosecond
// up to the next month's (R8), whatever the zone of the clock.
func TestMonth_HoldsItsInstants(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seconds := rapid.Int64Range(obolus.FirstMonth.Start().Unix(), obolus.LastMonth.End().Unix()-1).Draw(t, "unix")
		zone := time.FixedZone("", rapid.IntRange(-14*3600, 14*3600).Draw(t, "zone"))
		instant := time.Unix(seconds, rapid.Int64Range(0, 999_999_999).Draw(t, "ns")).In(zone)
		m := obolus.MonthOf(instant)
		switch {
		case m.Valid() != nil:
			t.Fatalf("%s falls into %s: %v", instant, m, m.Valid())
		case instant.Before(m.Start()), !instant.Before(m.End()):
			t.Fatalf("%s falls into %s, which is %s to %s", instant, m, m.Start(), m.End())
		case m.String() != instant.UTC().Format("2006-01"):
			t.Fatalf("%s falls into %s", instant, m)
		case m.Over(instant), !m.Over(m.End()), m.Over(m.End().Add(-1)):
			t.Fatalf("%s ends at the wrong instant", m)
		case m.Next().Previous() != m, m.Previous().Next() != m, m.Next() <= m, m.Previous() >= m:
			t.Fatalf("%s lies between %s and %s", m, m.Previous(), m.Next())
		case !m.End().Equal(m.Next().Start()), !m.Start().Equal(m.Previous().End()):
			t.Fatalf("there is a gap beside %s", m)
		}
	})
}

// TestMonthOf_FarAway: an instant that no month number can hold is not taken for another month.
func TestMonthOf_FarAway(t *testing.T) {
	for _, instant := range []time.Time{
		{}, time.UnixMilli(math.MaxInt64), time.UnixMilli(math.MinInt64), time.UnixMilli(math.MaxInt64 / 30),
		time.Date(1999, 12, 31, 23, 59, 59, 999_999_999, time.UTC), time.Date(3000, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Date(-2026, 10, 1, 0, 0, 0, 0, time.UTC),
		time.Date(42_951_699, 6, 1, 0, 0, 0, 0, time.UTC), // 4295169906, which is 202610 where it is cut to 32 bits
	} {
		if m := obolus.MonthOf(instant); m.Valid() == nil {
			t.Errorf("%s falls into %s", instant, m)
		}
	}
}

// TestMonth_Valid refuses numbers that look like months.
func TestMonth_Valid(t *testing.T) {
	for _, m := range []obolus.Month{0, -1, -202610, 202600, 202613, 202699, 199912, 300001, math.MaxInt32, math.MinInt32} {
		if m.Valid() == nil {
			t.Errorf("%d is a month", int32(m))
		}
	}
}

// TestMonth_JSON: a month is a string in JSON, and a wrong one leaves what was there.
func TestMonth_JSON(t *testing.T) {
	document, err := json.Marshal(map[string]obolus.Month{"month": 202610})
	if err != nil || string(document) != `{"month":"2026-10"}` {
		t.Errorf("%s, %v", document, err)
	}
	month := obolus.Month(202610)
	for _, document := range []string{`202611`, `"202611"`, `"2026-11-01"`, `""`, `{}`} {
		err = json.Unmarshal([]byte(document), &month)
		if err == nil || month != 202610 {
			t.Errorf("%s is read as %s, %v", document, month, err)
		}
	}
}

// FuzzParseMonth: what is read is written the same, and is a month.
func FuzzParseMonth(f *testing.F) {
	for _, text := range []string{"2026-10", "2026-1 ", "+026-10", "0000-00", "2026-13"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := obolus.ParseMonth(text)
		if err == nil && (m.String() != text || m.Valid() != nil) {
			t.Fatalf("%q is read as %d", text, int32(m))
		}
	})
}

// A month is written with its year first, so that text, number and time sort alike.
func ExampleParseMonth() {
	month, err := obolus.ParseMonth("2026-10")
	fmt.Println(int32(month), month.Next(), month.End(), err)
	// Output: 202610 2026-11 2026-11-01 00:00:00 +0000 UTC <nil>
}
