package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"obolus"
	"obolus/store"
)

type simulateCommand struct {
	File       string  `arg:"" help:"Clicks with the header supporter,budget,url,clicked_at; - is the standard input."`
	FeeDeposit feeRate `default:"0" placeholder:"FRACTION" help:"Fee on deposits, such as 0.05 for 5 %. Funds suffice all the same."`
}

// Run reads the whole file first, so that a bad line stops it before anything is written.
func (s *simulateCommand) Run(ctx context.Context, c *console) error {
	data, err := c.readFile(s.File)
	if err != nil {
		return &fileError{file: s.File, err: err}
	}
	scene, err := readScene(s.File, data)
	if err != nil {
		return err
	}
	d, end, err := s.stage(ctx, c, scene)
	if err != nil {
		return err
	}
	result, err := scene.run(ctx, c, d)
	err = errors.Join(err, end(err == nil))
	if err != nil {
		return err
	}
	return c.answer(result, func(out *page) {
		if len(result.Months) == 0 {
			out.line("There are no clicks in %s.", fileName(s.File))
		}
		result.show(out)
	})
}

// stage opens the database in which the clicks are run: a throwaway one, or the one of --db, which
// must be empty. OBOLUS_DB is not looked at, for it names a real instance. The second result closes
// it again; where the run failed it takes away a file that this run made.
func (s *simulateCommand) stage(ctx context.Context, c *console, scene *scene) (*database, func(fine bool) error, error) {
	address, remove, err := c.throwaway()
	if err != nil {
		return nil, nil, err
	}
	_, stale := os.Stat(c.DB)
	file, isFile := sqliteFile(c.DB)
	fresh := c.DB == "" || isFile && errors.Is(stale, fs.ErrNotExist)
	db, err := store.Open(ctx, address, store.Options{Migrate: c.Migrate, Volatile: fresh})
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("opening the database: %w", err), remove())
	}
	d := newDatabase(db, scene.clock.now)
	end := func(fine bool) error {
		d.close()
		if !fine && fresh && c.DB != "" {
			removeSQLite(file)
		}
		return remove()
	}
	err = d.prepare(ctx, s.FeeDeposit)
	if err != nil {
		return nil, nil, errors.Join(err, end(false))
	}
	return d, end, nil
}

// throwaway returns the address of --db, or of a new database in a folder that remove takes away.
func (c *console) throwaway() (address string, remove func() error, err error) {
	if c.DB != "" {
		return c.DB, func() error { return nil }, nil
	}
	folder, err := os.MkdirTemp("", "obolus-")
	if err != nil {
		return "", nil, fmt.Errorf("making a folder for the throwaway database: %w", err)
	}
	c.scratch.Store(&folder)
	return filepath.Join(folder, "obolus.db"), func() error { return os.RemoveAll(folder) }, nil
}

// abandon takes the throwaway database away while a command still works on it, and says why it ends.
func (p *Program) abandon() {
	if folder := p.scratch.Load(); folder != nil {
		_ = os.RemoveAll(*folder) // there is no time left to say more
	}
	fmt.Fprintf(p.Stderr, "obolus: %v\n", errStopped)
}

// removeSQLite takes away a database that holds half of something.
func removeSQLite(file string) {
	for _, suffix := range []string{"", "-wal", "-shm"} {
		_ = os.Remove(file + suffix)
	}
}

// prepare sets the fee, in a database in which nobody's money is.
func (d *database) prepare(ctx context.Context, fee feeRate) error {
	people, err := d.People(ctx, 0, 1)
	if err != nil {
		return err
	}
	if len(people) > 0 {
		return obolus.Errorf(obolus.Conflict, "database_in_use",
			"this database has people already: name an empty one, or leave --db out")
	}
	_, err = d.SetSetting(ctx, "fee_deposit", fee.fraction())
	return err
}
