package web

import (
	"net/http"

	"obolus"
	"obolus/app"
	"obolus/ledger"
)

type trailPage struct {
	*frame
	app.Trail
	Heading string
}

// trail follows one of the reader's clicks: what it was worth, and where every part of that is now.
func (d *door) trail(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedInOnly(f)
	if err != nil {
		return err
	}
	id, err := readID(r)
	if err != nil {
		return err
	}
	p := &trailPage{frame: f}
	p.Trail, err = d.App.Trail(r.Context(), f.Person.ID, obolus.ClickID(id))
	if err != nil {
		return err
	}
	p.Heading, f.Title = heading(p.Thing), f.Text("trail.title")
	return d.show(w, "trail", p)
}

// Running tells whether the click's month is the one that runs.
func (p *trailPage) Running() bool { return p.Click.Month == obolus.MonthOf(p.door.App.Now()) }

// Way says from where to where a step led.
func (p *trailPage) Way(s app.TrailStep) string {
	switch s.To {
	case ledger.Pot:
		return p.Text("trail.into_pot", "Month", p.Month(p.Click.Month))
	case ledger.Escrow:
		return p.Text("trail.into_escrow", "Name", p.RecipientName(s.Recipient))
	default:
		return p.Text("trail.into_earnings", "Name", p.RecipientName(s.Recipient))
	}
}

// Cause says what brought a step about.
func (p *trailPage) Cause(s app.TrailStep) string {
	switch s.Transfer.Cause.Kind {
	case ledger.SettledLate:
		return p.Text("trail.by_late")
	case ledger.Claimed:
		return p.Text("trail.by_claim")
	default:
		return p.Text("trail.by_close")
	}
}
