package app_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/store"
	"obolus/store/storetest"
)

// attentive is a store that tells of readings of many credentials, and can be made to wait in one.
type attentive struct {
	app.Store
	mutex sync.Mutex
	most  int           // read at once
	asked chan struct{} // if set, closed at the first reading
	on    chan struct{} // if set, waited for in each reading, after the database has answered
	once  sync.Once
}

func (s *attentive) CredentialsAmong(ctx context.Context, hashes []string) (map[string]app.Credential, error) {
	found, err := s.Store.CredentialsAmong(ctx, hashes)
	s.mutex.Lock()
	s.most = max(s.most, len(hashes))
	s.mutex.Unlock()
	if s.asked != nil {
		s.once.Do(func() { close(s.asked) })
		<-s.on
	}
	return found, err
}

func (s *attentive) atOnce() int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.most
}

// Protects a busy instance from looking up each token again and again, and people from tokens that outlive
// their end: those in use are read together, and one that another process has ended stops working although
// it is used all the time.
func TestAuthenticate_ReadsAgainTogether(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		c := newClock(at("2026-10-15T12:00:00Z"))
		s := &attentive{Store: db}
		a, other := app.New(s, c.now), app.New(db, c.now)
		ada := supporter(t, a, "Ada", 0, 0)
		var tokens []string
		for i := range 20 {
			token, err := a.NewCredential(t.Context(), ada.ID, app.Token, fmt.Sprint(i))
			if err != nil {
				t.Fatal(err)
			}
			tokens = append(tokens, token)
		}
		use := func(from int) {
			t.Helper()
			for _, token := range tokens[from:] {
				id, err := a.Authenticate(t.Context(), app.Token, token)
				if err != nil || id != ada.ID {
					t.Fatalf("a token gave %d, %v", id, err)
				}
			}
		}
		use(0) // one by one
		c.set(c.now().Add(time.Second))
		for s.atOnce() < 2 && t.Context().Err() == nil {
			use(0)
		}
		err := other.Revoke(t.Context(), tokens[0])
		if err != nil {
			t.Fatal(err)
		}
		c.set(c.now().Add(time.Second))
		for err == nil && t.Context().Err() == nil {
			_, err = a.Authenticate(t.Context(), app.Token, tokens[0])
			use(1)
		}
		refused(t, err, obolus.Signin, "sign_in")
	})
}

// Stops a token that has just been ended from being believed on, where it was being looked up or read again in
// that instant.
func TestAuthenticate_EndedTokenDoesNotComeBack(t *testing.T) {
	for name, readBefore := range map[string]bool{"looked up": false, "read again": true} {
		t.Run(name, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, db *store.DB) {
				c := newClock(at("2026-10-15T12:00:00Z"))
				s := &attentive{Store: db}
				a := app.New(s, c.now)
				ada := supporter(t, a, "Ada", 0, 0)
				token, err := a.NewCredential(t.Context(), ada.ID, app.Token, "")
				if err != nil {
					t.Fatal(err)
				}
				use := func() error {
					_, err := a.Authenticate(t.Context(), app.Token, token)
					return err
				}
				if readBefore {
					err = use()
					if err != nil {
						t.Fatal(err)
					}
					c.set(c.now().Add(time.Second))
				}
				s.asked, s.on = make(chan struct{}), make(chan struct{})
				used := make(chan error, 1)
				go func() { used <- use() }()
				<-s.asked
				err = a.Revoke(t.Context(), token)
				if err != nil {
					t.Fatal(err)
				}
				close(s.on)
				if err := <-used; err != nil { // it was hers when she asked
					t.Fatal(err)
				}
				for range 1000 { // whenever the reading ends
					refused(t, use(), obolus.Signin, "sign_in")
				}
			})
		})
	}
}
