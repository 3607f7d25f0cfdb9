package app

import (
	"context"
	"slices"
	"strconv"

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
var settingNames = []string{"name", "currency", "fee_deposit", "fee_earnings", "hold_day"}

// SetSetting changes one of the instance's rules for every process. Fees hold for deposits and
// closes from then on. It fails with kind Invalid and names the setting.
func (a *App) SetSetting(ctx context.Context, name, value string) (obolus.Settings, error) {
	var changed obolus.Settings
	if !slices.Contains(settingNames, name) {
		return changed, obolus.Invalidf("name", "there is no setting %q; there are %v", name, settingNames)
	}
	err := ApplySetting(&changed, name, value)
	if err != nil {
		return changed, err
	}
	err = a.write(ctx, func(tx Tx) error {
		err := tx.PutSetting(ctx, name, value)
		if err != nil {
			return err
		}
		changed, err = tx.Settings(ctx)
		return err
	})
	return changed, err
}

// ApplySetting reads one stored setting into s. A setting of a later version is ignored.
func ApplySetting(s *obolus.Settings, name, value string) error {
	var err error
	switch name {
	case "name":
		s.Name = obolus.CleanTitle(value)
	case "currency":
		if len(value) != 3 {
			return obolus.Invalidf(name, "a currency is three letters such as EUR, not %q", value)
		}
		s.Currency = value
	case "fee_deposit":
		s.FeeDeposit, err = money.ParseFeeRate(value)
	case "fee_earnings":
		s.FeeEarnings, err = money.ParseFeeRate(value)
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
