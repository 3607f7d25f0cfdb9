package main

import (
	"context"
	"errors"
	"log/slog"

	"obolus"
	"obolus/app"
	"obolus/mail"
	"obolus/pay/testpay"
	"obolus/store"
)

type demoCommand struct {
	Listen string `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where to listen (default: ${default})."`
}

// Run makes up a community that lived through last month and the running one so far, closes last
// month, shows the result, and serves it until Ctrl-C. The database is taken away at the end, unless
// --db names one.
func (dc *demoCommand) Run(ctx context.Context, c *console) (err error) {
	listener, err := listen(dc.Listen) // first, so that a taken port is said at once
	if err != nil {
		return err
	}
	defer listener.Close()
	base := localURL(listener.Addr())
	address, remove, err := c.throwaway()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, remove()) }()
	db, err := store.Open(ctx, address, store.Options{Migrate: true, Volatile: c.DB == ""})
	if err != nil {
		return err
	}
	defer db.Close()
	result, err := c.demonstrate(ctx, db)
	if err != nil {
		return err
	}
	d := newDatabase(db, c.Now)
	result.URL = base
	result.SupporterLink, err = d.signIn(ctx, base, result.Supporter)
	if err != nil {
		return err
	}
	result.CreatorLink, err = d.signIn(ctx, base, result.Creator)
	if err != nil {
		return err
	}
	err = c.answer(result, result.show)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(c.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	shown := mail.NewLog(log, c.Now)
	return c.serve(ctx, d, house{listener: listener, base: base, payments: testpay.Provider{}, log: log, post: post{sender: shown, shown: shown}})
}

// demonstrate builds the community on an empty database and closes last month. The people with the
// most to see are those who are signed in.
func (c *console) demonstrate(ctx context.Context, db *store.DB) (demonstration, error) {
	community, err := readCommunity()
	if err != nil {
		return demonstration{}, err
	}
	running := obolus.MonthOf(c.Now())
	last := running.Previous()
	clock := &movedClock{t: last.Start()}
	d := newDatabase(db, clock.now)
	err = d.prepare(ctx, feeRate(obolus.DefaultSettings().FeeDeposit))
	if err != nil {
		return demonstration{}, err
	}
	err = community.settle(ctx, d)
	if err != nil {
		return demonstration{}, err
	}
	watch := c.progress("clicks of " + last.String())
	err = community.live(ctx, d, clock, last, last.End(), watch)
	if err != nil {
		return demonstration{}, err
	}
	clock.t = running.Start()
	closing, err := d.CloseMonth(ctx, last, app.CloseOptions{Progress: c.progress("closing " + last.String()).at})
	if err != nil {
		return demonstration{}, err
	}
	err = community.live(ctx, d, clock, running, c.Now(), c.progress("clicks of "+running.String()))
	if err != nil {
		return demonstration{}, err
	}
	clock.t = c.Now()
	return d.showcase(ctx, c, closing)
}

// signIn makes a link that signs somebody in.
func (d *database) signIn(ctx context.Context, base, name string) (string, error) {
	person, err := d.PersonNamed(ctx, name)
	if err != nil {
		return "", err
	}
	secret, err := d.NewCredential(ctx, person.ID, app.Link, "demo")
	return signInURL(base, secret), err
}
