package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"obolus/jobs"
)

// Jobs is the store's side of package jobs: leases, and what is done. Each method is one statement
// outside any transaction, on a writing connection.
type Jobs struct{ db *sql.DB }

// Jobs returns the leases of this database.
func (db *DB) Jobs() *Jobs { return &Jobs{db: db.write} }

var _ jobs.Store = (*Jobs)(nil)

func (s *Jobs) LastDone(ctx context.Context, name string) (key string, err error) {
	err = s.db.QueryRowContext(ctx, `
		SELECT key FROM job
		WHERE name = $1 AND done_at IS NOT NULL
		ORDER BY key DESC LIMIT 1`, name).Scan(&key)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return key, classify(err)
}

// Take is one statement, so that no two callers can both see the row as free:
// PostgreSQL locks it and looks at the condition again, SQLite has one writer.
func (s *Jobs) Take(ctx context.Context, c jobs.Claim) (a jobs.Answer, err error) {
	err = s.db.QueryRowContext(ctx, `
		INSERT INTO job (name, key, due_at, holder, leased_until, attempts, next_at, last_error)
		VALUES ($1, $2, $3, $4, $5, 1, $6, '')
		ON CONFLICT (name, key) DO UPDATE
			SET holder = $4, leased_until = $5, attempts = job.attempts + 1
			WHERE job.done_at IS NULL AND job.leased_until <= $6 AND job.next_at <= $6
		RETURNING attempts`,
		c.Name, c.Key, c.Due.UnixMilli(), c.Holder, c.Until.UnixMilli(), c.Now.UnixMilli()).Scan(&a.Attempt)
	if err == nil {
		a.Won = true
		return a, nil
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return a, classify(err)
	}
	var again int64
	err = s.db.QueryRowContext(ctx, `
		SELECT done_at IS NOT NULL, CASE WHEN leased_until > next_at THEN leased_until ELSE next_at END
		FROM job WHERE name = $1 AND key = $2`, c.Name, c.Key).Scan(&a.Done, &again)
	if err == nil && !a.Done {
		a.Again = time.UnixMilli(again).UTC()
	}
	return a, classify(err)
}

func (s *Jobs) Extend(ctx context.Context, l jobs.Lease, until time.Time) (bool, error) {
	return s.held(ctx, `
		UPDATE job SET leased_until = $5
		WHERE name = $1 AND key = $2 AND holder = $3 AND attempts = $4 AND leased_until > 0`,
		l, until.UnixMilli())
}

func (s *Jobs) Finish(ctx context.Context, l jobs.Lease, now time.Time) (bool, error) {
	return s.held(ctx, `
		UPDATE job SET leased_until = 0, done_at = $5
		WHERE name = $1 AND key = $2 AND holder = $3 AND attempts = $4 AND leased_until > 0`,
		l, now.UnixMilli())
}

func (s *Jobs) Return(ctx context.Context, l jobs.Lease, again time.Time, problem string) (bool, error) {
	return s.held(ctx, `
		UPDATE job SET leased_until = 0, next_at = $5, last_error = $6
		WHERE name = $1 AND key = $2 AND holder = $3 AND attempts = $4 AND leased_until > 0`,
		l, again.UnixMilli(), problem)
}

// held runs an update that changes a row only for whoever has its lease.
func (s *Jobs) held(ctx context.Context, update string, l jobs.Lease, args ...any) (bool, error) {
	r, err := s.db.ExecContext(ctx, update, append([]any{l.Name, l.Key, l.Holder, l.Attempt}, args...)...)
	if err != nil {
		return false, classify(err)
	}
	n, err := r.RowsAffected()
	return n == 1, err
}

func (s *Jobs) List(ctx context.Context, limit int) ([]jobs.Entry, error) {
	return all(ctx, s.db, func(rows *sql.Rows) (jobs.Entry, error) {
		var e jobs.Entry
		var due, until, again, done int64
		err := rows.Scan(&e.Name, &e.Key, &due, &e.Holder, &until, &e.Attempts, &again, &e.LastError, &done)
		e.Due, e.Again = time.UnixMilli(due).UTC(), time.UnixMilli(again).UTC()
		e.Until, e.DoneAt = orZero(until), orZero(done)
		return e, err
	}, `SELECT name, key, due_at, holder, leased_until, attempts, next_at, last_error, COALESCE(done_at, 0)
		FROM job ORDER BY due_at DESC, name, key DESC LIMIT $1`, int64(limit))
}

// orZero reads a time that is 0 where there is none.
func orZero(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
