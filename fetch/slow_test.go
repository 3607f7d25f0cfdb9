package fetch_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"obolus/fetch"
	"obolus/fetch/fetchtest"
)

// hang answers nothing until the client is gone.
func hang(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// Stops slow loris: a host that always has one more byte holds nobody for longer
// than the time of one fetch, wherever in the answer it is slow.
func TestGet_StopsSlowHosts(t *testing.T) {
	world := fetchtest.Start(t, fetchtest.Sites{
		"silent.example": http.HandlerFunc(hang),
		"loris.example": http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			for {
				if _, err := io.WriteString(w, "x"); err != nil || http.NewResponseController(w).Flush() != nil {
					return
				}
				select {
				case <-r.Context().Done():
					return
				case <-time.After(time.Millisecond):
				}
			}
		}),
		"stuck.example": http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, "the beginning, and then")
			_ = http.NewResponseController(w).Flush()
			hang(w, r)
		}),
	})
	c := fetch.NewOn(world.Network(), fetch.Options{Time: 100 * time.Millisecond})
	for _, host := range []string{"silent", "loris", "stuck"} {
		_, err := c.Get(t.Context(), "http://"+host+".example/")
		refused(t, err, fetch.CodeTooSlow)
		_, err = c.GetStart(t.Context(), "http://"+host+".example/")
		refused(t, err, fetch.CodeTooSlow)
	}
}

// Stops a server that takes connections and never speaks TLS, and a resolver that
// never answers.
func TestGet_StopsSilenceBeforeTheRequest(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0") // connections wait to be accepted for ever
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	n := fetchtest.Start(t, nil).Network()
	n.Lookup = func(ctx context.Context, host string, _ uint16) ([]netip.AddrPort, error) {
		if host == "lost.example" {
			<-ctx.Done()
			return nil, ctx.Err()
		}
		return []netip.AddrPort{netip.MustParseAddrPort(listener.Addr().String())}, nil
	}
	c := fetch.NewOn(n, fetch.Options{Time: 100 * time.Millisecond})
	for _, host := range []string{"mute.example", "lost.example"} {
		_, err := c.Get(t.Context(), "https://"+host)
		refused(t, err, fetch.CodeTooSlow)
	}
}

// Protects other people's servers from us: one fetch of a host at a time, however
// many people ask, and few in all.
func TestGet_AsksOneHostOnceAtATime(t *testing.T) {
	var here, most, all, mostAll atomic.Int64
	raise := func(now, most *atomic.Int64) {
		n := now.Add(1)
		for old := most.Load(); n > old && !most.CompareAndSwap(old, n); old = most.Load() {
		}
	}
	count := func(w http.ResponseWriter, r *http.Request) {
		raise(&all, &mostAll)
		defer all.Add(-1)
		if r.Host == "one.example" {
			raise(&here, &most)
			defer here.Add(-1)
		}
		_, _ = io.WriteString(w, "x")
	}
	names := []string{"one.example", "two.example", "three.example", "four.example", "five.example"}
	sites := fetchtest.Sites{}
	for _, name := range names {
		sites[name] = http.HandlerFunc(count)
	}
	c := fetch.NewOn(fetchtest.Start(t, sites).Network(), fetch.Options{Time: time.Minute, AtOnce: 3})
	var wait sync.WaitGroup
	for i := range 40 {
		wait.Go(func() {
			if _, err := c.Get(t.Context(), "http://"+names[i%2*(i%len(names))]); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if most.Load() != 1 || mostAll.Load() > 3 {
		t.Errorf("one host was asked %d times at once, all hosts %d times; want 1 and at most 3", most.Load(), mostAll.Load())
	}
}

// Stops a slow host from taking everybody's places: who waits for it takes none,
// and is told that it was not asked.
func TestGet_WaitingForAHostTakesNobodysPlace(t *testing.T) {
	asked := make(chan struct{})
	world := fetchtest.Start(t, fetchtest.Sites{
		"slow.example": http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { close(asked); hang(w, r) }),
		"good.example": page("text/plain", "x"),
	})
	c := fetch.NewOn(world.Network(), fetch.Options{Time: time.Minute, AtOnce: 2})
	ctx, stop := context.WithCancel(t.Context())
	var first, wait sync.WaitGroup
	first.Go(func() { _, _ = c.Get(ctx, "http://slow.example/") }) // that it fails is TestGet_StopsSlowHosts' affair
	<-asked                                                        // a second request would close it again, and panic
	for range 5 {
		wait.Go(func() {
			soon, cancel := context.WithTimeout(ctx, 10*time.Millisecond)
			defer cancel()
			if _, err := c.Get(soon, "http://slow.example/"); !errors.Is(err, context.DeadlineExceeded) || fetch.CodeOf(err) != fetch.CodeBusy {
				t.Errorf("got %v, want busy", err)
			}
		})
		if _, err := c.Get(t.Context(), "http://good.example/"); err != nil {
			t.Error("a good host has to wait for a slow one:", err)
		}
	}
	wait.Wait()
	stop()
	first.Wait()
}
