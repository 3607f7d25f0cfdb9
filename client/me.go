package client

import (
	"context"
	"net/http"
	"time"

	"obolus"
	"obolus/money"
)

// Me is the person whom the token belongs to.
type Me struct {
	ID        obolus.PersonID `json:"id"`
	Name      string          `json:"name"`
	Suspended bool            `json:"suspended"`
	CreatedAt time.Time       `json:"created_at"`
	Budget    money.Amount    `json:"budget"`    // 0 until she has chosen one
	Anonymous bool            `json:"anonymous"` // what clicks are that do not say
	Month     obolus.Month    `json:"month"`     // the running one
	Currency  string          `json:"currency"`
	Balances  Balances        `json:"balances"`
}

// Balances are a person's money, in millionths.
type Balances struct {
	Funds    money.Amount `json:"funds"`
	Pending  money.Amount `json:"pending"`
	Earnings money.Amount `json:"earnings"`
	Leaving  money.Amount `json:"leaving"`
}

// Me returns who the client speaks as.
func (c *Client) Me(ctx context.Context) (Me, error) {
	var me Me
	_, err := c.do(ctx, request{method: http.MethodGet, path: "/me"}, &me)
	return me, err
}

// SetBudget chooses what is given per month.
func (c *Client) SetBudget(ctx context.Context, budget money.Amount) (Me, error) {
	var me Me
	body := map[string]money.Amount{"budget": budget}
	_, err := c.do(ctx, request{method: http.MethodPut, path: "/me/budget", body: body}, &me)
	return me, err
}
