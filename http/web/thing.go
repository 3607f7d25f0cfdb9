package web

import (
	"context"
	"net/http"
	"strings"

	"obolus"
	"obolus/app"
	"obolus/identity"
	"obolus/money"
)

type thingPage struct {
	*frame
	Thing   obolus.Thing
	Heading string
	To      recipient
	paid    obolus.Recipient // the same, as the books have it
	Clicks  int64
	Now     int64 // clicks of the running month
	Chart   clickChart
	About   app.About
	Picture app.Shown
	Named   []string       // whom its page names as who gets paid
	Mine    obolus.ClickID // the reader's click of this month, 0 where there is none
	Own     bool           // the thing is the reader's
	Gone    bool           // who made it has left: it cannot be supported
	Worth   money.Amount   // what her click would be worth if the month ended now
	Ready   bool           // she has a budget and funds

	Barred, Held bool // what operators have decided; only they see a page that is barred
}

// HideName tells whether the box for an anonymous click is ticked to begin with.
func (p *thingPage) HideName() bool { return p.Person != nil && p.Person.Anonymous }

// recipient is who gets a click, as people read it.
type recipient struct {
	Name    string
	Page    string // of a person here who has one
	Claimed bool
}

// thing shows something that has been supported.
func (d *door) thing(w http.ResponseWriter, r *http.Request, f *frame) error {
	id, err := readID(r)
	if err != nil {
		return err
	}
	found, err := d.App.Thing(r.Context(), obolus.ThingID(id))
	if err != nil {
		return err
	}
	return d.showThing(w, r, f, found)
}

// lookup shows what an address leads to, which nobody need have supported yet.
func (d *door) lookup(w http.ResponseWriter, r *http.Request, f *frame) error {
	found, err := d.anything(r, f)
	if obolus.KindOf(err) == obolus.Invalid { // the front page has the field to correct it in
		f.fail(err)
		return d.front(w, r, f)
	}
	if err != nil {
		return err
	}
	if found.Thing.ID == 0 {
		title := obolus.CleanTitle(r.URL.Query().Get("title"))
		if title != "" {
			found.Thing.Title = title
		}
	}
	return d.showThing(w, r, f, found)
}

func (d *door) showThing(w http.ResponseWriter, r *http.Request, f *frame, found app.FoundThing) error {
	p := &thingPage{frame: f, Heading: heading(found.Thing)}
	err := d.fillThing(r.Context(), p, found)
	if err != nil {
		return err
	}
	// What nobody has claimed says nothing to search engines: its maker has not asked to be here.
	f.Title, f.NoIndex = p.Heading, !p.To.Claimed || p.About.Hidden || p.Gone
	if !p.Gone {
		p.linkPayment(w)
	}
	return d.show(w, "thing", p)
}

// fillThing says all that there is to say of a thing to whoever reads the page.
func (d *door) fillThing(ctx context.Context, p *thingPage, found app.FoundThing) error {
	p.Thing, p.paid = found.Thing, found.Recipient
	var err error
	p.To, err = d.recipient(ctx, p.frame, found.Recipient)
	if err == nil {
		p.Gone, err = d.App.Gone(ctx, found)
	}
	if err == nil && found.Recipient.Person != 0 {
		_, hidden := d.App.Profile(ctx, 0, found.Recipient.Person)
		if hidden == nil {
			p.To.Page = personPath(found.Recipient.Person)
		}
	}
	if err == nil && found.Thing.ID != 0 {
		err = d.fillKnown(ctx, p)
	}
	if err == nil && p.Person != nil {
		p.Own = found.Recipient.Person == p.Person.ID
		err = d.fillReader(ctx, p)
	}
	return err
}

// fillKnown says what is known of a thing that has been supported.
func (d *door) fillKnown(ctx context.Context, p *thingPage) error {
	months, err := d.App.CountByMonth(ctx, p.Thing.ID)
	if err != nil {
		return err
	}
	running := obolus.MonthOf(d.App.Now())
	for _, m := range months {
		p.Clicks += m.Clicks
		if m.Month == running {
			p.Now = m.Clicks
		}
	}
	p.Chart = newClickChart(p.frame, months, running)
	p.About, err = d.App.About(ctx, p.Thing.ID)
	if err == nil {
		p.Picture, err = d.App.PictureOf(ctx, p.Thing.ID)
	}
	if err != nil {
		return err
	}
	err = d.fillDecided(ctx, p)
	if err != nil || p.To.Claimed && !p.Operating() {
		return err
	}
	named, err := d.App.Payees(ctx, app.FoundThing{Thing: p.Thing, Recipient: p.paid})
	for _, payee := range named {
		p.Named = append(p.Named, p.payeeName(payee))
	}
	return err
}

// payeeName writes whom a page names, as text: nobody has looked where an address leads.
func (f *frame) payeeName(p obolus.Payee) string {
	switch p.Markup {
	case obolus.MarkupLink:
		return bareURL(p.Name)
	case obolus.MarkupFlattr:
		return p.Name + " (Flattr)"
	}
	if parsed, err := identity.Parse(p.Name); err == nil {
		return f.RecipientName(obolus.Recipient{Kind: obolus.IdentityRecipient, Name: parsed.Identity.String()})
	}
	return p.Name
}

// fillDecided shows what was taken out of sight to operators only: they decide whether it comes back.
func (d *door) fillDecided(ctx context.Context, p *thingPage) error {
	if !p.Operating() || p.Thing.ID == 0 {
		return d.App.InSight(ctx, p.Thing.ID)
	}
	var err error
	p.Barred, err = d.App.Barred(ctx, p.Thing.ID)
	if err == nil {
		p.Held, err = d.App.Held(ctx, p.Thing.Recipient)
	}
	return err
}

// fillReader says how the thing stands to who is signed in. It does not read her clicks: she may have ten
// thousand, and every page of a thing asks.
func (d *door) fillReader(ctx context.Context, p *thingPage) error {
	m := obolus.MonthOf(d.App.Now())
	s, err := d.App.GivenMonth(ctx, p.Person.ID, m, app.ClickPlace{}, 1)
	if err != nil {
		return err
	}
	if p.Thing.ID != 0 {
		mine, _, err := d.App.ClickOn(ctx, app.ClickKey{Supporter: p.Person.ID, Thing: p.Thing.ID}, m)
		if err != nil {
			return err
		}
		p.Mine = mine.ID
	}
	clicks := s.Total
	if p.Mine == 0 {
		clicks++
	}
	available := min(s.Budget, s.Funds)
	p.Ready = available > 0 && !p.Person.Suspended()
	if p.Ready {
		p.Worth, err = available.Proportion(1, clicks)
	}
	return err
}

// recipient names who gets a click: a person by her name as she writes it, where it is hers alone.
func (d *door) recipient(ctx context.Context, f *frame, r obolus.Recipient) (recipient, error) {
	if r.Kind != obolus.PersonRecipient {
		return recipient{Name: f.RecipientName(r), Claimed: r.Claimed()}, nil
	}
	p, err := d.App.Person(ctx, r.Person)
	return recipient{Name: p.Name, Claimed: true}, err
}

// RecipientName writes a recipient for people without asking the database: "example.org",
// "@alice@example.social", "alice (github)".
func (f *frame) RecipientName(r obolus.Recipient) string {
	if r.Kind == obolus.TeamRecipient {
		return f.Text("recipient.team")
	}
	kind, name, _ := strings.Cut(r.Name, ":")
	if kind == "person" && strings.HasPrefix(name, "deleted:") { // no name that can be chosen has a colon
		return f.Text("recipient.left")
	}
	switch kind {
	case "domain", "person":
		return name
	case "mastodon":
		return "@" + name
	default:
		return name + " (" + kind + ")"
	}
}

// heading is a thing's title, or its address without what every address begins with.
func heading(t obolus.Thing) string {
	if t.Title != t.URL {
		return t.Title
	}
	return bareURL(t.URL)
}

// HeadingOf is heading, for templates.
func (f *frame) HeadingOf(t obolus.Thing) string { return heading(t) }

// BareURL is an address as it is shown.
func (f *frame) BareURL(url string) string { return bareURL(url) }

func bareURL(url string) string {
	_, rest, _ := strings.Cut(url, "://")
	return strings.TrimSuffix(rest, "/")
}
