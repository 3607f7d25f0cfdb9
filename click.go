package obolus

import "time"

// ClickID is the number of a click.
type ClickID int64

// Click is one supporter's support of one thing in one month; at most one for each.
type Click struct {
	ID        ClickID
	Supporter PersonID
	Month     Month
	Thing     ThingID
	Recipient RecipientID // the thing's at the moment of the click
	Weight    int64       // 1 for a plain click
	Anonymous bool        // her name is kept from whoever receives it
	At        time.Time   // when the server accepted it; lies in Month (R8)
}
