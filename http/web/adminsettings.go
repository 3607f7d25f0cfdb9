package web

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"obolus"
	"obolus/i18n"
	"obolus/money"
)

// field is one setting in the operator's form.
type field struct {
	Name, Label, Hint, Value string
	Options                  []string // for a choice
	Long                     bool     // a text of several lines
}

type settingsPage struct {
	*frame
	Fields []field
}

// adminSettings shows the instance's rules to be changed; they hold from the next request on.
func (d *door) adminSettings(w http.ResponseWriter, _ *http.Request, f *frame) error {
	f.Title = f.Text("admin.settings")
	return d.show(w, "adminsettings", &settingsPage{f, f.fields()})
}

func (f *frame) fields() []field {
	s := f.settings
	fields := []field{
		{Name: "name", Value: s.Name}, {Name: "currency", Value: s.Currency},
		{Name: "fee_deposit", Value: fraction(s.FeeDeposit)}, {Name: "fee_earnings", Value: fraction(s.FeeEarnings)},
		{Name: "hold_day", Value: strconv.Itoa(s.HoldDay)}, {Name: "escrow_term", Value: strconv.Itoa(s.EscrowTerm)},
		{Name: "mode", Value: string(s.Mode), Options: []string{string(obolus.ModeOpen), string(obolus.ModeInvite), string(obolus.ModeClosed)}},
		{Name: "invitations", Value: strconv.Itoa(s.Invitations)}, {Name: "languages", Value: strings.Join(s.Languages, " ")},
		{Name: "contact", Value: s.Contact}, {Name: "imprint", Value: s.Imprint, Long: true},
		{Name: "terms", Value: s.Terms, Long: true}, {Name: "privacy", Value: s.Privacy, Long: true},
	}
	for i, field := range fields {
		fields[i].Label, fields[i].Hint = f.Text("setting."+field.Name), f.Text("setting_hint."+field.Name)
	}
	return fields
}

// fraction is a fee as the operator writes it: 0.05 is 5 %.
func fraction(rate money.FeeRate) string {
	return strings.TrimSuffix(strings.TrimRight(money.Amount(rate).String(), "0"), ".")
}

// setSettings changes what the operator has changed, each on record. What is wrong stays in the form.
func (d *door) setSettings(w http.ResponseWriter, r *http.Request, f *frame) error {
	fields := f.fields()
	var problems []error
	changed := 0
	for i, field := range fields {
		value := strings.TrimSpace(strings.ReplaceAll(r.PostForm.Get(field.Name), "\r\n", "\n"))
		if !r.PostForm.Has(field.Name) || value == field.Value {
			continue
		}
		fields[i].Value = value
		if field.Name == "languages" {
			if unknown := unspoken(value); unknown != "" {
				problems = append(problems, obolus.Invalidf("languages", "obolus does not speak %q", unknown))
				continue
			}
		}
		_, err := d.App.SetSetting(doing(r, f, "setting."+field.Name, field.Name, value), field.Name, value)
		switch kind := obolus.KindOf(err); {
		case err == nil:
			changed++
		case kind == obolus.Invalid, kind == obolus.Conflict:
			problems = append(problems, obolus.AsError(err))
		default:
			return err
		}
	}
	if len(problems) == 0 {
		redirect(w, r, "/admin/settings", "done", "settings")
		return nil
	}
	f.Title = f.Text("admin.settings")
	f.fail(problems[0])
	f.Problem = errors.Join(problems...).Error()
	return d.show(w, "adminsettings", &settingsPage{f, fields})
}

// unspoken is the first code of a list whose language has no catalog.
func unspoken(codes string) string {
	for _, code := range strings.Fields(codes) {
		if !slices.ContainsFunc(i18n.Languages, func(l i18n.Language) bool { return l.Code == code }) {
			return code
		}
	}
	return ""
}

// offered are the languages that an instance offers.
func offered(s obolus.Settings) []i18n.Language {
	some := slices.DeleteFunc(slices.Clone(i18n.Languages), func(l i18n.Language) bool { return !slices.Contains(s.Languages, l.Code) })
	if len(some) == 0 {
		return i18n.Languages
	}
	return some
}
