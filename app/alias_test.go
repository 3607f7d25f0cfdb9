package app_test

import (
	"testing"
	"time"

	"obolus"
	"obolus/money"
)

// says has the page at each address name its canonical one, and reads them all.
func (w *world) says(canonical map[string]string) {
	w.t.Helper()
	pages := &library{pages: map[string]obolus.Description{}}
	for address, said := range canonical {
		pages.pages[address] = obolus.Description{Canonical: said}
	}
	w.tidy(pages)
}

// leads tells which thing an address leads to, 0 for none.
func (w *world) leads(address string) obolus.ThingID {
	w.t.Helper()
	found, err := w.LookUp(w.t.Context(), address)
	w.must(err)
	return found.Thing.ID
}

// Protects supporters from clicking the same thing twice under two addresses, and creators' counts: what a
// page calls its address leads to its thing, also for who gives it a title, and takes no second click.
func TestAlias_OfWhatIsNew(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada := w.supporter("Ada", 10*money.Unit, 50*money.Unit)
		song := w.click(ada, "https://a.example/song?view=print")
		w.says(map[string]string{"https://a.example/song?view=print": "https://www.a.example/song"})
		if got := w.leads("https://www.a.example/song"); got != song.Thing.ID {
			t.Errorf("the canonical address leads to %d, want %d", got, song.Thing.ID)
		}
		again := w.click(ada, "https://www.a.example/song")
		titled, err := w.Submit(t.Context(), "https://www.a.example/song", "A song")
		if err != nil || again.New || again.Thing.ID != song.Thing.ID || titled.ID != song.Thing.ID || titled.Title != "A song" {
			t.Errorf("the second click is %+v, and the thing with a title %+v, %v", again, titled, err)
		}
		w.close(202610)
		w.verified()
	})
}

// Protects clicks that are there when two things turn out to be one: they stay and are paid, and future ones
// go to the canonical thing, of whatever address, without a circle.
func TestAlias_OfWhatIsThere(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		bob, ada := w.creator("Bob"), w.supporter("Ada", 9*money.Unit, 50*money.Unit)
		w.claim(bob, "domain:a.example")
		one := w.click(ada, "https://a.example/one")
		w.says(map[string]string{"https://a.example/one": "https://a.example/one/long"})
		two := w.click(ada, "https://a.example/two")
		w.says(map[string]string{"https://a.example/two": "https://a.example/one/long"})
		three := w.click(ada, "https://a.example/three") // what the others lead to says that it is another
		w.says(map[string]string{"https://a.example/three": "https://a.example/two"})
		w.clock.set(w.clock.now().Add(2 * time.Minute)) // other processes' memories have run out too
		for _, address := range []string{"https://a.example/one", "https://a.example/one/long", "https://a.example/two", "https://a.example/three"} {
			if got := w.leads(address); got != one.Thing.ID {
				t.Errorf("%s leads to %d, want %d", address, got, one.Thing.ID)
			}
			if again := w.click(ada, address); again.New || again.Thing.ID != one.Thing.ID {
				t.Errorf("a click on %s is %+v", address, again)
			}
		}
		if two.Thing.ID == one.Thing.ID || three.Thing.ID == one.Thing.ID {
			t.Fatal("the pages were one thing from the beginning")
		}
		mine, err := w.Clicks(t.Context(), ada.ID, 202610)
		if err != nil || len(mine) != 3 {
			t.Errorf("her clicks are %+v, %v", mine, err)
		}
		w.close(202610)
		if got := w.balances(bob).Earnings; got != 9*money.Unit {
			t.Errorf("Bob gets %v", got)
		}
		w.verified()
	})
}

// Protects what others earn, and the things of a site from becoming one: a page cannot take the address of
// another host, of another person on its host or of a team, nor call itself the front page.
func TestAlias_TakesNothingFromOthers(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada := w.supporter("Ada", 10*money.Unit, 50*money.Unit)
		victim, team := w.click(ada, "https://victim.example/"), "https://a.example/team"
		w.team(team, map[string]int64{"domain:a.example": 1, "github:carol": 1}, "domain:a.example", "github:carol")
		before := w.leads(team)
		for address, said := range map[string]string{
			"https://evil.example/":           "https://victim.example/",
			"https://evil.example/new":        "https://victim.example/new",
			"https://m.evil.example/x":        "https://evil.example.victim.example/x",
			"https://github.com/mallory/code": "https://github.com/alice/code",
			"https://a.example/post":          "https://a.example/",
			"https://a.example/mine":          team,
			team:                              "https://a.example/free",
		} {
			mine := w.click(ada, address)
			w.says(map[string]string{address: said})
			if got := w.leads(address); got != mine.Thing.ID {
				t.Errorf("%s leads elsewhere", address)
			}
			if got := w.leads(said); got == mine.Thing.ID {
				t.Errorf("%s has taken %s", address, said)
			}
		}
		if w.leads("https://victim.example/") != victim.Thing.ID || w.leads(team) != before {
			t.Error("an address has changed hands")
		}
	})
}

// Protects supporters from clicking twice on what has become one thing while somebody was looking: an address
// that follows another one elsewhere, and a title that is given by it, are known at once in this process.
func TestAlias_FollowsAtOnce(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ada := w.supporter("Ada", 10*money.Unit, 50*money.Unit)
		const a, b, c = "https://a.example/a", "https://a.example/b", "https://a.example/c"
		end := w.click(ada, a)
		w.says(map[string]string{a: ""})
		w.click(ada, c)
		w.clock.set(w.clock.now().Add(time.Second)) // its page is read first
		between := w.click(ada, b)
		pages := &library{pages: map[string]obolus.Description{c: {Canonical: b}, b: {Canonical: a}}}
		for _, want := range []obolus.ThingID{between.Thing.ID, end.Thing.ID} {
			_, err := w.DescribeNext(t.Context(), pages)
			w.must(err)
			if got := w.leads(c); got != want {
				t.Errorf("it leads to %d, want %d", got, want)
			}
		}
		if again := w.click(ada, c); again.New || again.Thing.ID != end.Thing.ID {
			t.Errorf("a click on it is %+v", again)
		}
		_, err := w.Submit(t.Context(), c, "A song")
		w.must(err)
		for _, address := range []string{a, b, c} {
			if again := w.click(ada, address); again.Thing.Title != "A song" {
				t.Errorf("by %s it is called %q", address, again.Thing.Title)
			}
		}
	})
}
