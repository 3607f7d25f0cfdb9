package client

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"time"

	"obolus"
	"obolus/money"
)

// Earnings are what a creator has received.
type Earnings struct {
	Balances Balances       `json:"balances"`
	Payable  money.Amount   `json:"payable"` // can be asked for now
	Months   []MonthEarning `json:"months"`  // newest first
}

// MonthEarning is what one month brought.
type MonthEarning struct {
	Month       obolus.Month `json:"month"`
	Clicks      int64        `json:"clicks"`
	Gross       money.Amount `json:"gross"`
	Fee         money.Amount `json:"fee"`
	Net         money.Amount `json:"net"`
	AvailableAt time.Time    `json:"available_at"`
}

// Payout is money on its way out.
type Payout struct {
	ID         obolus.PayoutID    `json:"id"`
	Month      obolus.Month       `json:"month"`
	Rail       string             `json:"rail"`
	Amount     money.Amount       `json:"amount"`
	State      obolus.PayoutState `json:"state"`
	Reference  string             `json:"reference"`
	CreatedAt  time.Time          `json:"created_at"`
	ApprovedAt *time.Time         `json:"approved_at"`
	EndedAt    *time.Time         `json:"ended_at"`
}

// NewPayout asks for money out.
type NewPayout struct {
	Amount *money.Amount `json:"amount,omitempty"` // nil: all that is payable
	Rail   string        `json:"rail"`
	Key    string        `json:"-"` // from NewKey, or ""
}

// NewMove asks for earnings to become funds; there is no way back.
type NewMove struct {
	Amount money.Amount `json:"amount"`
	Key    string       `json:"-"` // from NewKey, or ""
}

// Earnings returns what was received, by month.
func (c *Client) Earnings(ctx context.Context) (Earnings, error) {
	var e Earnings
	_, err := c.do(ctx, request{method: http.MethodGet, path: "/me/earnings"}, &e)
	return e, err
}

// AskPayout asks for money.
func (c *Client) AskPayout(ctx context.Context, n NewPayout) (Payout, error) {
	var p Payout
	_, err := c.do(ctx, request{method: http.MethodPost, path: "/me/payouts", key: n.Key, body: n}, &p)
	return p, err
}

// Payouts walks what was asked for, newest first.
func (c *Client) Payouts(ctx context.Context) iter.Seq2[Payout, error] {
	return walk(url.Values{}, func(query url.Values) ([]Payout, *string, error) {
		var page struct {
			Payouts []Payout `json:"payouts"`
			Next    *string  `json:"next"`
		}
		_, err := c.do(ctx, request{method: http.MethodGet, path: "/me/payouts", query: query}, &page)
		return page.Payouts, page.Next, err
	})
}

// MoveEarnings turns earnings into funds and returns the balances afterwards.
func (c *Client) MoveEarnings(ctx context.Context, n NewMove) (Balances, error) {
	var b Balances
	_, err := c.do(ctx, request{method: http.MethodPost, path: "/me/moves", key: n.Key, body: n}, &b)
	return b, err
}
