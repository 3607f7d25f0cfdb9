package store

import (
	"context"
	"database/sql"

	"obolus"
	"obolus/app"
)

// AuditLog orders by time: each process has a block of numbers of its own, so they do not tell what was first.
func (q queries) AuditLog(ctx context.Context, before int64, limit int) ([]app.Audited, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (app.Audited, error) {
		var a app.Audited
		var at, operator sql.NullInt64
		err := rows.Scan(&a.ID, &at, &operator, &a.Action, &a.Subject, &a.Detail)
		a.At, a.Operator = moment(at), obolus.PersonID(operator.Int64)
		return a, err
	}, `
		SELECT id, at, operator, action, subject, detail FROM audit
		WHERE CAST($1 AS BIGINT) = 0 OR (at, id) < (SELECT at, id FROM audit WHERE id = CAST($1 AS BIGINT))
		ORDER BY at DESC, id DESC LIMIT $2`, before, int64(limit))
}

func (q queries) InsertAudit(ctx context.Context, a app.Audited) error {
	return execOne(ctx, q.q, `INSERT INTO audit (id, at, operator, action, subject, detail) VALUES ($1, $2, $3, $4, $5, $6)`,
		a.ID, a.At.UnixMilli(), number(a.Operator), a.Action, a.Subject, a.Detail)
}
