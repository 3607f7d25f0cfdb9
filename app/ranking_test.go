package app_test

import (
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// Protects the rankings: every span counts its own clicks, and what is new weighs more where it trends.
func TestRank(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		var people []obolus.Person
		for _, name := range []string{"Ada", "Bea", "Cem"} {
			people = append(people, w.supporter(name, 10*money.Unit, 50*money.Unit))
		}
		w.clock.set(at("2026-09-10T12:00:00Z"))
		for _, p := range people {
			w.click(p, "https://old.example/")
		}
		w.close(202609)
		w.clock.set(at("2026-10-10T12:00:00Z"))
		w.click(people[0], "https://lately.example/")
		w.click(people[1], "https://lately.example/")
		w.clock.set(at("2026-10-15T12:00:00Z"))
		w.click(people[2], "https://new.example/")
		w.tidy(nil)
		for list, wanted := range map[app.Ranking][]string{
			app.Day: {"https://new.example/"}, app.Week: {"https://lately.example/", "https://new.example/"},
			app.OfMonth: {"https://lately.example/", "https://new.example/"}, app.Trending: {"https://new.example/", "https://lately.example/"},
			app.Ever: {"https://old.example/", "https://lately.example/", "https://new.example/"},
		} {
			got, err := w.Ranked(t.Context(), list, 0, 10)
			w.expect(string(list), got, err, wanted...)
			got, err = w.Ranked(t.Context(), list, 1, 10)
			w.expect(string(list)+" from its second place", got, err, wanted[1:]...)
		}
		w.click(people[1], "https://new.example/")
		w.must(w.Rank(t.Context()))
		got, err := w.Ranked(t.Context(), app.Day, 0, 1)
		if err != nil || got[0].Score != 1 {
			t.Errorf("it was counted again at once: %+v, %v", got, err)
		}
		w.clock.set(w.clock.now().Add(time.Hour))
		w.must(w.Rank(t.Context()))
		got, err = w.Ranked(t.Context(), app.Day, 0, 1)
		if err != nil || got[0].Score != 2 {
			t.Errorf("it was not counted again: %+v, %v", got, err)
		}
		_, err = w.Ranked(t.Context(), "year", 0, 1)
		refused(t, err, obolus.NotFound, "page_unknown")
	})
}
