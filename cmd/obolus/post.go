package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"time"

	"obolus/app"
	"obolus/http/web"
	"obolus/mail"
)

// postFlags say how letters leave the instance.
type postFlags struct {
	Mail     string `placeholder:"URL" help:"The mail server: smtps://user:password@host, smtp+starttls://… or smtp://127.0.0.1; log prints letters and shows them at /dev/mail, on this machine only (default: log where --base-url is this machine, else none). $$OBOLUS_MAIL keeps the password off the command line."`
	MailFrom string `placeholder:"ADDRESS" help:"Who letters are from, such as 'Obolus <noreply@example.org>'."`
}

// post is how letters leave.
type post struct {
	sender mail.Sender // nil: nowhere; they wait
	shown  *mail.Log   // the same, where letters are only shown
}

// open prepares the post of an instance at an address. Showing letters, with the links that sign people in,
// is only for a machine that nobody else reaches.
func (f postFlags) open(c *console, base string, log *slog.Logger) (post, error) {
	address := f.Mail
	if address == "" {
		address = c.Env("OBOLUS_MAIL")
	}
	if address == "" && isLocal(base) {
		address = "log"
	}
	switch {
	case address == "":
		log.Warn("no mail server is set: letters wait until one is, so nobody can sign up; see --mail")
		return post{}, nil
	case address == "log" && !isLocal(base):
		return post{}, &usageError{errors.New("--mail log shows everybody's sign-in links and is only for an instance on this machine")}
	case address == "log":
		shown := mail.NewLog(log, c.Now)
		return post{sender: shown, shown: shown}, nil
	case f.MailFrom == "":
		return post{}, &usageError{errors.New("say who letters are from, as in: --mail-from 'Obolus <noreply@example.org>'")}
	}
	sender, err := mail.NewSMTP(mail.Config{URL: address, From: f.MailFrom, Now: c.Now})
	if err != nil {
		return post{}, &usageError{err}
	}
	return post{sender: sender}, nil
}

// isLocal tells whether an instance's address is this machine's.
func isLocal(base string) bool {
	u, err := url.Parse(base)
	if err != nil {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}

// letters are those that were shown instead of sent; nil where they are sent.
func (p post) letters() func() []web.ShownLetter {
	if p.shown == nil {
		return nil
	}
	return func() []web.ShownLetter {
		var list []web.ShownLetter
		for _, m := range p.shown.Recent() {
			list = append(list, web.ShownLetter{To: m.To, Subject: m.Subject, Text: m.Text, At: m.At})
		}
		return list
	}
}

// postRound is how often the outbox is looked through for letters of other processes and for new tries.
const postRound = 15 * time.Second

// deliver empties the outbox until ctx ends: at once when this process has queued a letter, and every round.
func (p post) deliver(ctx context.Context, d *database, writer *web.Letters, log *slog.Logger) {
	if p.sender == nil {
		return
	}
	ticker := time.NewTicker(postRound)
	defer ticker.Stop()
	for {
		_, err := d.Deliver(ctx, func(ctx context.Context, l app.Letter) error { return p.send(ctx, d, writer, l) })
		if err != nil && ctx.Err() == nil {
			log.Warn("letters wait", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-d.Posted():
		case <-ticker.C:
		}
	}
}

// send writes one letter and hands it over.
func (p post) send(ctx context.Context, d *database, writer *web.Letters, l app.Letter) error {
	settings, err := d.Settings(ctx)
	if err != nil {
		return err
	}
	subject, text, err := writer.Write(settings.Name, l)
	if err != nil {
		return fmt.Errorf("%w: %w", app.ErrUndeliverable, err)
	}
	err = p.sender.Send(ctx, mail.Message{To: l.Email, Subject: subject, Text: text})
	if errors.Is(err, mail.ErrRefused) {
		return fmt.Errorf("%w: %w", app.ErrUndeliverable, err)
	}
	return err
}
