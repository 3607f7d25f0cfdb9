package store

import (
	"context"
	"time"
)

func (q queries) DeleteAnswers(ctx context.Context, before time.Time) (int64, error) {
	return exec(ctx, q.q, `DELETE FROM idempotency WHERE created_at < $1`, before.UnixMilli())
}

func (q queries) DeleteCredentials(ctx context.Context, before time.Time) (int64, error) {
	return exec(ctx, q.q, `DELETE FROM credential WHERE expires_at < $1`, before.UnixMilli())
}
