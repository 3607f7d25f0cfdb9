package main

import (
	"context"
	"strconv"

	"obolus/store"
)

type benchReadCommand struct {
	benchHTTP
	Supporters int `default:"10000" help:"How many people have clicked (${default})."`
	Things     int `default:"20000" help:"On how many things, all of which are read (${default})."`
}

// Run measures an empty handler and the page of a thing's count in turns.
func (b *benchReadCommand) Run(ctx context.Context, c *console) error {
	p := store.Population{Supporters: b.Supporters, Clicks: 30, Recipients: 5000, Things: b.Things, Month: benchMonth(c.Now())}
	s, err := c.benchServer(ctx, p)
	if err != nil {
		return err
	}
	defer s.stop()
	look := func(to []byte, n int64) []byte { // things are looked at as often as they are clicked: few much, many little
		x := float64(n*7919%100_003) / 100_003
		to = strconv.AppendInt(append(to, "GET /api/v1/things/"...), int64(p.ThingNumber(int(x*x*x*float64(b.Things)))), 10)
		return append(to, " HTTP/1.1\r\nHost: bench\r\n\r\n"...)
	}
	limits := []limit{{"an empty handler", readBar, s.empty(b.benchHTTP, bareGet)}}
	figures, err := s.measure(ctx, b.benchHTTP, "count of a thing by HTTP", limits, look, []int{200})
	if err != nil {
		return err
	}
	return c.show(figures)
}
