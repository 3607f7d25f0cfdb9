package app_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

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

func (s *attentive) CredentialsAmong(ctx context.Context, hashes []string) ([]app.Credential, error) {
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
		c := &clock{at("2026-10-15T12:00:00Z")}
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
		for s.atOnce() < 2 && t.Context().Err() == nil {
			use(0)
		}
		err := other.Revoke(t.Context(), tokens[0])
		if err != nil {
			t.Fatal(err)
		}
		for err == nil && t.Context().Err() == nil {
			_, err = a.Authenticate(t.Context(), app.Token, tokens[0])
			use(1)
		}
		refused(t, err, obolus.Signin, "sign_in")
	})
}

// Stops a reading that is on its way from bringing back a token that has been ended meanwhile.
func TestAuthenticate_EndedTokenDoesNotComeBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, db *store.DB) {
		c := &clock{at("2026-10-15T12:00:00Z")}
		s := &attentive{Store: db, asked: make(chan struct{}), on: make(chan struct{})}
		a := app.New(s, c.now)
		ada := supporter(t, a, "Ada", 0, 0)
		token, err := a.NewCredential(t.Context(), ada.ID, app.Token, "")
		if err != nil {
			t.Fatal(err)
		}
		for asked := false; !asked; {
			_, err = a.Authenticate(t.Context(), app.Token, token)
			if err != nil {
				t.Fatal(err)
			}
			select {
			case <-s.asked:
				asked = true
			case <-t.Context().Done():
				t.Fatal("it is never read again")
			default:
			}
		}
		err = a.Revoke(t.Context(), token)
		if err != nil {
			t.Fatal(err)
		}
		close(s.on)
		for range 1000 { // whenever the reading ends
			_, err = a.Authenticate(t.Context(), app.Token, token)
			refused(t, err, obolus.Signin, "sign_in")
		}
	})
}
