package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"obolus"
	"obolus/money"
)

type settingsCommand struct {
	Name  string  `arg:"" optional:"" help:"The setting to change: name, currency, fee_deposit, fee_earnings, hold_day, mode, invitations, escrow_term, languages, contact, imprint, terms, privacy."`
	Value *string `arg:"" optional:"" help:"Its new value; fees are fractions such as 0.05."`
}

// settingsJSON is the instance's rules for programs; fees are fractions.
type settingsJSON struct {
	Name        string `json:"name"`
	Currency    string `json:"currency"`
	FeeDeposit  string `json:"fee_deposit"`
	FeeEarnings string `json:"fee_earnings"`
	HoldDay     int    `json:"hold_day"`
	Mode        string `json:"mode"`
	Invitations int    `json:"invitations"`

	EscrowTerm int      `json:"escrow_term"`
	Languages  []string `json:"languages"`
	Contact    string   `json:"contact"`
	Imprint    string   `json:"imprint"`
	Terms      string   `json:"terms"`
	Privacy    string   `json:"privacy"`
}

// Run shows the instance's rules, after changing one if asked to.
func (s *settingsCommand) Run(ctx context.Context, c *console) error {
	if s.Name != "" && s.Value == nil {
		return &usageError{fmt.Errorf("say what %s is to be, as in: obolus settings %s VALUE", s.Name, s.Name)}
	}
	d, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	var settings obolus.Settings
	if s.Value != nil {
		settings, err = d.SetSetting(doing(ctx, "setting."+s.Name, s.Name, *s.Value), s.Name, *s.Value)
	} else {
		settings, err = d.Settings(ctx)
	}
	if err != nil {
		return err
	}
	shown := settingsJSON{Name: settings.Name, Currency: settings.Currency, FeeDeposit: money.Amount(settings.FeeDeposit).String(),
		FeeEarnings: money.Amount(settings.FeeEarnings).String(), HoldDay: settings.HoldDay,
		Mode: string(settings.Mode), Invitations: settings.Invitations, EscrowTerm: settings.EscrowTerm, Languages: append([]string{}, settings.Languages...),
		Contact: settings.Contact, Imprint: settings.Imprint, Terms: settings.Terms, Privacy: settings.Privacy}
	return c.answer(shown, func(out *page) {
		out.table([]column{{head: "setting"}, {head: "value", most: 30}, {head: "meaning"}}, [][]string{
			{"name", shown.Name, "what the instance calls itself"},
			{"currency", shown.Currency, "the one currency of every amount"},
			{"fee_deposit", shown.FeeDeposit, settings.FeeDeposit.String() + " of what is paid in"},
			{"fee_earnings", shown.FeeEarnings, settings.FeeEarnings.String() + " of what creators receive"},
			{"hold_day", strconv.Itoa(shown.HoldDay), "day of the next month from which earnings can leave"},
			{"mode", shown.Mode, "who may join: open, invite or closed"},
			{"invitations", strconv.Itoa(shown.Invitations), "how many each person can give"},
			{"escrow_term", strconv.Itoa(shown.EscrowTerm), "months for which unclaimed money waits"},
			{"languages", strings.Join(shown.Languages, " "), "which the pages offer; the first is for who reads none; empty: all"},
			{"contact", shown.Contact, "where people write to you, to object for example"},
			{"imprint", firstLine(shown.Imprint), "the text of /imprint; empty: no such page"},
			{"terms", firstLine(shown.Terms), "the text of /terms"},
			{"privacy", firstLine(shown.Privacy), "the text of /privacy"},
		})
	})
}

// firstLine is where a text of the instance's begins.
func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}
