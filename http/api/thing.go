package api

import (
	"context"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"obolus"
	"obolus/app"
)

// Thing is something that can be supported.
type Thing struct {
	ID        int64         `json:"id"`
	URL       string        `json:"url" doc:"In its canonical form."`
	Title     string        `json:"title"`
	CreatedAt Time          `json:"created_at"`
	Clicks    int64         `json:"clicks" doc:"All that it ever had; right within half a minute."`
	Recipient RecipientName `json:"recipient"`
}

// RecipientName is who gets the money.
type RecipientName struct {
	Name    string `json:"name" doc:"An identity, a person or a team." example:"domain:example.org"`
	Claimed bool   `json:"claimed" doc:"False while the money waits for somebody to claim the identity."`
}

// LookUp is what is known of an address.
type LookUp struct {
	URL       string        `json:"url" doc:"The address in its canonical form."`
	Recipient RecipientName `json:"recipient" doc:"Who gets what is given for it, or would."`
	Clicks    int64         `json:"clicks"`
	Thing     *Thing        `json:"thing" doc:"null while nobody has supported it."`
}

type thingInput struct {
	ID int64 `path:"id" minimum:"1" maximum:"9007199254740991" doc:"The thing's number."`
}

type thingOutput struct {
	CacheControl string `header:"Cache-Control"`
	Body         Thing
}

type lookUpInput struct {
	URL string `query:"url" required:"true" doc:"An address as somebody typed, pasted or sent it."`
}

type lookUpOutput struct{ Body LookUp }

// countFor lets others keep a count for as long as it is right anyway.
const countFor = "public, max-age=10"

func (d *door) addThings() {
	add(d, huma.Operation{OperationID: "thing", Method: http.MethodGet, Path: "/things/{id}", Tags: []string{"Things"},
		Summary: "A thing and how many clicks it has", Errors: []int{http.StatusNotFound}}, d.thing)
	add(d, huma.Operation{OperationID: "look-up", Method: http.MethodGet, Path: "/things/lookup", Tags: []string{"Things"},
		Summary:     "What an address leads to, and who would get the money",
		Description: "Creates nothing. An address that nobody has supported yet is answered too, with thing null: it can be supported all the same."}, d.lookUp)
}

func (d *door) thing(ctx context.Context, in *thingInput) (*thingOutput, error) {
	found, err := d.app.Thing(ctx, obolus.ThingID(in.ID))
	if err != nil {
		return nil, err
	}
	t, err := d.counted(ctx, found)
	if err != nil {
		return nil, err
	}
	return &thingOutput{CacheControl: countFor, Body: t}, nil
}

func (d *door) lookUp(ctx context.Context, in *lookUpInput) (*lookUpOutput, error) {
	found, err := d.app.LookUp(ctx, in.URL)
	if err != nil {
		return nil, err
	}
	out := &lookUpOutput{Body: LookUp{URL: found.Thing.URL, Recipient: recipientName(found.Recipient)}}
	if found.Thing.ID == 0 {
		return out, nil
	}
	t, err := d.counted(ctx, found)
	if err != nil {
		return nil, err
	}
	out.Body.Thing, out.Body.Clicks = &t, t.Clicks
	return out, nil
}

func (d *door) counted(ctx context.Context, found app.FoundThing) (Thing, error) {
	err := d.app.InSight(ctx, found.Thing.ID)
	if err != nil {
		return Thing{}, err
	}
	clicks, err := d.app.Count(ctx, found.Thing.ID)
	if err != nil {
		return Thing{}, err
	}
	t := found.Thing
	return Thing{ID: int64(t.ID), URL: t.URL, Title: t.Title, CreatedAt: instant(t.CreatedAt), Clicks: clicks,
		Recipient: recipientName(found.Recipient)}, nil
}

func recipientName(r obolus.Recipient) RecipientName {
	return RecipientName{Name: r.Name, Claimed: r.Kind != obolus.IdentityRecipient || r.Claimed()}
}

func thingPath(id obolus.ThingID) string {
	return prefix + "/things/" + strconv.FormatInt(int64(id), 10)
}
