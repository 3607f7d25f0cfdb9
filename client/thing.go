package client

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"obolus"
	"obolus/money"
)

// Thing is something that can be supported.
type Thing struct {
	ID        obolus.ThingID `json:"id"`
	URL       string         `json:"url"`
	Title     string         `json:"title"`
	CreatedAt time.Time      `json:"created_at"`
	Clicks    int64          `json:"clicks"`
	Recipient Recipient      `json:"recipient"`
}

// LookUp is what is known of an address. Thing is nil while nobody has supported it.
type LookUp struct {
	URL       string    `json:"url"`
	Recipient Recipient `json:"recipient"`
	Clicks    int64     `json:"clicks"`
	Thing     *Thing    `json:"thing"`
}

// Month are the public numbers of a month.
type Month struct {
	Month      obolus.Month `json:"month"`
	Closed     bool         `json:"closed"`
	Supporters int64        `json:"supporters"`
	Things     int64        `json:"things"`
	Recipients int64        `json:"recipients"`
	Clicks     int64        `json:"clicks"`
	Spent      money.Amount `json:"spent"`
	Received   money.Amount `json:"received"`
	Waiting    money.Amount `json:"waiting"`
}

// Thing returns a thing and how many clicks it has.
func (c *Client) Thing(ctx context.Context, id obolus.ThingID) (Thing, error) {
	var thing Thing
	_, err := c.do(ctx, request{method: http.MethodGet, path: fmt.Sprintf("/things/%d", id)}, &thing)
	return thing, err
}

// LookUp tells what an address leads to, and who would get the money.
func (c *Client) LookUp(ctx context.Context, address string) (LookUp, error) {
	var found LookUp
	_, err := c.do(ctx, request{method: http.MethodGet, path: "/things/lookup", query: url.Values{"url": {address}}}, &found)
	return found, err
}

// Month returns the public numbers of a month.
func (c *Client) Month(ctx context.Context, m obolus.Month) (Month, error) {
	var totals Month
	_, err := c.do(ctx, request{method: http.MethodGet, path: "/months/" + m.String()}, &totals)
	return totals, err
}
