package main

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"slices"

	"obolus"
	"obolus/app"
	"obolus/http/api"
	"obolus/http/server"
	"obolus/store"
)

type benchClickCommand struct {
	benchHTTP
	Supporters int `default:"1000" help:"How many people click (${default})."`
	Things     int `default:"2000" help:"On how many things; everybody clicks on each in turn (${default})."`
}

// benchHTTP is what the measurements through HTTP have in common.
type benchHTTP struct {
	Connections int     `default:"64" help:"How many connections there are at once (${default})."`
	Seconds     float64 `default:"5" help:"How long each measurement takes (${default})."`
	Rounds      int     `default:"5" help:"How often limit and figure are measured in turns; the middle ratio counts (${default})."`
}

// The bars of the issue: of an empty handler, and of pgbench.
const (
	clickBar   = 0.25
	pgbenchBar = 0.8
	readBar    = 0.6
)

// Run measures real clicks in turns with an empty handler, on PostgreSQL with pgbench.
func (b *benchClickCommand) Run(ctx context.Context, c *console) error {
	s, err := c.benchServer(ctx, store.Population{Supporters: b.Supporters, Recipients: 500, Things: b.Things, Month: benchMonth(c.Now())})
	if err != nil {
		return err
	}
	defer s.stop()
	tokens, err := s.tokens(ctx, b.Supporters)
	if err != nil {
		return err
	}
	limits := []limit{
		{"an empty handler, sent the same", clickBar, s.empty(b.benchHTTP, s.clicks("/empty", tokens))},
		{"an empty handler, sent a bare GET", clickBar, s.empty(b.benchHTTP, bareGet)},
	}
	if s.db.Engine() == "postgres" { // which has a tool of its own to be compared with
		limits = []limit{
			{"pgbench, one row a transaction", pgbenchBar, pgbench{c.DB, b.benchHTTP, pgbenchRow}.rate},
			{"pgbench, one click a transaction", pgbenchBar, pgbench{c.DB, b.benchHTTP, pgbenchClick}.rate},
		}
	}
	figures, err := s.measure(ctx, b.benchHTTP, "durable clicks by HTTP", limits, s.clicks("/api/v1/clicks", tokens), []int{200, 201})
	if err != nil {
		return err
	}
	v, err := s.app.Verify(ctx, nil)
	if err == nil && len(v.Differences) > 0 {
		err = fmt.Errorf("verify found: %s", v.Differences[0])
	}
	if err != nil {
		return err
	}
	return c.show(figures)
}

// benchServer is a server on a made-up community.
type benchServer struct {
	db      *store.DB
	app     *app.App
	address string
	things  []string
	stop    func()
}

func (c *console) benchServer(ctx context.Context, p store.Population) (*benchServer, error) {
	db, remove, err := c.benchDatabase(ctx)
	if err != nil {
		return nil, err
	}
	err = c.populate(ctx, db, p)
	if err != nil {
		db.Close()
		remove()
		return nil, err
	}
	s := &benchServer{db: db, app: app.New(db, c.Now)}
	s.app.At("https://bench.example") // as whoever serves says it
	for i := range p.Things {
		s.things = append(s.things, p.ThingURL(i))
	}
	metrics := server.NewMetrics(c.Now)
	mux := http.NewServeMux()
	api.Register(mux, s.app, metrics)
	mux.HandleFunc("/empty", func(http.ResponseWriter, *http.Request) {})
	var halt func()
	s.address, halt, err = listenAlone(server.Wrap(mux, slog.New(slog.DiscardHandler), metrics))
	s.stop = func() { halt(); db.Close(); remove() }
	return s, err
}

func (s *benchServer) tokens(ctx context.Context, people int) ([]string, error) {
	var tokens []string
	for i := range people {
		token, err := s.app.NewCredential(ctx, obolus.PersonID(i+1), app.Token, "bench")
		if err != nil {
			return nil, err
		}
		tokens = append(tokens, token)
	}
	return tokens, nil
}

// clicks is requests in which everybody in turn clicks on each thing in turn.
func (s *benchServer) clicks(path string, tokens []string) request {
	var people, things []string
	for _, token := range tokens {
		people = append(people, fmt.Sprintf("POST %s HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: ", path, token))
	}
	for _, address := range s.things {
		body := fmt.Sprintf(`{"url":%q}`, address)
		things = append(things, fmt.Sprintf("%d\r\n\r\n%s", len(body), body))
	}
	return func(to []byte, n int64) []byte {
		person, round := n%int64(len(people)), n/int64(len(people))
		to = append(to, people[person]...)
		return append(to, things[(round+person)%int64(len(things))]...)
	}
}

// limit is what a rate is compared with, and how much of it should be reached.
type limit struct {
	of   string
	bar  float64
	rate func(context.Context) (float64, error)
}

// measure takes limits and figure in turns and reports, for each limit, the turn whose ratio is in the middle:
// a shared machine is twice as fast in one minute as in the next, and both are only alike within a turn.
func (s *benchServer) measure(ctx context.Context, b benchHTTP, what string, limits []limit, send request, status []int) ([]figure, error) {
	turns := make([][]figure, len(limits))
	var used int64
	for range b.Rounds {
		rates := make([]float64, len(limits))
		for i, limit := range limits {
			var err error
			rates[i], err = limit.rate(ctx)
			if err != nil {
				return nil, err
			}
		}
		first := used
		value, err := load{s.address, b.Connections, b.Seconds, func(to []byte, n int64) []byte { return send(to, first+n) }, status}.run(ctx)
		if err != nil {
			return nil, err
		}
		used += int64(value*b.Seconds) + 10*int64(b.Connections) // so that no turn repeats another's requests
		for i, limit := range limits {
			f := figure{What: what, Value: value, Limit: rates[i], Of: limit.of, Unit: "/s", Bar: limit.bar, Engine: s.db.Engine()}
			turns[i] = append(turns[i], f.judged())
		}
	}
	var figures []figure
	for _, turns := range turns {
		slices.SortFunc(turns, func(x, y figure) int { return cmp.Compare(x.Ratio, y.Ratio) })
		figures = append(figures, turns[len(turns)/2])
	}
	return figures, nil
}

// empty measures an empty handler of the same server.
func (s *benchServer) empty(b benchHTTP, send request) func(context.Context) (float64, error) {
	return load{s.address, b.Connections, b.Seconds, send, []int{200}}.run
}
