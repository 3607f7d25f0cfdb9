package web_test

import "testing"

// Stops a supporter with very many clicks from making every page of a thing read all of them: what the page
// takes does not grow with them. It is counted in allocations, since time would be anybody's guess.
func TestThing_DoesNotReadAllOfTheReadersClicks(t *testing.T) {
	taken := func(clicks int, path string) float64 {
		c := newTown(t, "http://localhost:8080")
		reader := c.as(c.many(clicks))
		return testing.AllocsPerRun(5, func() { reader.get(path) })
	}
	for _, path := range []string{"/things/lookup?url=https://new.example/post", "/give?url=https://new.example/post"} {
		few, many := taken(20, path), taken(420, path)
		if many > few+400 {
			t.Errorf("%s takes %.0f allocations with 20 clicks and %.0f with 420", path, few, many)
		}
	}
}
