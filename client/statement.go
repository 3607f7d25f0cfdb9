package client

import (
	"context"
	"iter"
	"net/http"
	"net/url"

	"obolus"
	"obolus/money"
)

// Statement is a person's month, as supporter and as creator. While it is not closed the numbers are
// what they would be if the month ended now.
type Statement struct {
	Month    obolus.Month `json:"month"`
	Closed   bool         `json:"closed"`
	Given    Given        `json:"given"`
	Received Received     `json:"received"`
}

// Given is what a supporter gave.
type Given struct {
	Budget    money.Amount  `json:"budget"`
	Available money.Amount  `json:"available"`
	Share     money.Amount  `json:"share"`
	Spent     money.Amount  `json:"spent"`
	Kept      money.Amount  `json:"kept"`
	Clicks    []WorthyClick `json:"clicks"`
}

// WorthyClick is a click with what it was worth, and where that is.
type WorthyClick struct {
	Click
	Worth       money.Amount `json:"worth"`
	Whereabouts string       `json:"whereabouts"` // open, waiting, collected, frozen or nothing
}

// Received is what a creator received.
type Received struct {
	Gross  money.Amount   `json:"gross"`
	Fee    money.Amount   `json:"fee"`
	Net    money.Amount   `json:"net"`
	Things []ThingRevenue `json:"things"`
}

// ThingRevenue is what one thing brought.
type ThingRevenue struct {
	Thing       ThingName    `json:"thing"`
	Clicks      int64        `json:"clicks"`
	Revenue     money.Amount `json:"revenue"`
	ClicksTotal int64        `json:"clicks_total"`
}

// EarnedClick is a click from its creator's side.
type EarnedClick struct {
	Click
	Supporter string       `json:"supporter"` // "" where she gives anonymously
	Worth     money.Amount `json:"worth"`
}

// Statement returns a month, as supporter and as creator.
func (c *Client) Statement(ctx context.Context, m obolus.Month) (Statement, error) {
	var s Statement
	_, err := c.do(ctx, request{method: http.MethodGet, path: "/me/statements/" + m.String()}, &s)
	return s, err
}

// Received walks the clicks that were received in a month, newest first.
func (c *Client) Received(ctx context.Context, m obolus.Month) iter.Seq2[EarnedClick, error] {
	return walk(url.Values{}, func(query url.Values) ([]EarnedClick, *string, error) {
		var page struct {
			Clicks []EarnedClick `json:"clicks"`
			Next   *string       `json:"next"`
		}
		_, err := c.do(ctx, request{method: http.MethodGet, path: "/me/statements/" + m.String() + "/received", query: query}, &page)
		return page.Clicks, page.Next, err
	})
}
