package e2e_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"

	"obolus"
	"obolus/client"
)

// Protects acknowledged clicks from kill -9: round after round the server is killed in the middle of
// requests, and after the restart every click that was acknowledged is there, every undo that was
// acknowledged is done, and everything adds up.
func TestCrash_InTheMiddleOfClicks(t *testing.T) {
	engines(t, plain, func(t *testing.T, i *instance) {
		const rounds, supporters, connectionsOfEach = 8, 4, 4
		crowd := i.crowd(supporters)
		var unsure int64
		for round := range rounds {
			s := i.serve()
			until := 40 + rand.Int64N(120) // acknowledged requests, while others are under way
			unsure += s.storm(crowd, round, connectionsOfEach, until)
			next := i.serve()
			next.remembers(crowd)
			next.kill() // a server that nobody asks is killed too
			i.verified()
		}
		if unsure == 0 {
			t.Error("no request was under way when the server was killed: this tested nothing")
		}
		t.Logf("%d requests had no answer in %d kills", unsure, rounds)
	})
}

// giver is a supporter with what she was told.
type giver struct {
	token string
	mutex sync.Mutex
	told  map[obolus.ClickID]bool // acknowledged clicks; false: the acknowledged last word was an undo
	doubt map[obolus.ClickID]bool // whose undo has no answer
}

// crowd makes supporters with funds and a budget.
func (i *instance) crowd(n int) []*giver {
	i.Helper()
	var crowd []*giver
	for k := range n {
		name := fmt.Sprintf("giver-%d", k)
		i.succeed("person", "add", name)
		i.succeed("person", "budget", name, "20")
		i.succeed("deposit", name, "100", "--reference", name)
		crowd = append(crowd, &giver{token: i.token(name), told: map[obolus.ClickID]bool{}, doubt: map[obolus.ClickID]bool{}})
	}
	return crowd
}

// storm lets everybody click, and take back every fifth click, over several connections; when enough
// has been acknowledged the server is killed. It returns how many requests got no answer.
func (s *server) storm(crowd []*giver, round, connections int, until int64) int64 {
	s.Helper()
	var acknowledged, unsure atomic.Int64
	enough := make(chan struct{})
	var all sync.WaitGroup
	for _, g := range crowd {
		for connection := range connections {
			all.Go(func() {
				c := s.as(g.token)
				for n := 0; ; n++ {
					err := g.click(s.instance, c, fmt.Sprintf("https://r%d.example/%d/%d/%d", n%3, round, connection, n), n%5 == 4)
					if err != nil {
						if answered := new(client.Error); errors.As(err, &answered) {
							s.Errorf("before the kill: %v", err)
						}
						unsure.Add(1)
						return
					}
					if acknowledged.Add(1) == until {
						close(enough)
					}
				}
			})
		}
	}
	<-enough
	s.kill()
	all.Wait()
	return unsure.Load()
}

// click clicks, and undoes it at once if asked to; what the server acknowledged is remembered.
func (g *giver) click(i *instance, c *client.Client, url string, undo bool) error {
	click, _, err := c.Click(i.Context(), client.NewClick{URL: url})
	if err != nil {
		return err
	}
	g.mutex.Lock()
	g.told[click.ID] = true
	g.mutex.Unlock()
	if !undo {
		return nil
	}
	err = c.Undo(i.Context(), click.ID)
	g.mutex.Lock()
	defer g.mutex.Unlock()
	if err != nil {
		g.doubt[click.ID] = true
		return err
	}
	g.told[click.ID] = false
	return nil
}

// remembers compares what is stored with what everybody was told.
func (s *server) remembers(crowd []*giver) {
	s.Helper()
	for k, g := range crowd {
		stored := map[obolus.ClickID]bool{}
		for c, err := range s.as(g.token).Clicks(s.Context(), 0) {
			s.must(err)
			stored[c.ID] = true
		}
		for id, there := range g.told {
			if stored[id] != there && !g.doubt[id] {
				s.Errorf("click %d of giver %d was acknowledged as %v and is %v", id, k, there, stored[id])
			}
		}
	}
}
