package web

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"obolus"
	"obolus/app"
)

// givenColumns are those of a supporter's clicks as a file. They are only ever added to, at the end.
var givenColumns = []string{"month", "time", "click", "url", "title", "recipient", "anonymous", "worth", "where"}

// writeGiven writes a supporter's month, click by click: amounts with six decimals, times in UTC.
func writeGiven(out *csv.Writer, s app.SupporterStatement) error {
	for _, c := range s.Clicks {
		_ = out.Write(harmless(s.Month.String(), c.Click.At.Format(time.RFC3339), strconv.FormatInt(int64(c.Click.ID), 10), c.Thing.URL, c.Thing.Title,
			c.Recipient.Name, strconv.FormatBool(c.Click.Anonymous), c.Worth.String(), string(c.Whereabouts))) // Flush tells
	}
	out.Flush()
	return out.Error()
}

// givenCSV is the supporter's side of a statement as a file.
func (d *door) givenCSV(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedInOnly(f)
	if err != nil {
		return err
	}
	m, err := readMonth(r)
	if err != nil {
		return err
	}
	s, err := d.App.SupporterStatement(r.Context(), f.Person.ID, m)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	out := csv.NewWriter(&file)
	_ = out.Write(givenColumns) // a buffer takes everything
	err = writeGiven(out, s)
	if err != nil {
		return fmt.Errorf("writing what was given in %s: %w", m, err)
	}
	download(w, "given", m, "text/csv; charset=utf-8", file.Bytes())
	return nil
}

// download sends a file of a month's statement.
func download(w http.ResponseWriter, name string, m obolus.Month, kind string, content []byte) {
	extension := "csv"
	if kind == "application/pdf" {
		extension = "pdf"
	}
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Disposition", `attachment; filename="`+name+`-`+m.String()+`.`+extension+`"`)
	h.Set("Cache-Control", "no-store")
	_, _ = w.Write(content) // the reader has gone: there is nobody to tell
}
