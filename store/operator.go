package store

import (
	"context"

	"obolus"
)

// lastLetter is behind every name that begins with what stands before it.
const lastLetter = "\U0010FFFF"

func (q queries) PeopleNamed(ctx context.Context, beginning string, limit int) ([]obolus.Person, error) {
	return all(ctx, q.q, scanPerson, `SELECT `+personColumns+` FROM person WHERE folded >= $1 AND folded < $2 ORDER BY folded LIMIT $3`,
		beginning, beginning+lastLetter, int64(limit))
}

func (q queries) SetOperator(ctx context.Context, id obolus.PersonID, operator bool) error {
	return execOne(ctx, q.q, `UPDATE person SET operator = $2 WHERE id = $1`, int64(id), operator)
}
