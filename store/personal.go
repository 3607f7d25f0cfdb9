package store

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
	"time"

	"obolus"
	"obolus/app"
)

// personalTable is a table with rows about a person. A new one that names people belongs in this list:
// TestPersonalTables looks.
type personalTable struct {
	name    string
	owner   string // the column with the person's number
	columns string // that she may read, in the order of the export; "" for none: secrets stay here
	kept    bool   // the books need the rows, or somebody else does: they stay when she leaves
}

var personalTables = []personalTable{
	{"account", "person", "email, confirmed_at, language", false},
	{"profile", "person", "text, shown", false},
	{"credential", "person", "kind, label, created_at, expires_at, used_at, seen_at, confirmed_at", false},
	{"passkey", "person", "label, created_at, used_at", false},
	{"totp", "person", "on_at, used", false},
	{"recovery", "person", "", false},
	{"pending", "person", "kind, expires_at", false},
	{"invitation", "person", "code, number, created_at, used_at", false},
	{"invitation", "used_by", "", true}, // by it the inviter knows how many she has left
	{"trusted_site", "person", "site, created_at", false},
	{"wish", "person", "url, title, anonymous, said, created_at", false},
	{"idempotency", "person", "key, created_at", false},
	{"recipient", "person", "id, kind, name, claimed_at, created_at", true}, // her own is renamed
	{"history", "person", "source, reference, month, thing, clicks, revenue, clicks_total", false},
	{"deposit", "person", "id, provider, reference, gross, fee, net, state, created_at, decided_at", true},
	{"bank_account", "person", "holder, iban, changed_at", false},
	{"payout", "person", "id, month, rail, amount, state, reference, created_at, approved_at, ended_at, holder, iban", true},
	{"settlement", "supporter", "month, budget, funds, clicks, weights, share, late", true},
	{"click", "supporter", "id, month, thing, recipient, weight, anonymous, at", true},
	{"receipt", "person", "month, number, made_at, content", false},
	{"report", "reporter", "id, thing, kind, text, state, answer, created_at, decided_at", true}, // the decision stands
	{"report", "person", "", true},                                                               // others' words about her
	{"audit", "operator", "", true},                                                              // what she did for the instance, mostly to others
}

// PersonalTables leaves out the clicks, of which there can be very many, and adds the things.
func (q queries) PersonalTables(ctx context.Context, person obolus.PersonID) ([]app.PersonalTable, error) {
	var tables []app.PersonalTable
	for _, t := range personalTables {
		if t.columns == "" || t.name == "click" {
			continue
		}
		table, err := q.personal(ctx, t.name, t.columns, t.owner+` = $1`, person)
		if err != nil {
			return nil, err
		}
		tables = append(tables, table)
	}
	things, err := q.personal(ctx, "thing", "id, url, title, created_at", `recipient IN (SELECT id FROM recipient WHERE person = $1)`, person)
	return append(tables, things), err
}

func (q queries) personal(ctx context.Context, name, columns, where string, person obolus.PersonID) (app.PersonalTable, error) {
	t := app.PersonalTable{Name: name, Columns: strings.Split(columns, ", ")}
	var err error
	t.Rows, err = all(ctx, q.q, func(rows *sql.Rows) ([]string, error) {
		values := make([]sql.NullString, len(t.Columns))
		fields := make([]any, len(values))
		for i := range values {
			fields[i] = &values[i]
		}
		err := rows.Scan(fields...)
		texts := make([]string, len(values))
		for i, v := range values {
			texts[i] = readable(t.Columns[i], v)
		}
		return texts, err
	}, `SELECT `+columns+` FROM `+name+` WHERE `+where+` ORDER BY 1, 2`, int64(person))
	if err != nil {
		return t, fmt.Errorf("reading the rows of %s: %w", name, err)
	}
	return t, nil
}

// readable writes a time as people read it, and leaves all else as it is.
func readable(column string, v sql.NullString) string {
	if !strings.HasSuffix(column, "_at") || !v.Valid {
		return v.String
	}
	millis, err := strconv.ParseInt(v.String, 10, 64)
	if err != nil {
		return v.String
	}
	return time.UnixMilli(millis).UTC().Format(time.RFC3339)
}

func (q queries) ClickedMonths(ctx context.Context, person obolus.PersonID) ([]obolus.Month, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (obolus.Month, error) {
		var m obolus.Month
		err := rows.Scan(&m)
		return m, err
	}, clickedMonths+` SELECT month FROM clicked
		WHERE EXISTS (SELECT 1 FROM click WHERE click.month = clicked.month AND click.supporter = $1) ORDER BY month`, int64(person))
}
