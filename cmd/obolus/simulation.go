package main

import (
	"obolus"
	"obolus/money"
)

// simulation is the result of simulate; its JSON is a promise.
type simulation struct {
	Months []simulatedMonth `json:"months"`
}

type simulatedMonth struct {
	Month      obolus.Month         `json:"month"`
	Supporters []simulatedSupporter `json:"supporters"`
	Recipients []simulatedRecipient `json:"recipients"`
	Clicks     int64                `json:"clicks"`
	Spent      money.Amount         `json:"spent"`
	Received   money.Amount         `json:"received"`
	Verified   bool                 `json:"verified"`
}

type simulatedSupporter struct {
	Supporter string       `json:"supporter"`
	Budget    money.Amount `json:"budget"`
	Clicks    int64        `json:"clicks"`
	Share     money.Amount `json:"share"`
	Spent     money.Amount `json:"spent"`
	Kept      money.Amount `json:"kept"`
}

type simulatedRecipient struct {
	Recipient string       `json:"recipient"`
	Clicks    int64        `json:"clicks"`
	Amount    money.Amount `json:"amount"`
}

func (s simulation) show(out *page) {
	for i, m := range s.Months {
		if i > 0 {
			out.line("")
		}
		m.show(out)
	}
}

func (m simulatedMonth) show(out *page) {
	in := written(m.Spent, m.Received)
	out.line("%s: %s, %s spent, %s received, verified", m.Month, count(m.Clicks, "click", "clicks"), in(m.Spent), in(m.Received))
	out.line("")
	m.showSupporters(out)
	out.line("")
	showRecipients(out, "recipient", m.Recipients)
}

func (m simulatedMonth) showSupporters(out *page) {
	var given []money.Amount
	for _, s := range m.Supporters {
		given = append(given, s.Share, s.Spent, s.Kept)
	}
	in := written(given...)
	rows := make([][]string, 0, len(m.Supporters))
	for _, s := range m.Supporters {
		rows = append(rows, []string{s.Supporter, s.Budget.Cents(), thousands(s.Clicks), in(s.Share), in(s.Spent), in(s.Kept)})
	}
	out.table([]column{{head: "supporter", most: 28}, {head: "budget", right: true}, {head: "clicks", right: true},
		{head: "share", right: true}, {head: "spent", right: true}, {head: "kept", right: true}}, rows)
}

func showRecipients(out *page, head string, recipients []simulatedRecipient) {
	in := written(each(recipients, func(r simulatedRecipient) money.Amount { return r.Amount })...)
	rows := make([][]string, 0, len(recipients))
	for _, r := range recipients {
		rows = append(rows, []string{r.Recipient, thousands(r.Clicks), in(r.Amount)})
	}
	out.table([]column{{head: head, most: 56}, {head: "clicks", right: true}, {head: "amount", right: true}}, rows)
}
