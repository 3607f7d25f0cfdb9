package obolus

import "time"

// ReportID is the number of a report.
type ReportID int64

// ReportKind is what somebody says is wrong.
type ReportKind string

// The kinds of report.
const (
	ReportNotTheirs ReportKind = "not_theirs" // whoever collects for it did not make it
	ReportSpam      ReportKind = "spam"
	ReportIllegal   ReportKind = "illegal"
	ReportOther     ReportKind = "other"
)

// ReportKinds are all of them, in the order in which they are offered.
var ReportKinds = []ReportKind{ReportNotTheirs, ReportSpam, ReportIllegal, ReportOther}

// ReportState is where a report stands.
type ReportState string

// The states of a report.
const (
	ReportOpen      ReportState = "open"
	ReportDismissed ReportState = "dismissed" // nothing was wrong
	ReportUpheld    ReportState = "upheld"    // something was done
)

// Report is what somebody told the operator about a thing or a person; one of the two is 0.
type Report struct {
	ID        ReportID
	Reporter  PersonID // 0: somebody without an account
	Thing     ThingID
	Person    PersonID
	Kind      ReportKind
	Text      string // in the reporter's words, as CleanText leaves them
	State     ReportState
	Answer    string // the operator's reason
	CreatedAt time.Time
	DecidedAt time.Time // zero while it is open
}
