package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"obolus/app"
	"obolus/store"
)

// Whatever is changed behind obolus's back is named, and the exit code says it.
func TestVerify_NamesDifferences(t *testing.T) {
	d := newDesk(t)
	octobers(t, d)
	tamper(t, d.db, `UPDATE balance SET amount = amount + 1 WHERE kind = 'funds'`)
	r := d.run("verify")
	if r.code != 1 || !strings.Contains(r.stdout, "funds") || !strings.Contains(r.stdout, "2 differences found") || r.stderr != "" {
		t.Errorf("exit %d:\n%s%s", r.code, r.stdout, r.stderr)
	}
	r = d.run("verify", "--json")
	var verified verifiedJSON
	err := json.Unmarshal([]byte(r.stdout), &verified)
	if err != nil || r.code != 1 || verified.Verified || len(verified.Differences) != 2 {
		t.Errorf("exit %d, %+v, %v", r.code, verified, err)
	}
}

// A backup is the whole database while somebody writes, and overwrites nothing.
func TestBackup(t *testing.T) {
	d := newDesk(t)
	octobers(t, d)
	server, err := store.Open(t.Context(), d.db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	err = server.Write(t.Context(), func(tx app.Tx) error { // a transaction is under way
		err := tx.PutSetting(t.Context(), "name", "not yet")
		if err != nil {
			return err
		}
		d.must("backup", filepath.Join(filepath.Dir(d.db), "copy.db"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	copied := *d
	copied.db = filepath.Join(filepath.Dir(d.db), "copy.db")
	var settings settingsJSON
	copied.reads(&settings, "settings")
	if settings.Name != "obolus" {
		t.Errorf("the copy has seen what was not committed: %q", settings.Name)
	}
	want := d.must("verify")
	if got := copied.must("verify"); got != want {
		t.Errorf("the copy: %s, the original: %s", got, want)
	}
	if r := d.run("backup", copied.db); r.code != 1 || !strings.Contains(r.stderr, "there already") {
		t.Errorf("onto a file: exit %d, %s", r.code, r.stderr)
	}
	if r := d.run("backup", "/nowhere/copy.db"); r.code != 1 || !strings.Contains(r.stderr, "there is no folder /nowhere") {
		t.Errorf("into nowhere: exit %d, %s", r.code, r.stderr)
	}
	if r := d.run("backup", "x", "--db", "postgres://127.0.0.1/x"); r.code != 1 || !strings.Contains(r.stderr, "pg_dump") {
		t.Errorf("of PostgreSQL: exit %d, %s", r.code, r.stderr)
	}
	left, _ := os.ReadDir(filepath.Dir(d.db))
	for _, file := range left {
		if strings.HasSuffix(file.Name(), ".partial") {
			t.Errorf("%s is left", file.Name())
		}
	}
}

// A new database is ready after migrate, and so is one that is up to date.
func TestMigrate(t *testing.T) {
	onEach(t, func(t *testing.T, d *desk) {
		var first, second migratedJSON
		d.reads(&first, "migrate")
		d.reads(&second, "migrate")
		if first.Schema < 4 || first != second {
			t.Errorf("first %+v, then %+v", first, second)
		}
	})
}
