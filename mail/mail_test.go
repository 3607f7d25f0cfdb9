package mail_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"obolus/mail"
)

// Protects other people's mailboxes: nothing that somebody typed adds a recipient, a header or a second
// message, neither at a server nor in development.
func TestSend_RefusesInjection(t *testing.T) {
	o := &office{}
	senders := map[string]mail.Sender{
		"SMTP": sender(t, "smtp://"+o.start(t, nil, false), nil),
		"Log":  mail.NewLog(slog.New(slog.DiscardHandler), time.Now),
	}
	for name, m := range map[string]mail.Message{
		"a header in the address":     {To: "a@example.org\r\nBcc: b@example.org", Subject: "s"},
		"a command in the address":    {To: "a@example.org>\r\nRCPT TO:<b@example.org", Subject: "s"},
		"two addresses":               {To: "a@example.org, b@example.org", Subject: "s"},
		"a name in the address":       {To: "A <a@example.org>", Subject: "s"},
		"no address":                  {Subject: "s"},
		"a header in the subject":     {To: "a@example.org", Subject: "s\r\nBcc: b@example.org"},
		"a line feed in the subject":  {To: "a@example.org", Subject: "s\nBcc: b@example.org"},
		"a return in the subject":     {To: "a@example.org", Subject: "s\rBcc: b@example.org"},
		"a separator in the subject":  {To: "a@example.org", Subject: "s\u2028Bcc: b@example.org"},
		"a next line in the subject":  {To: "a@example.org", Subject: "s\u0085Bcc: b@example.org"},
		"a null in the subject":       {To: "a@example.org", Subject: "s\x00"},
		"broken text in the subject":  {To: "a@example.org", Subject: "s\xff"},
		"no subject":                  {To: "a@example.org"},
		"a subject as long as a text": {To: "a@example.org", Subject: strings.Repeat("s", 501)},
		"a null in the text":          {To: "a@example.org", Subject: "s", Text: "\x00"},
		"broken text":                 {To: "a@example.org", Subject: "s", Text: "\xff"},
		"a book":                      {To: "a@example.org", Subject: "s", Text: strings.Repeat("x", 256<<10+1)},
	} {
		for kind, s := range senders {
			if err := s.Send(t.Context(), m); !errors.Is(err, mail.ErrRefused) {
				t.Errorf("%s, %s: got %v, want a refusal", kind, name, err)
			}
		}
	}
	if len(o.got()) != 0 {
		t.Errorf("%d letters arrived", len(o.got()))
	}
	// The text is free, even when it looks like the end of a message and a new one.
	trick := mail.Message{To: "a@example.org", Subject: "=?utf-8?q?x=0D=0ABcc:?=", Text: "x\r\n.\r\nMAIL FROM:<c@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n"}
	if err := senders["SMTP"].Send(t.Context(), trick); err != nil {
		t.Fatal(err)
	}
	if got := o.got(); len(got) != 1 || len(got[0].to) != 1 || bytes.Contains(got[0].raw, []byte("\nBcc:")) {
		t.Errorf("what arrived is %+v", got)
	}
}

// Protects the settings from mistakes that would show only at the first mail, and the log from passwords.
func TestNewSMTP_Settings(t *testing.T) {
	const from = "noreply@obolus.example"
	for url, ok := range map[string]bool{
		"smtps://u:secret@mail.example.org": true, "smtps://mail.example.org:2465": true, "smtp+starttls://u:secret@mail.example.org:587/": true,
		"smtp://127.0.0.1:1025": true, "smtp://localhost": true, "smtp://[::1]:25": true,
		"smtp://mail.example.org": false, "smtp://192.168.0.1:25": false, "smtp://u:secret@127.0.0.1": false, "smtp://localhost.example.org": false,
		"smtps://u:secret@": false, "smtps://u:sec%ret@mail.example.org": false, "smtps://u:secret@mail.example.org:mail": false,
		"smtps://u:secret@mail.example.org:0": false, "smtps://u:secret@mail.example.org:99999": false, "https://u:secret@mail.example.org": false,
		"smtps://u:secret@mail.example.org/box": false, "smtps://u:secret@mail.example.org?tls=off": false, "u:secret@mail.example.org": false, "": false,
	} {
		_, err := mail.NewSMTP(mail.Config{URL: url, From: from, Now: time.Now})
		if (err == nil) != ok {
			t.Errorf("%s: got %v, want ok %v", url, err, ok)
		}
		if err != nil && (strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "sec%ret")) {
			t.Errorf("the error holds the password: %v", err)
		}
	}
	for _, from := range []string{"", "Obolus", "noreply@", "a@example.org, b@example.org", "a@example.org\r\nBcc: b@example.org"} {
		if _, err := mail.NewSMTP(mail.Config{URL: "smtps://mail.example.org", From: from, Now: time.Now}); err == nil {
			t.Errorf("sender %q is accepted", from)
		}
	}
}

// Protects the developer's page: the last 50 messages, newest first, as they were written.
func TestLog_Recent(t *testing.T) {
	var printed bytes.Buffer
	l := mail.NewLog(slog.New(slog.NewTextHandler(&printed, nil)), func() time.Time { return moment })
	if len(l.Recent()) != 0 {
		t.Error("a new log is not empty")
	}
	for i := range 53 {
		if err := l.Send(t.Context(), mail.Message{To: "alice@example.org", Subject: fmt.Sprint("number ", i), Text: "https://obolus.example/in?t=abc\n"}); err != nil {
			t.Fatal(err)
		}
	}
	recent := l.Recent()
	if len(recent) != 50 || recent[0].Subject != "number 52" || recent[49].Subject != "number 3" {
		t.Fatalf("%d messages from %q on", len(recent), recent[0].Subject)
	}
	if recent[0].Text != "https://obolus.example/in?t=abc\n" || !recent[0].At.Equal(moment) || recent[0].To != "alice@example.org" {
		t.Errorf("the newest is %+v", recent[0])
	}
	recent[0].Text = "changed"
	if l.Recent()[0].Text == "changed" {
		t.Error("the caller's copy is the log's own")
	}
	if !strings.Contains(printed.String(), "obolus.example/in?t=abc") {
		t.Error("the log does not show the link")
	}
}
