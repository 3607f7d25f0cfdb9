package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"obolus"
	"obolus/app"
)

type importCommand struct {
	FlattrRevenue importFlattr `cmd:"" help:"Flattr's monthly revenue report, flattr-revenue-YYYYMM.csv."`
}

type importFlattr struct {
	File   string `arg:"" help:"The report; - is the standard input."`
	Person string `required:"" placeholder:"NAME" help:"Whose history it is."`
}

// flattrRevenue names where the rows come from; with the row's id and month it makes a row known.
const flattrRevenue = "flattr-revenue"

// importedJSON is an import for programs.
type importedJSON struct {
	Person string `json:"person"`
	Source string `json:"source"`
	Rows   int    `json:"rows"`
	Added  int    `json:"added"`
	Known  int    `json:"known"`
	Things int    `json:"things"`
}

// Run brings the history in. It is shown as history and is worth no money.
func (f *importFlattr) Run(ctx context.Context, c *console) error {
	data, err := c.readFile(f.File)
	if err != nil {
		return &fileError{file: f.File, err: err}
	}
	rows, lines, err := readRevenue(f.File, data)
	if err != nil {
		return err
	}
	d, err := c.openExisting(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	person, err := d.PersonNamed(ctx, f.Person)
	if err != nil {
		return err
	}
	done, err := d.ImportHistory(ctx, person.ID, flattrRevenue, rows)
	if err != nil {
		return refusedRow(f.File, lines, err)
	}
	return c.answer(importedJSON{person.Name, flattrRevenue, len(rows), done.Added, done.Known, done.Things}, func(out *page) {
		showImported(out, f.File, person.Name, len(rows), done)
	})
}

// revenueColumns are the report's names of what the app calls otherwise.
var revenueColumns = map[string]string{"month": "period", "reference": "id", "clicks_total": "clicks total"}

// refusedRow says where in the file the row stands for which an import was refused: the command line was
// fine, the file was not.
func refusedRow(file string, lines []int, err error) error {
	refused := obolus.AsError(err)
	row, field, _ := strings.Cut(refused.Field, "].")
	var i int
	_, scanErr := fmt.Sscanf(row, "rows[%d", &i)
	switch {
	case scanErr == nil && i < len(lines):
		return &fileError{file: file, line: lines[i], field: cmp.Or(revenueColumns[field], field), err: refused}
	case refused.Kind == obolus.Invalid:
		return &fileError{file: file, err: refused}
	}
	return err
}

func showImported(out *page, file, person string, rows int, done app.Imported) {
	out.line("%s has %s about %s for %s: %s added, %s known already.", fileName(file), count(rows, "row", "rows"),
		count(done.Things, "thing", "things"), person, thousands(int64(done.Added)), thousands(int64(done.Known)))
}
