package store

import (
	"context"
	"database/sql"
	"time"

	"obolus"
	"obolus/app"
)

const invitationColumns = `code, person, number, created_at, used_at, used_by`

func scanInvitation(rows *sql.Rows) (app.Invitation, error) {
	var i app.Invitation
	var person, number, created, used, by sql.NullInt64
	err := rows.Scan(&i.Code, &person, &number, &created, &used, &by)
	i.Person, i.Number, i.CreatedAt, i.UsedAt, i.UsedBy = personID(person), number.Int64, moment(created), moment(used), personID(by)
	return i, err
}

func (q queries) Invitation(ctx context.Context, code string) (app.Invitation, error) {
	return one(ctx, q.q, scanInvitation, "invitation_unknown", "this invitation is not known here",
		`SELECT `+invitationColumns+` FROM invitation WHERE code = $1`, code)
}

func (q queries) Invitations(ctx context.Context, person obolus.PersonID) ([]app.Invitation, error) {
	return all(ctx, q.q, scanInvitation,
		`SELECT `+invitationColumns+` FROM invitation WHERE person = $1 ORDER BY number LIMIT 1000`, int64(person))
}

func (q queries) InsertInvitation(ctx context.Context, i app.Invitation) error {
	var number any
	if i.Number > 0 {
		number = i.Number
	}
	return execOne(ctx, q.q, `INSERT INTO invitation (code, person, number, created_at) VALUES ($1, $2, $3, $4)`,
		i.Code, nullable(i.Person), number, i.CreatedAt.UnixMilli())
}

func (q queries) UseInvitation(ctx context.Context, code string, by obolus.PersonID, at time.Time) (bool, error) {
	n, err := exec(ctx, q.q, `UPDATE invitation SET used_at = $2, used_by = $3 WHERE code = $1 AND used_at IS NULL`, code, at.UnixMilli(), int64(by))
	return n == 1, err
}

func scanWaiting(rows *sql.Rows) (app.Waiter, error) {
	var w app.Waiter
	var confirmed, admitted sql.NullInt64
	err := rows.Scan(&w.Folded, &w.Email, &w.Language, &confirmed, &admitted)
	w.Since, w.AdmittedAt = moment(confirmed), moment(admitted)
	return w, err
}

func (q queries) WaitingList(ctx context.Context, limit int) ([]app.Waiter, error) {
	return all(ctx, q.q, scanWaiting, `
		SELECT folded, email, language, confirmed_at, admitted_at FROM waiting WHERE admitted_at IS NULL ORDER BY confirmed_at, folded LIMIT $1`, int64(limit))
}

func (q queries) Waiter(ctx context.Context, folded string) (app.Waiter, error) {
	return one(ctx, q.q, scanWaiting, "waiter_unknown", "this address is not on the waiting list", `
		SELECT folded, email, language, confirmed_at, admitted_at FROM waiting WHERE folded = $1 AND admitted_at IS NULL`, folded)
}

func (q queries) InsertWaiter(ctx context.Context, w app.Waiter) error {
	_, err := exec(ctx, q.q, `
		INSERT INTO waiting (folded, email, language, confirmed_at) VALUES ($1, $2, $3, $4) ON CONFLICT (folded) DO NOTHING`,
		w.Folded, w.Email, w.Language, w.Since.UnixMilli())
	return err
}

func (q queries) AdmitWaiter(ctx context.Context, folded string, at time.Time) (bool, error) {
	n, err := exec(ctx, q.q, `UPDATE waiting SET admitted_at = $2 WHERE folded = $1 AND admitted_at IS NULL`, folded, at.UnixMilli())
	return n == 1, err
}
