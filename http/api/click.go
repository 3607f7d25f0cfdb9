package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"obolus"
	"obolus/app"
)

// Click is one support of one thing in one month.
type Click struct {
	ID        int64     `json:"id"`
	Month     Month     `json:"month"`
	ClickedAt Time      `json:"clicked_at" doc:"When the server accepted it."`
	Anonymous bool      `json:"anonymous" doc:"The supporter's name is kept from whoever receives it."`
	Thing     ThingName `json:"thing"`
}

// ThingName is a thing as it appears in clicks.
type ThingName struct {
	ID    int64  `json:"id"`
	URL   string `json:"url" doc:"In its canonical form."`
	Title string `json:"title"`
}

type clickInput struct {
	Retry
	Body struct {
		URL   string `json:"url" minLength:"1" doc:"What to support: the address of a page, a picture, a song, a profile."`
		Title string `json:"title,omitempty" doc:"For a thing that nobody has named yet."`
		// Without it the fingerprint of a request is what it was before there was a choice.
		Anonymous *bool `json:"anonymous,omitempty" doc:"Whether my name is kept from whoever receives it; left out, what I have chosen for all my clicks."`
	}
}

type clickOutput struct {
	Status   int
	Location string `header:"Location" doc:"The thing that was supported."`
	Body     Click
}

type undoInput struct {
	ID int64 `path:"id" minimum:"1" maximum:"9007199254740991" doc:"The click's number."`
}

type myClicksInput struct {
	Page
	Month Month `query:"month" doc:"The running month if left out."`
}

type myClicksOutput struct {
	Link string `header:"Link" doc:"The next page, as rel=next."`
	Body struct {
		Month  Month        `json:"month"`
		Clicks []GivenClick `json:"clicks" doc:"Newest first."`
		Next   *string      `json:"next" doc:"What to send as after for the next page; null on the last."`
	}
}

// GivenClick is a click with whom it is for.
type GivenClick struct {
	Click
	Recipient RecipientName `json:"recipient"`
}

func (d *door) addClicks() {
	add(d, huma.Operation{OperationID: "click", Method: http.MethodPost, Path: "/clicks", Security: signin, Tags: []string{"Clicks"},
		Summary:       "Support a thing, once per month",
		Description:   "201 for a new click; 200 with the same click where the thing has mine in this month already.",
		DefaultStatus: http.StatusCreated, Errors: []int{http.StatusPaymentRequired, http.StatusForbidden},
		Responses: map[string]*huma.Response{"200": {Description: "The thing has my click in this month already: here it is."}}}, d.click)
	add(d, huma.Operation{OperationID: "undo-click", Method: http.MethodDelete, Path: "/clicks/{id}", Security: signin, Tags: []string{"Clicks"},
		Summary: "Take back a click of the running month", Errors: []int{http.StatusNotFound}}, d.undo)
	add(d, huma.Operation{OperationID: "my-clicks", Method: http.MethodGet, Path: "/me/clicks", Security: signin, Tags: []string{"Clicks"},
		Summary: "My clicks of a month"}, d.myClicks)
}

func (d *door) click(ctx context.Context, in *clickInput) (*clickOutput, error) {
	once, err := in.once("POST /clicks", in.Body)
	if err != nil {
		return nil, err
	}
	start := d.app.Now()
	clicked, err := d.app.Click(ctx, app.NewClick{Person: caller(ctx), Address: in.Body.URL, Title: in.Body.Title,
		Anonymous: in.Body.Anonymous, Once: once})
	if err != nil {
		d.metrics.ClickRefused(obolus.AsError(err).Code)
		return nil, err
	}
	out := &clickOutput{Status: http.StatusOK, Location: thingPath(clicked.Thing.ID), Body: click(clicked.Click, clicked.Thing)}
	if clicked.New {
		out.Status = http.StatusCreated
	}
	if clicked.New && !clicked.Click.At.Before(start) { // else it is the stored answer of an earlier request
		d.metrics.ClickAccepted()
	}
	return out, nil
}

func (d *door) undo(ctx context.Context, in *undoInput) (*struct{}, error) {
	err := d.app.Undo(ctx, caller(ctx), obolus.ClickID(in.ID))
	if err == nil {
		d.metrics.ClickUndone()
	}
	return nil, err
}

func (d *door) myClicks(ctx context.Context, in *myClicksInput) (*myClicksOutput, error) {
	m := obolus.MonthOf(d.app.Now())
	if in.Month != "" {
		var err error
		m, err = d.begun(ctx, in.Month)
		if err != nil {
			return nil, err
		}
	}
	after, err := in.place()
	if err != nil {
		return nil, err
	}
	clicks, err := d.app.ClicksAfter(ctx, caller(ctx), m, app.ClickPlace{At: after.at, ID: obolus.ClickID(after.id)}, in.Limit+1)
	if err != nil {
		return nil, err
	}
	out := &myClicksOutput{}
	out.Body.Month, out.Body.Clicks = Month(m.String()), []GivenClick{}
	for _, c := range clicks[:min(len(clicks), in.Limit)] {
		out.Body.Clicks = append(out.Body.Clicks, GivenClick{Click: click(c.Click, c.Thing), Recipient: recipientName(c.Recipient)})
	}
	if len(clicks) > in.Limit {
		last := clicks[in.Limit-1].Click
		out.Link, out.Body.Next = in.next("/me/clicks", m, place{at: last.At, id: int64(last.ID)})
	}
	return out, nil
}

func click(c obolus.Click, t obolus.Thing) Click {
	return Click{ID: int64(c.ID), Month: Month(c.Month.String()), ClickedAt: instant(c.At), Anonymous: c.Anonymous, Thing: thingName(t)}
}

func thingName(t obolus.Thing) ThingName {
	return ThingName{ID: int64(t.ID), URL: t.URL, Title: t.Title}
}
