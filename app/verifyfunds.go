package app

import (
	"context"
	"time"

	"obolus"
	"obolus/money"
)

// FundsHistory is what came into a supporter's funds, and the closes that found something in them.
type FundsHistory struct {
	Person obolus.PersonID
	In     []FundsIn      // in no order
	Closes []FundsAtClose // by month
	Waived money.Amount   // given up when she left
}

// FundsIn is a deposit that was cleared, or earnings that she moved.
type FundsIn struct {
	At     time.Time
	Amount money.Amount
}

// FundsAtClose is what a settlement says of her funds, and what it took from them.
type FundsAtClose struct {
	Month    obolus.Month
	ClosedAt time.Time
	Funds    money.Amount
	Spent    money.Amount
	Late     bool // settled some time after the close
}

// clockError is what the times of a transfer and of a close may be wrong by, beside each other. What came in
// closer to a close may have come before or after it.
const clockError = 24 * time.Hour

// fundsPage is how many people are looked at together.
const fundsPage = 5000

// funds compares what each settlement found in its supporter's funds (R2) with what had come into them by
// then, less what earlier months had taken.
func (v *Verification) funds(ctx context.Context, tx Reader) error {
	for after := obolus.PersonID(0); ; {
		page, last, err := tx.FundsHistories(ctx, after, fundsPage)
		if err != nil || last == 0 {
			return err
		}
		for _, h := range page {
			v.fundsOf(h)
		}
		after = last
	}
}

func (v *Verification) fundsOf(h FundsHistory) {
	var spent, late money.Amount
	for _, c := range h.Closes {
		if c.Late {
			late += c.Spent
		}
	}
	for _, c := range h.Closes {
		if c.Late { // when, the settlement does not say
			continue
		}
		least, most := h.in(c.ClosedAt.Add(-clockError))-spent-late-h.Waived, h.in(c.ClosedAt.Add(clockError))-spent
		if c.Funds < least || c.Funds > most {
			v.found("month %s: person %d was settled from funds of %s; by what had come in and gone there were %s",
				c.Month, h.Person, c.Funds, between(max(least, 0), most))
		}
		spent += c.Spent
	}
}

// in is what had come in until then.
func (h FundsHistory) in(until time.Time) money.Amount {
	var sum money.Amount
	for _, in := range h.In {
		if !in.At.After(until) {
			sum += in.Amount
		}
	}
	return sum
}

func between(least, most money.Amount) string {
	if least >= most {
		return most.String()
	}
	return least.String() + " to " + most.String()
}
