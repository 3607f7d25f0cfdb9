package i18n

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/currency"

	"obolus"
	"obolus/money"
)

// way is how a language writes what x/text does not write exactly: amounts without a float, and dates.
type way struct {
	decimal string // between units and cents
	before  string // between a currency's sign and the amount, where the sign stands first
	after   string // between the amount and the sign, where it stands last
	date    string // {day}, {month}, {year}
}

// The spaces are no-break ones, so that an amount is never torn apart.
var ways = map[string]way{
	"en": {decimal: ".", date: "{day} {month} {year}"},
	"de": {decimal: ",", after: "\u00a0", date: "{day}. {month} {year}"},
	"nl": {decimal: ",", before: "\u00a0", date: "{day} {month} {year}"},
	"sv": {decimal: ",", after: "\u00a0", date: "{day} {month} {year}"},
	"fr": {decimal: ",", after: "\u00a0", date: "{day} {month} {year}"},
	"es": {decimal: ",", after: "\u00a0", date: "{day} de {month} de {year}"},
}

// Number writes a whole number with the language's grouping of digits.
func (t *Translator) Number(n int64) string { return t.printer.Sprintf("%d", n) }

// Money writes an amount with its currency's sign, to the nearest cent. An amount below ten cents that
// is not whole cents gets four decimals, one below a hundredth of a cent all six, so that a small share
// is not shown as nothing.
func (t *Translator) Money(a money.Amount, code string) string { return t.written(decimals(a), code) }

// Exact writes an amount with its currency's sign to the millionth, or to the cent where that is all: for
// tables whose rows must add up.
func (t *Translator) Exact(a money.Amount, code string) string {
	if a.WholeCents() {
		return t.written(a.Cents(), code)
	}
	return t.written(a.String(), code)
}

// written puts decimal digits into the language's writing.
func (t *Translator) written(amount, code string) string {
	text, minus := strings.CutPrefix(amount, "-")
	units, fraction, _ := strings.Cut(text, ".")
	whole, _ := strconv.ParseInt(units, 10, 64) // digits of an int64's quotient
	written := t.Number(whole) + t.way.decimal + fraction
	sign := t.sign(code)
	if t.way.after != "" {
		written += t.way.after + sign
	} else {
		written = sign + t.way.before + written
	}
	if minus {
		return "−" + written
	}
	return written
}

// decimals writes as many decimals as an amount needs to be seen.
func decimals(a money.Amount) string {
	small := max(a, -a)
	switch text := a.String(); {
	case a.WholeCents(), small >= 10*money.Cent:
		return a.Cents()
	case small >= money.Cent/100:
		return text[:len(text)-2]
	default:
		return text
	}
}

// sign returns a currency's usual sign, or its code where it has none.
func (t *Translator) sign(code string) string {
	unit, err := currency.ParseISO(code)
	if err != nil {
		return code
	}
	return t.printer.Sprint(currency.NarrowSymbol(unit))
}

// Month writes a month as people name it: "October 2026".
func (t *Translator) Month(m obolus.Month) string {
	return t.monthName(m.Start()) + " " + strconv.Itoa(m.Start().Year())
}

// Date writes a day, in UTC as months are.
func (t *Translator) Date(at time.Time) string {
	at = at.UTC()
	text := strings.Replace(t.way.date, "{day}", strconv.Itoa(at.Day()), 1)
	text = strings.Replace(text, "{month}", t.monthName(at), 1)
	return strings.Replace(text, "{year}", strconv.Itoa(at.Year()), 1)
}

// Time writes a day and the minute, in UTC.
func (t *Translator) Time(at time.Time) string { return t.Date(at) + ", " + at.UTC().Format("15:04") }

func (t *Translator) monthName(at time.Time) string { return t.months[at.Month()-1] }

func (t *Translator) nameMonths() {
	for i := range t.months {
		t.months[i] = t.Text("month." + strconv.Itoa(i+1))
	}
}
