package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// pgbench measures PostgreSQL's own tool on the same database, with as many connections.
type pgbench struct {
	database string
	benchHTTP
	script pgbenchScript
}

// pgbenchScript inserts one row a transaction, into a table of its own; variables asks for what the insert
// needs to know, a line each.
type pgbenchScript struct{ table, variables, insert string }

// The least that a row can be, and a click as it is stored: with its key, index, checks and trigger, but read
// from nowhere, decided by nobody and told to nobody.
var (
	pgbenchRow = pgbenchScript{
		`CREATE TABLE IF NOT EXISTS pgbench_row (id BIGSERIAL PRIMARY KEY, at BIGINT NOT NULL)`,
		`SELECT`,
		"INSERT INTO pgbench_row (at) VALUES (1790000000000);\n",
	}
	pgbenchClick = pgbenchScript{
		`CREATE TABLE IF NOT EXISTS pgbench_click (LIKE click INCLUDING ALL);
		CREATE SEQUENCE IF NOT EXISTS pgbench_id;
		CREATE OR REPLACE TRIGGER click_enters AFTER INSERT ON pgbench_click
			REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION refuse_click()`,
		`SELECT unnest(ARRAY['first=' || MIN(thing.id), 'last=' || MAX(thing.id), 'recipient=' || MIN(thing.recipient),
			'supporters=' || (SELECT COUNT(*) FROM person WHERE budget > 0)]) FROM thing`,
		`\set thing random(:first, :last)
			\set supporter random(1, :supporters)
			INSERT INTO pgbench_click (supporter, month, thing, recipient, id, weight, at, anonymous)
				VALUES (:supporter, 202601, :thing, :recipient, nextval('pgbench_id'), 1, 1790000000000, true)
				ON CONFLICT (month, supporter, thing) DO NOTHING;
		`,
	}
)

var pgbenchRate = regexp.MustCompile(`tps = ([0-9.]+)`)

// rate returns transactions per second.
func (p pgbench) rate(ctx context.Context) (float64, error) {
	folder, err := os.MkdirTemp("", "obolus-pgbench-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(folder)
	script := filepath.Join(folder, "insert.sql")
	err = os.WriteFile(script, []byte(p.script.insert), 0o644)
	if err != nil {
		return 0, err
	}
	out, err := run(ctx, "psql", "-qXAt", "-d", p.database, "-c", p.script.table, "-c", p.script.variables)
	if err != nil {
		return 0, err
	}
	args := []string{"-n", "-M", "prepared", "-f", script, "-c", strconv.Itoa(p.Connections), "-j", "2", "-T", strconv.Itoa(max(1, int(p.Seconds)))}
	for _, variable := range strings.Fields(string(out)) {
		args = append(args, "-D", variable)
	}
	out, err = run(ctx, "pgbench", append(args, p.database)...) // older ones know -d as "debug": the database is the last argument
	if err != nil {
		return 0, err
	}
	rate := pgbenchRate.FindSubmatch(out)
	if rate == nil {
		return 0, fmt.Errorf("pgbench reported no rate")
	}
	return strconv.ParseFloat(string(rate[1]), 64)
}

// run runs a program that comes with PostgreSQL and returns what it says, without its notices.
func run(ctx context.Context, program string, args ...string) ([]byte, error) {
	out, err := exec.CommandContext(ctx, program, args...).Output()
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		err = fmt.Errorf("%w: %s", err, strings.TrimSpace(string(failed.Stderr)))
	}
	if err != nil {
		return nil, fmt.Errorf("running %s, which comes with PostgreSQL: %w", program, err)
	}
	return out, nil
}
