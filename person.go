package obolus

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"obolus/money"
)

// PersonID is the number of a person. Like every number here it lies between 1 and 2^53−1.
type PersonID int64

// Person is an account. The same person can be supporter and creator.
type Person struct {
	ID          PersonID
	Name        string       // unique when folded, shown as written
	Budget      money.Amount // what she gives per month; 0 until she chooses one
	CreatedAt   time.Time
	Anonymous   bool      // her clicks to come are, unless she says otherwise for one
	Operator    bool      // runs the instance
	DeletedAt   time.Time // zero unless she has left: then the row is a pseudonym in the books
	SuspendedAt time.Time // zero unless suspended: then her clicks and earnings are frozen, not lost
}

// Suspended tells whether the person's clicks and earnings are frozen.
func (p Person) Suspended() bool { return !p.SuspendedAt.IsZero() }

// Deleted tells whether the person has left.
func (p Person) Deleted() bool { return !p.DeletedAt.IsZero() }

// The smallest and largest monthly budget.
const (
	MinBudget = 2 * money.Unit
	MaxBudget = 100 * money.Unit
)

// CheckBudget refuses a budget outside MinBudget to MaxBudget or with fractions of a cent.
func CheckBudget(budget money.Amount) error {
	if budget < MinBudget || budget > MaxBudget || !budget.WholeCents() {
		return Invalidf("budget", "a monthly budget is between %s and %s in whole cents, not %s", MinBudget.Cents(), MaxBudget.Cents(), budget)
	}
	return nil
}

// maxName is the longest name in characters.
const maxName = 64

// CheckName returns the name in its written form (NFC) and the folded form that must be unique, or an
// error of kind Invalid. Names may be in any script: letters, digits, single spaces inside, and . _ - @ + '
func CheckName(name string) (written, folded string, err error) {
	written = norm.NFC.String(name)
	if !utf8.ValidString(name) || written == "" || utf8.RuneCountInString(written) > maxName {
		return "", "", Invalidf("name", "a name has 1 to %d characters", maxName)
	}
	if strings.TrimSpace(written) != written || strings.Contains(written, "  ") {
		return "", "", Invalidf("name", "a name has no spaces at its ends and no two in a row: %q", written)
	}
	for _, r := range written {
		if !unicode.In(r, unicode.Letter, unicode.Mark, unicode.Digit) && !strings.ContainsRune(" ._-@+'", r) {
			return "", "", Invalidf("name", "a name is made of letters, digits, spaces and . _ - @ + ', not %q", r)
		}
	}
	return written, FoldName(written), nil
}

// FoldName returns the form in which names are compared: compatibility characters and case do not
// make two people.
func FoldName(name string) string {
	return norm.NFKC.String(cases.Fold().String(norm.NFKC.String(name)))
}
