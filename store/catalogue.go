package store

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"obolus/app"
)

// listedJoin joins what a list shows of a thing; hidden things are in none but the operator's.
const listedColumns = thingColumns + `, description.text, description.category, description.language, COALESCE(thing_picture.mark, ''), ` + recipientColumns
const listedJoin = ` JOIN description ON description.thing = thing.id JOIN recipient ON recipient.id = thing.recipient
		LEFT JOIN thing_picture ON thing_picture.thing = thing.id`

// listedFrom leaves out too what cannot be supported any more, since who would get a share of it has left.
const listedFrom = listedJoin + ` WHERE NOT description.hidden
		AND NOT EXISTS (SELECT 1 FROM person WHERE person.id = recipient.person AND person.deleted_at IS NOT NULL)
		AND NOT EXISTS (SELECT 1 FROM team_member JOIN recipient AS member ON member.id = team_member.member
			JOIN person ON person.id = member.person WHERE team_member.team = recipient.id AND person.deleted_at IS NOT NULL)`

func scanListed(rows *sql.Rows) (app.Listed, error) { return scanListedAfter(rows, &app.Listed{}) }

// scanListedAfter reads listedColumns into l after whatever other columns come first.
func scanListedAfter(rows *sql.Rows, l *app.Listed, before ...any) (app.Listed, error) {
	var created sql.NullInt64
	err := scanRecipientInto(rows, &l.Recipient, append(before, &l.Thing.ID, &l.Thing.URL, &l.Thing.Title, &l.Thing.Recipient, &created,
		&l.Text, &l.Category, &l.Language, &l.Picture)...)
	l.Thing.CreatedAt = moment(created)
	return *l, err
}

func (q queries) Listed(ctx context.Context, s app.Shelf, limit int) ([]app.Listed, error) {
	statement := `SELECT ` + listedColumns + ` FROM thing` + listedFrom
	var args []any
	narrow := func(condition string, arg any) {
		args = append(args, arg)
		statement += ` AND ` + strings.ReplaceAll(condition, "$n", "$"+strconv.Itoa(len(args)))
	}
	if s.Before != 0 {
		narrow(`description.thing < $n`, int64(s.Before))
	}
	if s.Category != "" {
		narrow(`description.category = $n`, string(s.Category))
	}
	if s.Language != "" {
		narrow(`description.language = $n`, s.Language)
	}
	if s.Tag != "" {
		narrow(`thing.id IN (SELECT thing FROM thing_tag WHERE tag = $n)`, s.Tag)
	}
	if s.Person != 0 {
		narrow(`recipient.person = $n`, int64(s.Person))
	}
	args = append(args, int64(limit))
	return all(ctx, q.q, scanListed, statement+` ORDER BY description.thing DESC LIMIT $`+strconv.Itoa(len(args)), args...)
}

func (q queries) Ranked(ctx context.Context, list app.Ranking, after int64, limit int) ([]app.Listed, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (app.Listed, error) {
		var l app.Listed
		return scanListedAfter(rows, &l, &l.Place, &l.Score)
	}, `SELECT ranking.place, ranking.score, `+listedColumns+` FROM ranking JOIN thing ON thing.id = ranking.thing`+listedFrom+`
		AND ranking.list = $1 AND ranking.place > $2 ORDER BY ranking.place LIMIT $3`, string(list), after, int64(limit))
}

func (q queries) SpokenLanguages(ctx context.Context) ([]string, error) {
	return all(ctx, q.q, scanText, `SELECT DISTINCT language FROM description WHERE language <> '' ORDER BY language`)
}
