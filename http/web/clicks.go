package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"obolus"
	"obolus/app"
)

// clicksOnPage bounds what a page lists of somebody's clicks.
const clicksOnPage = 100

// clickRow is a click as a line of a table.
type clickRow struct {
	app.StatementClick
	Heading string
	To      string
	Hue     string
	When    string
}

func (f *frame) rows(clicks []app.StatementClick, c cake) []clickRow {
	rows := make([]clickRow, 0, len(clicks))
	for _, k := range clicks {
		rows = append(rows, clickRow{StatementClick: k, Heading: heading(k.Thing), To: f.RecipientName(k.Recipient),
			Hue: c.hue(k.Recipient.ID), When: f.Time(k.Click.At)})
	}
	return rows
}

// readPlace reads where a page of clicks begins; what was not written by us is the beginning.
func readPlace(r *http.Request, name string) app.ClickPlace {
	at, id, _ := strings.Cut(r.URL.Query().Get(name), ".")
	millis, errAt := strconv.ParseInt(at, 10, 64)
	number, errID := strconv.ParseInt(id, 10, 64)
	if errAt != nil || errID != nil || number < 1 || millis < 0 || millis > obolus.LastMonth.End().UnixMilli() {
		return app.ClickPlace{}
	}
	return app.ClickPlace{At: time.UnixMilli(millis).UTC(), ID: obolus.ClickID(number)}
}

// pagesBeside are the addresses of the following page of clicks and of the first one, "" for none.
func pagesBeside(path, name string, after, next app.ClickPlace) (older, first string) {
	if next.ID != 0 {
		older = pathOf(path, name, strconv.FormatInt(next.At.UnixMilli(), 10)+"."+strconv.FormatInt(int64(next.ID), 10))
	}
	if after.ID != 0 {
		first = path
	}
	return older, first
}

// besides are the links between pages of clicks, under the heading with the id Of.
type besides struct {
	*frame
	Newest, Older, Of string
}

// Pages is what the template of these links is given.
func (f *frame) Pages(newest, older, of string) besides { return besides{f, newest, older, of} }
