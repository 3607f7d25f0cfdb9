package e2e_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"obolus/client"
	"obolus/testpg"
)

// Protects people from a vanished PostgreSQL: requests under way and later ones are answered with 503
// and a plain sentence, the process says that it lives and is not ready, nothing acknowledged is lost,
// and service resumes by itself.
func TestAway_PostgreSQL(t *testing.T) {
	direct := testpg.URL(t)
	proxy := testpg.NewProxy(t, direct)
	i := newInstance(t, checked, direct)
	crowd := i.crowd(4)
	i.db = proxy.URL()
	s := i.serve()
	for round := range 3 {
		s.interrupted(crowd, round, proxy)
		if status, body := s.get("/healthz"); status != 200 {
			t.Errorf("healthz: %d %s", status, body)
		}
		if status, body := s.get("/readyz"); status != 503 {
			t.Errorf("readyz: %d %s", status, body)
		}
		if status, body := s.get("/"); status != 503 {
			t.Errorf("the front page: %d %s", status, body)
		}
		proxy.Restore()
		await(t, "service resumes", func() bool { status, _ := s.get("/readyz"); return status == 200 })
		for _, g := range crowd {
			err := g.click(i, s.as(g.token), fmt.Sprintf("https://example.org/after/%d", round), true)
			if err != nil {
				t.Fatalf("with PostgreSQL again a click is answered with %v: %s", err, s.stderr)
			}
		}
		s.remembers(crowd)
	}
	s.stop()
	i.db = direct
	i.verified()
}

// interrupted lets everybody click until each is refused; the line is cut in the middle of that.
func (s *server) interrupted(crowd []*giver, round int, proxy *testpg.Proxy) {
	s.Helper()
	clicked := make(chan struct{}, 1000)
	var all sync.WaitGroup
	for _, g := range crowd {
		all.Go(func() {
			c := s.as(g.token)
			for n := 0; ; n++ {
				err := g.click(s.instance, c, fmt.Sprintf("https://example.org/%d/%d", round, n), n%3 == 2)
				if err == nil {
					clicked <- struct{}{}
					continue
				}
				var e *client.Error
				if !errors.As(err, &e) || e.Status != 503 || e.Code != "database_unavailable" || e.RetryAfter == 0 {
					s.Errorf("without PostgreSQL a click is answered with %v", err)
				}
				return
			}
		})
	}
	for range 30 {
		<-clicked
	}
	proxy.Cut()
	all.Wait()
}
