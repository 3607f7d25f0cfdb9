package client

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"net/http"
	"net/url"
	"time"

	"obolus"
)

// Click is one support of one thing in one month.
type Click struct {
	ID        obolus.ClickID `json:"id"`
	Month     obolus.Month   `json:"month"`
	ClickedAt time.Time      `json:"clicked_at"`
	Anonymous bool           `json:"anonymous"` // her name is kept from whoever receives it
	Thing     ThingName      `json:"thing"`
	Recipient Recipient      `json:"recipient"` // in lists only
}

// ThingName is a thing as it appears in clicks.
type ThingName struct {
	ID    obolus.ThingID `json:"id"`
	URL   string         `json:"url"`
	Title string         `json:"title"`
}

// Recipient is who gets the money.
type Recipient struct {
	Name    string `json:"name"`
	Claimed bool   `json:"claimed"`
}

// NewClick asks for a click.
type NewClick struct {
	URL   string `json:"url"`
	Title string `json:"title,omitempty"` // for a thing that nobody has named yet
	// Anonymous keeps one's name from whoever receives it; nil is what one has chosen for all clicks.
	Anonymous *bool  `json:"anonymous,omitempty"`
	Key       string `json:"-"` // from NewKey, or ""
}

// Click supports the thing at an address. It returns false where the thing had this month's click
// already, which then is what it returns.
func (c *Client) Click(ctx context.Context, n NewClick) (Click, bool, error) {
	var click Click
	status, err := c.do(ctx, request{method: http.MethodPost, path: "/clicks", key: n.Key, body: n}, &click)
	return click, status == http.StatusCreated, err
}

// Undo takes back a click of the running month.
func (c *Client) Undo(ctx context.Context, id obolus.ClickID) error {
	_, err := c.do(ctx, request{method: http.MethodDelete, path: fmt.Sprintf("/clicks/%d", id)}, nil)
	return err
}

// Clicks walks the clicks of a month, newest first, or of the running one for 0. It asks for page
// after page and ends with the first error.
func (c *Client) Clicks(ctx context.Context, m obolus.Month) iter.Seq2[Click, error] {
	query := url.Values{}
	if m != 0 {
		query.Set("month", m.String())
	}
	return walk(query, func(query url.Values) ([]Click, *string, error) {
		var page struct {
			Month  obolus.Month `json:"month"`
			Clicks []Click      `json:"clicks"`
			Next   *string      `json:"next"`
		}
		_, err := c.do(ctx, request{method: http.MethodGet, path: "/me/clicks", query: query}, &page)
		if err == nil {
			query.Set("month", page.Month.String()) // or the walk would jump when a month ends under way
		}
		return page.Clicks, page.Next, err
	})
}

// pageSize is what is asked for at a time: the most that the server gives.
const pageSize = "200"

// walk yields what the pages hold, one by one.
func walk[T any](query url.Values, page func(url.Values) ([]T, *string, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		query := maps.Clone(query) // a sequence can be walked again
		query.Set("limit", pageSize)
		for {
			list, next, err := page(query)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, item := range list {
				if !yield(item, nil) {
					return
				}
			}
			if next == nil {
				return
			}
			query.Set("after", *next)
		}
	}
}
