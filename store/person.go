package store

import (
	"context"
	"database/sql"
	"time"

	"obolus"
	"obolus/money"
)

const personColumns = `id, name, budget, anonymous, operator, created_at, deleted_at, suspended_at`

func scanPerson(rows *sql.Rows) (obolus.Person, error) {
	var p obolus.Person
	var created, deleted, suspended sql.NullInt64
	err := rows.Scan(&p.ID, &p.Name, &p.Budget, &p.Anonymous, &p.Operator, &created, &deleted, &suspended)
	p.CreatedAt, p.DeletedAt, p.SuspendedAt = moment(created), moment(deleted), moment(suspended)
	return p, err
}

func (q queries) Person(ctx context.Context, id obolus.PersonID) (obolus.Person, error) {
	return one(ctx, q.q, scanPerson, "person_unknown", "there is no such person",
		`SELECT `+personColumns+` FROM person WHERE id = $1`, int64(id))
}

func (q queries) PersonNamed(ctx context.Context, folded string) (obolus.Person, error) {
	return one(ctx, q.q, scanPerson, "person_unknown", "nobody has that name here",
		`SELECT `+personColumns+` FROM person WHERE folded = $1`, folded)
}

func (q queries) People(ctx context.Context, after obolus.PersonID, limit int) ([]obolus.Person, error) {
	return all(ctx, q.q, scanPerson,
		`SELECT `+personColumns+` FROM person WHERE id > $1 ORDER BY id LIMIT $2`, int64(after), int64(limit))
}

func (q queries) InsertPerson(ctx context.Context, p obolus.Person, folded string) (bool, error) {
	n, err := exec(ctx, q.q, `
		INSERT INTO person (id, name, folded, budget, anonymous, created_at) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (folded) DO NOTHING`, int64(p.ID), p.Name, folded, int64(p.Budget), p.Anonymous, p.CreatedAt.UnixMilli())
	return n == 1, err
}

func (q queries) SetBudget(ctx context.Context, id obolus.PersonID, budget money.Amount) error {
	return execOne(ctx, q.q, `UPDATE person SET budget = $2 WHERE id = $1`, int64(id), int64(budget))
}

func (q queries) SetAnonymous(ctx context.Context, id obolus.PersonID, anonymous bool) error {
	return execOne(ctx, q.q, `UPDATE person SET anonymous = $2 WHERE id = $1`, int64(id), anonymous)
}

func (q queries) SetSuspended(ctx context.Context, id obolus.PersonID, at time.Time) error {
	return execOne(ctx, q.q, `UPDATE person SET suspended_at = $2 WHERE id = $1`, int64(id), millis(at))
}
