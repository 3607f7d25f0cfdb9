package app

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"obolus"
	"obolus/money"
)

type settingsReader interface {
	// Settings returns the instance's rules; what was never set has its default.
	Settings(ctx context.Context) (obolus.Settings, error)
}

type settingsWriter interface {
	PutSetting(ctx context.Context, name, value string) error
}

// settingNames are what an operator can set, in the order in which they are listed.
var settingNames = []string{"name", "currency", "fee_deposit", "fee_earnings", "hold_day", "mode", "invitations",
	"escrow_term", "languages", "contact", "imprint", "terms", "privacy"}

// SetSetting changes one of the instance's rules for every process. Fees hold for deposits and
// closes from then on. It fails with kind Invalid and names the setting, and with kind Conflict
// (currency_in_use) where money is in the books already: every amount in them would change its meaning.
// What is so already, however it is written, changes nothing and is no deed.
func (a *App) SetSetting(ctx context.Context, name, value string) (obolus.Settings, error) {
	var changed obolus.Settings
	if !slices.Contains(settingNames, name) {
		return changed, obolus.Invalidf("name", "there is no setting %q; there are %s", name, strings.Join(settingNames, ", "))
	}
	err := ApplySetting(&changed, name, value)
	if err != nil {
		return changed, err
	}
	value = cleaned(changed, name, value)
	err = a.write(ctx, func(tx Tx) error {
		now, err := tx.Settings(ctx)
		if err != nil {
			return err
		}
		changed = now
		_ = ApplySetting(&changed, name, value) // it could be applied before
		if sameSettings(now, changed) {
			return errUnchanged
		}
		if name == "currency" {
			err = currencyFree(ctx, tx, value)
			if err != nil {
				return err
			}
		}
		err = tx.PutSetting(ctx, name, value)
		if err != nil {
			return err
		}
		changed, err = tx.Settings(ctx)
		return err
	})
	if errors.Is(err, errUnchanged) {
		err = nil
	}
	return changed, err
}

// sameSettings compares what settings mean; no languages at all are written in two ways.
func sameSettings(a, b obolus.Settings) bool {
	same := slices.Equal(a.Languages, b.Languages)
	a.Languages, b.Languages = nil, nil
	return same && reflect.DeepEqual(a, b)
}

// cleaned is a setting as it is stored: not all that can be typed can be.
func cleaned(s obolus.Settings, name, value string) string {
	switch name {
	case "name":
		return s.Name
	case "contact":
		return s.Contact
	case "imprint":
		return s.Imprint
	case "terms":
		return s.Terms
	case "privacy":
		return s.Privacy
	default:
		return value
	}
}

// currencyFree fails where amounts in another currency have been written down (R1).
func currencyFree(ctx context.Context, tx Tx, currency string) error {
	settings, err := tx.Settings(ctx)
	if err != nil || settings.Currency == currency {
		return err
	}
	_, transfers, err := tx.CountLedger(ctx)
	if err != nil {
		return err
	}
	if transfers > 0 {
		return obolus.Errorf(obolus.Conflict, "currency_in_use",
			"the books are in %s: the currency can be set only before the first money comes in", settings.Currency)
	}
	return nil
}

// isCurrency tells whether the text is written like an ISO 4217 code. Which codes exist changes from
// year to year and is not looked at.
func isCurrency(text string) bool {
	return len(text) == 3 && strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// ApplySetting reads one stored setting into s. A setting of a later version is ignored.
func ApplySetting(s *obolus.Settings, name, value string) error {
	var err error
	switch name {
	case "name":
		s.Name = obolus.CleanTitle(value)
	case "currency":
		if !isCurrency(value) {
			return obolus.Invalidf(name, "a currency is three capital letters such as EUR, not %q", value)
		}
		s.Currency = value
	case "fee_deposit":
		s.FeeDeposit, err = money.ParseFeeRate(value)
	case "fee_earnings":
		s.FeeEarnings, err = money.ParseFeeRate(value)
	case "mode":
		s.Mode = obolus.Mode(value)
		if s.Mode != obolus.ModeOpen && s.Mode != obolus.ModeInvite && s.Mode != obolus.ModeClosed {
			return obolus.Invalidf(name, "the mode is open, invite or closed, not %q", value)
		}
	case "invitations":
		s.Invitations, err = strconv.Atoi(value)
		if err != nil || s.Invitations < 0 || s.Invitations > 1000 {
			return obolus.Invalidf(name, "everybody has 0 to 1000 invitations, not %q", value)
		}
	case "escrow_term":
		s.EscrowTerm, err = strconv.Atoi(value)
		if err != nil || s.EscrowTerm < 1 || s.EscrowTerm > 120 {
			return obolus.Invalidf(name, "the term of escrow is 1 to 120 months, not %q", value)
		}
	case "languages":
		s.Languages = strings.Fields(strings.ReplaceAll(value, ",", " "))
		for _, code := range s.Languages {
			if len(code) != 2 || strings.Trim(code, "abcdefghijklmnopqrstuvwxyz") != "" {
				return obolus.Invalidf(name, "languages are codes such as en, de or fr, not %q", code)
			}
		}
	case "contact":
		s.Contact = obolus.CleanTitle(value)
	case "imprint":
		s.Imprint, err = pageText(name, value)
	case "terms":
		s.Terms, err = pageText(name, value)
	case "privacy":
		s.Privacy, err = pageText(name, value)
	case "hold_day":
		s.HoldDay, err = strconv.Atoi(value)
		if err != nil || s.HoldDay < 1 || s.HoldDay > 28 {
			return obolus.Invalidf(name, "the hold is a day of the month from 1 to 28, not %q", value)
		}
	}
	if err != nil {
		return obolus.Invalidf(name, "%v", err)
	}
	return nil
}

// pageText keeps the lines of a text and nothing that is no text.
func pageText(name, value string) (string, error) {
	value = strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(strings.ReplaceAll(value, "\r\n", "\n"), ""))
	value = strings.TrimSpace(value)
	if utf8.RuneCountInString(value) > obolus.MaxPage {
		return "", obolus.Invalidf(name, "this text has more than %d characters: put the long one on a page of its own and link to it", obolus.MaxPage)
	}
	return value, nil
}
