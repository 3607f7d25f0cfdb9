package store_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/store/storetest"
	"obolus/testpg"
)

// Protects people from a PostgreSQL that has just been restarted: connections that broke meanwhile,
// however many, are not their problem. What is asked after it is back succeeds at the first try.
func TestWrite_AfterPostgreSQLWasAway(t *testing.T) {
	proxy := testpg.NewProxy(t, testpg.URL(t))
	db := storetest.Open(t, proxy.URL())
	const connections = 12
	reading := func(f func() error) error {
		return db.Snapshot(t.Context(), func(r app.Reader) error {
			_, err := r.MonthClosed(t.Context(), 202610)
			return errors.Join(err, f())
		})
	}
	writing := func(f func() error) error {
		return db.Write(t.Context(), func(tx app.Tx) error { return errors.Join(tx.ShareMonth(t.Context(), 202610), f()) })
	}
	clicking := func(f func() error) error {
		return db.Write(t.Context(), func(tx app.Tx) error {
			_, err := tx.ClickBasis(t.Context(), 202611, []obolus.PersonID{1}, []obolus.ThingID{1})
			return errors.Join(err, f())
		})
	}
	ways := []func(func() error) error{reading, writing, clicking}
	alone := map[string]func() error{
		"reading":        func() error { _, err := db.MonthClosed(t.Context(), 202610); return err },
		"taking numbers": func() error { _, err := db.NewIDs(t.Context(), 1001); return err }, // more than are left
	}
	for range 3 {
		for _, way := range ways {
			together(t, connections, way)
			proxy.Cut()
			proxy.Restore()
			err := way(func() error { return nil })
			if err != nil {
				t.Errorf("with PostgreSQL again: %v", err)
			}
		}
		for name, f := range alone {
			together(t, connections, reading)
			together(t, connections, writing)
			err := f() // so that a connection knows the statement, which is then sent without asking first
			if err != nil {
				t.Error(err)
			}
			proxy.Cut()
			proxy.Restore()
			err = f()
			if err != nil {
				t.Errorf("%s with PostgreSQL again: %v", name, err)
			}
		}
	}
	proxy.Cut()
	err := writing(func() error { return nil })
	if obolus.KindOf(err) != obolus.Unavailable {
		t.Errorf("without PostgreSQL: %v", err)
	}
}

// Protects what is told to people: PostgreSQL answers a commit with a rollback, and no error, where a
// statement has failed before, and nobody may take that for done.
func TestWrite_WhoseFailedStatementWasOverlooked(t *testing.T) {
	db := storetest.Open(t, testpg.URL(t))
	err := db.Write(t.Context(), func(tx app.Tx) error {
		_, err := tx.InsertClicks(t.Context(), []obolus.Click{{ID: 1, Supporter: 7, Month: 202610, Thing: 8, Recipient: 9, Weight: 1, At: time.UnixMilli(1)}})
		if err == nil {
			t.Error("a click of nobody was let in")
		}
		return nil
	})
	if err == nil {
		t.Error("the commit was taken for done")
	}
	err = db.Write(t.Context(), func(tx app.Tx) error { return tx.ShareMonth(t.Context(), 202610) })
	if err != nil {
		t.Errorf("the next one: %v", err)
	}
}

// Protects the server from questions that took too long, were cancelled by its operator or found no room: they
// are no broken connections, and to ask again would only take as long again.
func TestRead_ThatWasAnsweredIsNotRepeated(t *testing.T) {
	db := storetest.Open(t, testpg.URL(t))
	_, err := db.Raw().ExecContext(t.Context(), `CREATE SEQUENCE asked;
		CREATE FUNCTION fails(code TEXT) RETURNS BIGINT LANGUAGE plpgsql AS $$
		BEGIN PERFORM nextval('asked'); RAISE EXCEPTION 'no' USING ERRCODE = code; END $$`)
	if err != nil {
		t.Fatal(err)
	}
	codes := []string{"57014", "53100", "53200", "22012"}
	for _, code := range codes {
		_, err = db.Ask(t.Context(), `SELECT fails('`+code+`')`)
		if err == nil {
			t.Errorf("%s is no error", code)
		}
	}
	if n, err := db.Ask(t.Context(), `SELECT last_value FROM asked`); n != int64(len(codes)) || err != nil {
		t.Errorf("asked %d times, %v", n, err)
	}
}

// Protects people from "something went wrong on our side" where a server is there and takes no connections,
// because somebody restores it or has changed a password: it is away, and they are told so.
func TestRead_FromAServerThatLetsNobodyIn(t *testing.T) {
	db, elsewhere := storetest.Open(t, testpg.URL(t)), storetest.Open(t, testpg.URL(t))
	var name string
	err := db.Raw().QueryRowContext(t.Context(), `SELECT current_database()`).Scan(&name)
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		`ALTER DATABASE "` + name + `" ALLOW_CONNECTIONS false`,
		`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '` + name + `'`,
	} {
		_, err := elsewhere.Raw().ExecContext(t.Context(), statement)
		if err != nil {
			t.Fatal(err)
		}
	}
	for range 2 { // by the connection that was there, and by a new one
		_, err := db.Settings(t.Context())
		if obolus.KindOf(err) != obolus.Unavailable {
			t.Errorf("got %v", err)
		}
	}
}

// together holds n transactions open at once, so that there are n connections afterwards.
func together(t *testing.T, n int, way func(func() error) error) {
	t.Helper()
	var begun, ended sync.WaitGroup
	begun.Add(n)
	for range n {
		ended.Go(func() {
			var once sync.Once
			err := way(func() error {
				once.Do(begun.Done)
				begun.Wait()
				return nil
			})
			once.Do(begun.Done) // it never began: the others need not wait for it
			if err != nil {
				t.Error(err)
			}
		})
	}
	ended.Wait()
}
