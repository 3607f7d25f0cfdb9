package i18n_test

import (
	"testing"
	"time"

	"obolus"
	"obolus/i18n"
	"obolus/money"
)

func load(t *testing.T) *i18n.Translators {
	t.Helper()
	all, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// Protects the choice of the language: what was chosen, else what the browser wants, else English.
func TestChoose(t *testing.T) {
	all := load(t)
	for _, c := range []struct{ chosen, accept, want string }{
		{"", "", "en"}, {"", "de-AT,de;q=0.8,en;q=0.5", "de"}, {"sv", "de", "sv"}, {"xx", "fr-CA", "fr"}, {"", "ja,nl;q=0.3", "nl"},
		{"", "es-419", "es"}, {"", "ja", "en"}, {"", "!!;q=broken", "en"}, {"../../etc", "nl", "nl"}, {"", "en-GB,de;q=0.9", "en"},
	} {
		if got := all.Choose(c.chosen, c.accept).Language.Code; got != c.want {
			t.Errorf("chosen %q, accepted %q: got %s, want %s", c.chosen, c.accept, got, c.want)
		}
	}
}

// Protects amounts on pages: exact, in the language's writing, and never torn apart.
func TestMoney(t *testing.T) {
	all := load(t)
	for _, c := range []struct {
		language string
		amount   money.Amount
		want     string
	}{
		{"en", 1_234_567_890_000, "€1,234,567.89"}, {"de", 1_234_567_890_000, "1.234.567,89\u00a0€"},
		{"nl", 5 * money.Unit, "€\u00a05,00"}, {"sv", 1234 * money.Unit, "1\u00a0234,00\u00a0€"},
		{"es", -500_000, "−0,50\u00a0€"}, {"en", 0, "€0.00"}, {"en", 1_666_666, "€1.67"}, {"en", 4_000, "€0.0040"}, {"en", 3, "€0.000003"},
		{"de", 99_999, "0,0999\u00a0€"}, {"en", money.Max, "€9,223,372,036,854.78"},
	} {
		if got := all.Choose(c.language, "").Money(c.amount, "EUR"); got != c.want {
			t.Errorf("%d in %s is %q, want %q", c.amount, c.language, got, c.want)
		}
	}
	if got := all.Choose("fr", "").Money(1234*money.Unit, "SEK"); got != "1\u202f234,00\u00a0kr" && got != "1\u00a0234,00\u00a0kr" {
		t.Errorf("another currency is %q", got)
	}
	if got := all.Choose("en", "").Money(money.Unit, "???"); got != "???1.00" {
		t.Errorf("a currency that nobody knows is %q", got)
	}
}

// Protects whoever adds up the rows of a table: nothing is rounded there.
func TestExact(t *testing.T) {
	all := load(t)
	for _, c := range []struct {
		language string
		amount   money.Amount
		want     string
	}{{"en", 1_428_571, "€1.428571"}, {"de", 1_428_571, "1,428571\u00a0€"}, {"en", 1_430_000, "€1.43"}, {"sv", -1, "−0,000001\u00a0€"}} {
		if got := all.Choose(c.language, "").Exact(c.amount, "EUR"); got != c.want {
			t.Errorf("%d in %s is %q, want %q", c.amount, c.language, got, c.want)
		}
	}
}

// Protects plural forms and dates.
func TestPluralsAndDates(t *testing.T) {
	all := load(t)
	at := time.Date(2026, 3, 31, 23, 30, 0, 0, time.FixedZone("", -3600)) // the first of April in UTC
	for _, c := range []struct{ language, zero, one, many, date, month string }{
		{"en", "0 clicks so far", "1 click so far", "1,200 clicks so far", "1 April 2026, 00:30", "April 2026"},
		{"de", "bisher 0 Klicks", "bisher 1 Klick", "bisher 1.200 Klicks", "1. April 2026, 00:30", "April 2026"},
		{"fr", "0 clic jusqu’ici", "1 clic jusqu’ici", "1\u00a0200 clics jusqu’ici", "1 avril 2026, 00:30", "avril 2026"},
		{"es", "0 clics hasta ahora", "1 clic hasta ahora", "1.200 clics hasta ahora", "1 de abril de 2026, 00:30", "abril 2026"},
	} {
		l := all.Choose(c.language, "")
		for n, want := range map[int64]string{0: c.zero, 1: c.one, 1200: c.many} {
			if got := l.Plural("thing.clicks", n); got != want {
				t.Errorf("%s: %d is %q, want %q", c.language, n, got, want)
			}
		}
		if got := l.Time(at); got != c.date {
			t.Errorf("%s: the time is %q, want %q", c.language, got, c.date)
		}
		if got := l.Month(obolus.Month(202604)); got != c.month {
			t.Errorf("%s: the month is %q, want %q", c.language, got, c.month)
		}
	}
	if got := all.Choose("fr", "").Plural("thing.clicks", 2_000_000); got != "2\u00a0000\u00a0000 de clics jusqu’ici" {
		t.Errorf("two million are %q", got)
	}
}

// Protects against gaps at run time: an unknown key is visible, not empty.
func TestText_UnknownKey(t *testing.T) {
	l := load(t).Choose("de", "")
	if got := l.Text("no.such_key"); got != "no.such_key" || l.Has("no.such_key") || !l.Has("nav.sign_in") {
		t.Errorf("got %q", got)
	}
}
