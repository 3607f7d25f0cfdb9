package web

import (
	"archive/zip"
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"obolus"
	"obolus/app"
)

// export hands the reader everything that is stored about her, as a ZIP of JSON and CSV. It is written
// while it is read, a month at a time, since somebody may have given for years. What goes wrong once it
// has begun cuts the connection, so that half an archive is not taken for a whole one.
func (d *door) export(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedInOnly(f)
	if err != nil {
		return err
	}
	all, err := d.App.Personal(r.Context(), f.Person.ID)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/zip")
	h.Set("Content-Disposition", `attachment; filename="obolus-`+d.App.Now().Format("2006-01-02")+`.zip"`)
	h.Set("Cache-Control", "no-store")
	e := exporter{door: d, zip: zip.NewWriter(w), now: d.App.Now()}
	err = e.all(r.Context(), all)
	if err != nil {
		return fmt.Errorf("exporting the data of person %d: %w", f.Person.ID, err)
	}
	return nil
}

type exporter struct {
	*door
	zip *zip.Writer
	now time.Time
}

// profile is who she is, for programs.
type profile struct {
	ID          obolus.PersonID `json:"id"`
	Name        string          `json:"name"`
	Budget      string          `json:"budget"`
	Anonymous   bool            `json:"anonymous"`
	CreatedAt   time.Time       `json:"created_at"`
	SuspendedAt *time.Time      `json:"suspended_at"`
	Balances    app.Balances    `json:"balances"`
	ExportedAt  time.Time       `json:"exported_at"`
}

func (e *exporter) all(ctx context.Context, all app.Personal) error {
	p := profile{ID: all.Person.ID, Name: all.Person.Name, Budget: all.Person.Budget.String(), Anonymous: all.Person.Anonymous,
		CreatedAt: all.Person.CreatedAt, Balances: all.Balances, ExportedAt: e.now}
	if all.Person.Suspended() {
		p.SuspendedAt = &all.Person.SuspendedAt
	}
	err := e.file("profile.json", func(w io.Writer) error {
		encoder := json.NewEncoder(w)
		encoder.SetIndent("", "  ")
		return encoder.Encode(p)
	})
	for _, t := range all.Tables {
		if err == nil {
			err = e.table(t.Name+".csv", append([][]string{t.Columns}, t.Rows...))
		}
	}
	if err == nil {
		err = e.given(ctx, all)
	}
	if err == nil {
		err = e.received(ctx, all.Person.ID)
	}
	if err != nil {
		return err
	}
	return e.zip.Close()
}

// given is every click that she made, with what became of it.
func (e *exporter) given(ctx context.Context, all app.Personal) error {
	return e.file("clicks.csv", func(w io.Writer) error {
		out := csv.NewWriter(w)
		err := out.Write(givenColumns)
		for _, m := range all.Months {
			if err != nil {
				return err
			}
			s, failed := e.App.SupporterStatement(ctx, all.Person.ID, m)
			if failed != nil {
				return failed
			}
			err = writeGiven(out, s)
		}
		out.Flush() // the heading too, where there is nothing below it
		return cmp.Or(err, out.Error())
	})
}

// received is every click on what is hers, with what she got of it.
func (e *exporter) received(ctx context.Context, person obolus.PersonID) error {
	earnings, err := e.App.Earnings(ctx, person)
	if err != nil {
		return err
	}
	return e.file("received.csv", func(w io.Writer) error {
		out := csv.NewWriter(w)
		err := out.Write([]string{"month", "time", "click", "url", "title", "supporter", "worth"})
		for _, m := range earnings.Months {
			if err != nil {
				return err
			}
			s, failed := e.App.CreatorStatement(ctx, person, m.Month)
			if failed != nil {
				return failed
			}
			for _, c := range s.Clicks {
				_ = out.Write(harmless(m.Month.String(), c.Click.At.Format(time.RFC3339), strconv.FormatInt(int64(c.Click.ID), 10),
					c.Thing.URL, c.Thing.Title, c.Supporter, c.Worth.String())) // Flush tells
			}
			out.Flush()
			err = out.Error()
		}
		out.Flush()
		return cmp.Or(err, out.Error())
	})
}

func (e *exporter) table(name string, rows [][]string) error {
	return e.file(name, func(w io.Writer) error {
		out := csv.NewWriter(w)
		for _, row := range rows {
			_ = out.Write(harmless(row...)) // Flush tells
		}
		out.Flush()
		return out.Error()
	})
}

func (e *exporter) file(name string, write func(io.Writer) error) error {
	w, err := e.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: e.now})
	if err == nil {
		err = write(w)
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return nil
}

// inside are the beginnings of formulas behind a semicolon, at which many spreadsheets part cells.
var inside = regexp.MustCompile(`(;\s*)([=+\-@])`)

// harmless puts an apostrophe before what a spreadsheet would run as a formula: titles and names are
// anybody's text. Amounts keep their minus.
func harmless(cells ...string) []string {
	for i, cell := range cells {
		if strings.HasPrefix(cell, "-") {
			if _, err := strconv.ParseFloat(cell, 64); err == nil {
				continue
			}
		}
		if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
			cells[i] = "'" + cell
		}
		if strings.Contains(cell, ";") {
			cells[i] = inside.ReplaceAllString(cells[i], "$1'$2")
		}
	}
	return cells
}
