package button

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"obolus"
)

// countsMost is how many addresses one request may ask for: more buttons than a page should have.
const countsMost = 50

// counted is an address as it was asked for, with the clicks that it ever had.
type counted struct {
	URL    string `json:"url"`
	Clicks int64  `json:"clicks"`
}

// count tells how often addresses have been supported. An address that nobody has supported, or that
// nobody can, has none.
func (d *door) count(w http.ResponseWriter, r *http.Request) error {
	addresses := r.URL.Query()["url"]
	if len(addresses) == 0 || len(addresses) > countsMost {
		return obolus.Invalidf("url", "ask for the counts of 1 to %d addresses: /count?url=…&url=…", countsMost)
	}
	answer := struct {
		Counts []counted `json:"counts"`
	}{Counts: []counted{}}
	for _, address := range addresses {
		clicks, err := d.clicks(r.Context(), address)
		if err != nil {
			return err
		}
		answer.Counts = append(answer.Counts, counted{URL: address, Clicks: clicks})
	}
	content, err := json.Marshal(answer)
	if err != nil {
		return fmt.Errorf("writing counts: %w", err)
	}
	open(w, "application/json", forCounts)
	_, _ = w.Write(content) // the reader has gone: there is nobody to tell
	return nil
}

// clicks counts the clicks that the thing at an address ever had.
func (d *door) clicks(ctx context.Context, address string) (int64, error) {
	found, err := d.App.LookUp(ctx, strings.TrimSpace(address))
	if kind := obolus.KindOf(err); kind == obolus.Invalid || kind == obolus.NotFound {
		return 0, nil
	}
	if err != nil || found.Thing.ID == 0 {
		return 0, err
	}
	return d.App.Count(ctx, found.Thing.ID)
}
