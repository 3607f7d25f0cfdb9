package main

import (
	"obolus"
	"obolus/app"
	"obolus/money"
)

// statementJSON is a month of a person for programs.
type statementJSON struct {
	Person    string        `json:"person"`
	Month     obolus.Month  `json:"month"`
	Closed    bool          `json:"closed"`
	Supporter supporterSide `json:"supporter"`
	Creator   creatorSide   `json:"creator"`
	History   []pastThing   `json:"history"` // brought along from elsewhere, worth no money here
}

type supporterSide struct {
	Budget    money.Amount `json:"budget"`
	Funds     money.Amount `json:"funds"`
	Available money.Amount `json:"available"`
	Share     money.Amount `json:"share"`
	Spent     money.Amount `json:"spent"`
	Kept      money.Amount `json:"kept"`
	Clicks    []givenClick `json:"clicks"`
}

type givenClick struct {
	ID          obolus.ClickID  `json:"id"`
	ClickedAt   *string         `json:"clicked_at"`
	Thing       statedThing     `json:"thing"`
	Recipient   string          `json:"recipient"`
	Worth       money.Amount    `json:"worth"`
	Whereabouts app.Whereabouts `json:"whereabouts"`
}

type creatorSide struct {
	Gross  money.Amount  `json:"gross"`
	Fee    money.Amount  `json:"fee"`
	Net    money.Amount  `json:"net"`
	Things []earnedThing `json:"things"`
	Clicks []earnedClick `json:"clicks"`
}

type earnedThing struct {
	statedThing
	Clicks      int64        `json:"clicks"`
	Revenue     money.Amount `json:"revenue"`
	ClicksTotal int64        `json:"clicks_total"`
}

type earnedClick struct {
	ID        obolus.ClickID `json:"id"`
	ClickedAt *string        `json:"clicked_at"`
	Thing     statedThing    `json:"thing"`
	Supporter string         `json:"supporter"`
	Worth     money.Amount   `json:"worth"`
}

type statedThing struct {
	ID    obolus.ThingID `json:"id"`
	URL   string         `json:"url"`
	Title string         `json:"title"`
}

func statedOf(t obolus.Thing) statedThing { return statedThing{ID: t.ID, URL: t.URL, Title: t.Title} }

func statementOf(s app.SupporterStatement, cr app.CreatorStatement, past []pastThing) statementJSON {
	given := supporterSide{Budget: s.Budget, Funds: s.Funds, Available: s.Available, Share: s.Share, Spent: s.Spent, Kept: s.Kept,
		Clicks: make([]givenClick, 0, len(s.Clicks))}
	for _, k := range s.Clicks {
		given.Clicks = append(given.Clicks, givenClick{ID: k.Click.ID, ClickedAt: moment(k.Click.At), Thing: statedOf(k.Thing),
			Recipient: k.Recipient.Name, Worth: k.Worth, Whereabouts: k.Whereabouts})
	}
	received := creatorSide{Gross: cr.Gross, Fee: cr.Fee, Net: cr.Net,
		Things: make([]earnedThing, 0, len(cr.Things)), Clicks: make([]earnedClick, 0, len(cr.Clicks))}
	for _, t := range cr.Things {
		received.Things = append(received.Things, earnedThing{statedThing: statedOf(t.Thing), Clicks: t.Clicks, Revenue: t.Revenue, ClicksTotal: t.ClicksTotal})
	}
	for _, k := range cr.Clicks {
		received.Clicks = append(received.Clicks, earnedClick{ID: k.Click.ID, ClickedAt: moment(k.Click.At), Thing: statedOf(k.Thing),
			Supporter: k.Supporter, Worth: k.Worth})
	}
	return statementJSON{Person: s.Person.Name, Month: s.Month, Closed: s.Closed, Supporter: given, Creator: received, History: past}
}
