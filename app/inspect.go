package app

import (
	"context"
	"strings"

	"obolus"
)

type inspectReader interface {
	// Inspected returns things with all that operators decide on, the newest first, hidden ones too.
	Inspected(ctx context.Context, i Inspection, limit int) ([]Inspected, error)
}

// Inspected is a thing as operators see it.
type Inspected struct {
	Listed
	Hidden bool // from lists, by its creator or because it is barred
	Barred bool // out of sight, by an operator
	Held   bool // its recipient's money is
}

// Inspection is what an operator looks for; what is empty does not narrow it.
type Inspection struct {
	Words  []string // obolus.WantedWords of title, text, tags, address and maker
	Thing  obolus.ThingID
	Only   string // one of InspectedStates
	Before obolus.ThingID
}

// The states of things that operators can ask for.
const (
	InspectHidden = "hidden"
	InspectBarred = "barred"
	InspectHeld   = "held"
)

// InspectedStates are all of them.
var InspectedStates = []string{InspectHidden, InspectBarred, InspectHeld}

// Inspect lists at most limit things for operators, newest first (keyset pagination by before). A question
// that is the address of a thing finds that one, any other the things that have all its words.
func (a *App) Inspect(ctx context.Context, question, only string, before obolus.ThingID, limit int) ([]Inspected, error) {
	i := Inspection{Only: only, Before: before}
	if strings.Contains(question, "://") {
		found, err := a.LookUp(ctx, question)
		if kind := obolus.KindOf(err); err != nil && kind != obolus.Invalid && kind != obolus.NotFound {
			return nil, err
		}
		i.Thing = found.Thing.ID
	}
	if i.Thing == 0 {
		i.Words = obolus.WantedWords(question)
		if len(i.Words) == 0 && strings.TrimSpace(question) != "" {
			return nil, nil
		}
	}
	return a.store.Inspected(ctx, i, limit)
}
