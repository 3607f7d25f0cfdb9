package store

import (
	"context"
	"database/sql"
	"fmt"

	"obolus"
	"obolus/app"
)

func (q queries) Settings(ctx context.Context) (obolus.Settings, error) {
	type setting struct{ name, value string }
	stored, err := all(ctx, q.q, func(rows *sql.Rows) (setting, error) {
		var s setting
		err := rows.Scan(&s.name, &s.value)
		return s, err
	}, `SELECT name, value FROM setting ORDER BY name`)
	settings := obolus.DefaultSettings()
	if err != nil {
		return settings, fmt.Errorf("reading the settings: %w", err)
	}
	for _, s := range stored {
		err = app.ApplySetting(&settings, s.name, s.value)
		if err != nil {
			return settings, fmt.Errorf("the stored setting %s: %w", s.name, err)
		}
	}
	return settings, nil
}

func (q queries) PutSetting(ctx context.Context, name, value string) error {
	return execOne(ctx, q.q, `
		INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2`, name, value)
}
