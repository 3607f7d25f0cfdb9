package api_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"obolus/app"
	"obolus/http/api"
	"obolus/http/server"
	"obolus/money"
	"obolus/store"
	"obolus/store/storetest"
	"obolus/testpg"
)

// connections is how many clients ask at once.
const connections = 64

// BenchmarkHTTP measures requests per second over 64 connections to the real server: an empty
// handler, which is the limit, the count of a thing and new clicks. Run it with -benchtime=20000x.
func BenchmarkHTTP(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { benchmarkHTTP(b, storetest.Open(b, storetest.Ready(b))) })
	b.Run("postgres", func(b *testing.B) { benchmarkHTTP(b, storetest.Open(b, testpg.URL(b))) })
}

func benchmarkHTTP(b *testing.B, db *store.DB) {
	l := newLoad(b, db)
	var next atomic.Int64
	b.Run("empty", func(b *testing.B) {
		l.run(b, func(int) []byte { return get("/empty") })
	})
	b.Run("count", func(b *testing.B) {
		l.run(b, func(n int) []byte { return get(fmt.Sprintf("/api/v1/things/%d", l.things[n%len(l.things)])) })
	})
	b.Run("click", func(b *testing.B) {
		l.run(b, func(int) []byte {
			n := int(next.Add(1))
			body := fmt.Sprintf(`{"url":"https://example.org/%d"}`, n/len(l.tokens)%len(l.things))
			if n/len(l.tokens) >= len(l.things) {
				body = fmt.Sprintf(`{"url":"https://example.org/new/%d"}`, n)
			}
			return fmt.Appendf(nil, "POST /api/v1/clicks HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
				l.tokens[n%len(l.tokens)], len(body), body)
		})
	})
}

// load is a served instance with people and things.
type load struct {
	address string
	tokens  []string
	things  []int64
}

func newLoad(b *testing.B, db *store.DB) *load {
	a := app.New(db, time.Now)
	mux := http.NewServeMux()
	m := server.NewMetrics(time.Now)
	api.Register(mux, a, m)
	mux.HandleFunc("GET /empty", func(http.ResponseWriter, *http.Request) {})
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error)
	go func() { served <- server.Serve(ctx, ln, server.Wrap(mux, log, m), log) }()
	b.Cleanup(func() { stop(); <-served })

	l := &load{address: ln.Addr().String()}
	w := &world{t: b, app: a}
	for i := range 200 {
		_, token := w.person(fmt.Sprintf("Person %d", i), 10*money.Unit, 20*money.Unit)
		l.tokens = append(l.tokens, token)
	}
	for i := range 1000 {
		t, err := a.Submit(b.Context(), fmt.Sprintf("https://example.org/%d", i), "")
		if err != nil {
			b.Fatal(err)
		}
		l.things = append(l.things, int64(t.ID))
	}
	return l
}

func get(path string) []byte { return []byte("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n") }

// run sends b.N requests and fails the benchmark at any answer that is not a success.
func (l *load) run(b *testing.B, request func(n int) []byte) {
	requests := make([][]byte, b.N)
	for n := range requests {
		requests[n] = request(n)
	}
	var next atomic.Int64
	var all sync.WaitGroup
	b.ResetTimer()
	before := cpu(b)
	for range connections {
		all.Go(func() {
			c, err := net.Dial("tcp", l.address)
			if err != nil {
				b.Error(err)
				return
			}
			defer c.Close()
			reader := bufio.NewReader(c)
			for {
				n := int(next.Add(1)) - 1
				if n >= len(requests) || b.Failed() {
					return
				}
				err := exchange(c, reader, requests[n])
				if err != nil {
					b.Error(err)
				}
			}
		})
	}
	all.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "req/s")
	b.ReportMetric(float64((cpu(b)-before).Microseconds())/float64(b.N), "cpu-µs/req")
}

// cpu is the time that this process has kept processors busy, client included. On a machine that does
// other work too it tells more than the requests per second.
func cpu(b *testing.B) time.Duration {
	var used syscall.Rusage
	err := syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	if err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// exchange is as lean as a client can be, so that the server is what is measured.
func exchange(c net.Conn, reader *bufio.Reader, request []byte) error {
	_, err := c.Write(request)
	if err != nil {
		return err
	}
	length := 0
	status, err := reader.ReadSlice('\n')
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(status, []byte("HTTP/1.1 20")) {
		return fmt.Errorf("%s", status)
	}
	for {
		line, err := reader.ReadSlice('\n')
		if err != nil {
			return err
		}
		if len(line) == 2 {
			break
		}
		if rest, ok := bytes.CutPrefix(line, []byte("Content-Length: ")); ok {
			fmt.Sscan(string(rest), &length)
		}
	}
	_, err = io.CopyN(io.Discard, reader, int64(length))
	return err
}
