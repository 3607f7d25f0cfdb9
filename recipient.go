package obolus

import "time"

// RecipientID is the number of a recipient.
type RecipientID int64

// RecipientKind says what sort of recipient it is.
type RecipientKind string

// The kinds of recipient.
const (
	PersonRecipient   RecipientKind = "person"   // a person of this instance
	IdentityRecipient RecipientKind = "identity" // somebody on the web, claimed or not
	TeamRecipient     RecipientKind = "team"     // several of the above, with weights (R3)
)

// Recipient is who gets a share.
type Recipient struct {
	ID        RecipientID
	Kind      RecipientKind
	Name      string    // "domain:example.org", "person:alice", or a team's members and weights
	Person    PersonID  // who receives: the person, or who claimed the identity; 0 while it waits
	ClaimedAt time.Time // zero unless claimed
}

// Claimed tells whether the recipient's shares become somebody's earnings rather than escrow (R5).
func (r Recipient) Claimed() bool { return r.Person != 0 }
