package store

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"obolus/app"
)

// Inspected asks the search for what has the words, and leaves nothing out for being hidden.
func (q queries) Inspected(ctx context.Context, i app.Inspection, limit int) ([]app.Inspected, error) {
	statement := `SELECT description.hidden,
			EXISTS (SELECT 1 FROM barred WHERE barred.thing = thing.id),
			EXISTS (SELECT 1 FROM hold WHERE hold.recipient = thing.recipient), ` + listedColumns + `
		FROM thing` + listedJoin
	var args []any
	join := ` WHERE `
	narrow := func(condition string, arg any) {
		args = append(args, arg)
		statement += join + strings.ReplaceAll(condition, "$n", "$"+strconv.Itoa(len(args)))
		join = ` AND `
	}
	if i.Thing != 0 {
		narrow(`thing.id = $n`, int64(i.Thing))
	}
	if i.Before != 0 {
		narrow(`thing.id < $n`, int64(i.Before))
	}
	if len(i.Words) > 0 {
		narrow(q.having(i.Words))
	}
	switch i.Only {
	case app.InspectHidden:
		narrow(`description.hidden = $n`, true)
	case app.InspectBarred:
		statement += join + `thing.id IN (SELECT thing FROM barred)`
	case app.InspectHeld:
		statement += join + `thing.recipient IN (SELECT recipient FROM hold)`
	}
	args = append(args, int64(limit))
	return all(ctx, q.q, func(rows *sql.Rows) (app.Inspected, error) {
		var found app.Inspected
		var err error
		found.Listed, err = scanListedAfter(rows, &found.Listed, &found.Hidden, &found.Barred, &found.Held)
		return found, err
	}, statement+` ORDER BY thing.id DESC LIMIT $`+strconv.Itoa(len(args)), args...)
}
