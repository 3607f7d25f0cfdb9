package testpg_test

import (
	"context"
	"database/sql"
	"errors"
	"testing"
	"time"

	"obolus/testpg"
)

// only gives the pool's one connection, so that a test knows which line its bytes take.
func only(t *testing.T, db *sql.DB) *sql.Conn {
	t.Helper()
	conn, err := db.Conn(t.Context())
	if err != nil {
		t.Fatalf("connecting: %v", err)
	}
	t.Cleanup(func() { _ = conn.Close() }) // broken on purpose in some tests
	return conn
}

// Protects the tests of a vanished PostgreSQL: gone means gone, back means back.
func TestProxy_CutAndRestore(t *testing.T) {
	p := testpg.NewProxy(t, testpg.URL(t))
	db := open(t, p.URL())
	execute(t, db, `CREATE TABLE thing (id BIGINT PRIMARY KEY)`)
	held := only(t, db)

	p.Cut()
	_, err := held.ExecContext(t.Context(), `INSERT INTO thing (id) VALUES (1)`)
	if err == nil {
		t.Fatal("an open connection survived the cut")
	}
	err = open(t, p.URL()).PingContext(t.Context())
	if err == nil {
		t.Fatal("a new connection got through the cut")
	}

	p.Restore()
	var rows int
	err = db.QueryRowContext(t.Context(), `SELECT COUNT(*) FROM thing`).Scan(&rows)
	if err != nil {
		t.Fatalf("after Restore: %v", err)
	}
	if rows != 0 {
		t.Errorf("the insert that was cut off left %d rows", rows)
	}
}

// Protects Cut in the middle of a statement, where an answer is waited for.
func TestProxy_CutBreaksAStatementUnderWay(t *testing.T) {
	dsn := testpg.URL(t)
	p := testpg.NewProxy(t, dsn)
	direct := open(t, dsn)
	conn := only(t, open(t, p.URL()))
	_, err := conn.ExecContext(t.Context(), `SET application_name TO waiter`)
	if err != nil {
		t.Fatal(err)
	}

	done := make(chan error, 1)
	go func() {
		_, err := conn.ExecContext(t.Context(), `SELECT pg_sleep(60)`)
		done <- err
	}()
	for running := 0; running == 0; {
		select {
		case err := <-done:
			t.Fatalf("the statement ended before the cut: %v", err)
		default:
		}
		err := direct.QueryRowContext(t.Context(), `SELECT COUNT(*) FROM pg_stat_activity
			WHERE application_name = 'waiter' AND state = 'active' AND query LIKE '%pg_sleep%'`).Scan(&running)
		if err != nil {
			t.Fatal(err)
		}
	}
	p.Cut()
	if err := <-done; err == nil {
		t.Fatal("the statement ended well although its line was cut")
	}
}

// Protects the count that the tests of a path's round trips stand on.
func TestProxy_CountsRoundTrips(t *testing.T) {
	p := testpg.NewProxy(t, testpg.URL(t))
	conn := only(t, open(t, p.URL()))
	before := p.RoundTrips()
	for range 5 {
		// Without arguments pgx sends one simple query: one question, one answer.
		_, err := conn.ExecContext(t.Context(), `SELECT 1`)
		if err != nil {
			t.Fatal(err)
		}
	}
	if got := p.RoundTrips() - before; got != 5 {
		t.Errorf("five statements took %d round trips, want 5", got)
	}
}

// Protects Delay: an answer that may not come before the delay has passed does not beat a context
// that ends long before it, and does come once the delay is gone.
func TestProxy_Delay(t *testing.T) {
	p := testpg.NewProxy(t, testpg.URL(t))
	db := open(t, p.URL())
	conn := only(t, db)

	p.Delay(time.Hour)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := conn.ExecContext(ctx, `SELECT 1`)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("a statement on a line delayed by an hour: got %v, want the deadline", err)
	}

	p.Delay(0)
	execute(t, db, `SELECT 1`)
}
