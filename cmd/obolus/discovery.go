package main

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"obolus/app"
)

// discovery keeps the catalogue: it reads the pages of new things, tells the search about them, and
// counts which are popular. All of it is in the database: what one process leaves another takes up.
type discovery struct {
	app   *app.App
	pages app.Discoverer // nil: no page is read
	log   *slog.Logger
}

const (
	discoveryPause   = 5 * time.Second // while there is nothing to do
	discoveryReaders = 3               // pages read at once; most of the time is spent waiting for their hosts
)

// run works until ctx ends, and returns when all work has stopped.
func (d discovery) run(ctx context.Context) {
	var all sync.WaitGroup
	all.Go(func() { d.repeat(ctx, "indexing", d.app.IndexNext) })
	all.Go(func() {
		d.repeat(ctx, "ranking", func(ctx context.Context) (bool, error) { return false, d.app.Rank(ctx) })
	})
	if d.pages != nil {
		for range discoveryReaders {
			all.Go(func() {
				d.repeat(ctx, "reading pages", func(ctx context.Context) (bool, error) { return d.app.DescribeNext(ctx, d.pages) })
			})
		}
	}
	all.Wait()
}

// repeat does a piece of work again and again, with a pause where there was none left or it failed: the
// database may be away for a while, which the log says and nobody else need know.
func (d discovery) repeat(ctx context.Context, name string, work func(context.Context) (bool, error)) {
	for ctx.Err() == nil {
		more, err := work(ctx)
		if err != nil && ctx.Err() == nil {
			d.log.WarnContext(ctx, "the catalogue is not kept", "work", name, "err", err)
		}
		if more && err == nil {
			continue
		}
		select {
		case <-ctx.Done():
		case <-time.After(discoveryPause):
		}
	}
}
