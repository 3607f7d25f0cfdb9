package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"obolus/app"
)

// Statement is a person's month, as supporter and as creator.
type Statement struct {
	Month    Month    `json:"month"`
	Closed   bool     `json:"closed" doc:"While false, the numbers are what they would be if the month ended now."`
	Given    Given    `json:"given"`
	Received Received `json:"received"`
}

// Given is what a supporter gave.
type Given struct {
	Budget    Amount        `json:"budget"`
	Available Amount        `json:"available" doc:"The budget, or the funds where these were less."`
	Share     Amount        `json:"share" doc:"What one click was worth."`
	Spent     Amount        `json:"spent"`
	Kept      Amount        `json:"kept" doc:"The remainder that cannot be divided; it stays in the funds."`
	Clicks    []WorthyClick `json:"clicks" doc:"Newest first."`
}

// WorthyClick is a click with what it was worth.
type WorthyClick struct {
	GivenClick
	Worth       Amount `json:"worth"`
	Whereabouts string `json:"whereabouts" enum:"open,waiting,collected,frozen,nothing" doc:"Where the money is: still in the funds (open), waiting to be claimed, collected, in a suspended account (frozen), or there was none."`
}

// Received is what a creator received. It is empty for people who are none.
type Received struct {
	Gross  Amount         `json:"gross"`
	Fee    Amount         `json:"fee" doc:"The instance's cut."`
	Net    Amount         `json:"net"`
	Things []ThingRevenue `json:"things" doc:"Those with clicks in the month."`
}

// ThingRevenue is what one thing brought.
type ThingRevenue struct {
	Thing       ThingName `json:"thing"`
	Clicks      int64     `json:"clicks" doc:"In the month."`
	Revenue     Amount    `json:"revenue" doc:"0 until the close."`
	ClicksTotal int64     `json:"clicks_total" doc:"Up to the end of the month, with imported history."`
}

// EarnedClick is a click from its creator's side.
type EarnedClick struct {
	Click
	Supporter string `json:"supporter" doc:"Empty where she gives anonymously."`
	Worth     Amount `json:"worth" doc:"What this creator gets of it; 0 until the close."`
}

type statementOutput struct{ Body Statement }

type earnedClicksInput struct {
	Page
	Month Month `path:"month"`
}

type earnedClicksOutput struct {
	Link string `header:"Link" doc:"The next page, as rel=next."`
	Body struct {
		Month  Month         `json:"month"`
		Closed bool          `json:"closed"`
		Clicks []EarnedClick `json:"clicks" doc:"Newest first."`
		Next   *string       `json:"next" doc:"What to send as after for the next page; null on the last."`
	}
}

func (d *door) addStatements() {
	add(d, huma.Operation{OperationID: "my-statement", Method: http.MethodGet, Path: "/me/statements/{month}", Security: signin, Tags: []string{"Statements"},
		Summary: "My month: what I gave, and what I received"}, d.statement)
	add(d, huma.Operation{OperationID: "my-received-clicks", Method: http.MethodGet, Path: "/me/statements/{month}/received", Security: signin, Tags: []string{"Statements"},
		Summary: "Each click that I received in a month, with what it was worth"}, d.earnedClicks)
}

func (d *door) statement(ctx context.Context, in *monthInput) (*statementOutput, error) {
	m, err := d.begun(ctx, in.Month)
	if err != nil {
		return nil, err
	}
	given, err := d.app.SupporterStatement(ctx, caller(ctx), m)
	if err != nil {
		return nil, err
	}
	received, err := d.app.CreatorStatement(ctx, caller(ctx), m)
	if err != nil {
		return nil, err
	}
	return &statementOutput{Body: Statement{Month: Month(m.String()), Closed: given.Closed, Given: givenOf(given), Received: receivedOf(received)}}, nil
}

func givenOf(s app.SupporterStatement) Given {
	g := Given{Budget: amount(s.Budget), Available: amount(s.Available), Share: amount(s.Share),
		Spent: amount(s.Spent), Kept: amount(s.Kept), Clicks: []WorthyClick{}}
	for _, c := range s.Clicks {
		g.Clicks = append(g.Clicks, WorthyClick{GivenClick: GivenClick{Click: click(c.Click, c.Thing), Recipient: recipientName(c.Recipient)},
			Worth: amount(c.Worth), Whereabouts: string(c.Whereabouts)})
	}
	return g
}

func receivedOf(s app.CreatorStatement) Received {
	r := Received{Gross: amount(s.Gross), Fee: amount(s.Fee), Net: amount(s.Net), Things: []ThingRevenue{}}
	for _, t := range s.Things {
		r.Things = append(r.Things, ThingRevenue{Thing: thingName(t.Thing), Clicks: t.Clicks, Revenue: amount(t.Revenue), ClicksTotal: t.ClicksTotal})
	}
	return r
}

func (d *door) earnedClicks(ctx context.Context, in *earnedClicksInput) (*earnedClicksOutput, error) {
	m, err := d.begun(ctx, in.Month)
	if err != nil {
		return nil, err
	}
	after, err := in.place()
	if err != nil {
		return nil, err
	}
	s, err := d.app.CreatorStatement(ctx, caller(ctx), m)
	if err != nil {
		return nil, err
	}
	out := &earnedClicksOutput{}
	out.Body.Month, out.Body.Closed, out.Body.Clicks = Month(m.String()), s.Closed, []EarnedClick{}
	for _, c := range s.Clicks {
		if !after.behind(c.Click.At, int64(c.Click.ID)) {
			continue
		}
		if len(out.Body.Clicks) == in.Limit {
			out.Link, out.Body.Next = in.next("/me/statements/"+m.String()+"/received", 0, after)
			break
		}
		out.Body.Clicks = append(out.Body.Clicks, EarnedClick{Click: click(c.Click, c.Thing), Supporter: c.Supporter, Worth: amount(c.Worth)})
		after = place{at: c.Click.At, id: int64(c.Click.ID)}
	}
	return out, nil
}
