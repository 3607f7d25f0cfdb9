package mail_test

import (
	"bytes"
	"context"
	"crypto/x509"
	"errors"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"obolus/mail"
)

var moment = time.Date(2026, 10, 9, 12, 0, 0, 0, time.UTC)

// hello is a message with all that has to survive.
var hello = mail.Message{To: "alice@bücher.example", Subject: "Grüße, 世界", Text: "Click:\nhttps://obolus.example/in?t=" +
	strings.Repeat("x", 100) + "=1\n.\n.dots\r\nGrüße\n"}

// sender returns a sender for a server's URL.
func sender(t *testing.T, url string, roots *x509.CertPool) *mail.SMTP {
	t.Helper()
	s, err := mail.NewSMTP(mail.Config{URL: url, From: "Obolus Ütrecht <noreply@obolus.example>", RootCAs: roots, Now: func() time.Time { return moment }})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Protects what people read: every header and every byte of the text arrives, in a form that all take.
func TestSMTP_Form(t *testing.T) {
	o := &office{}
	s := sender(t, "smtp://"+o.start(t, nil, false), nil)
	for range 2 {
		if err := s.Send(t.Context(), hello); err != nil {
			t.Fatal(err)
		}
	}
	if len(o.got()) != 2 {
		t.Fatalf("%d letters arrived, want 2", len(o.got()))
	}
	l := o.got()[0]
	if l.from != "noreply@obolus.example" || len(l.to) != 1 || l.to[0] != "alice@xn--bcher-kva.example" || l.encrypted {
		t.Errorf("the envelope is %+v", l)
	}
	read, err := netmail.ReadMessage(bytes.NewReader(l.raw))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"Subject": "Grüße, 世界", "To": "<alice@xn--bcher-kva.example>", "From": `Obolus Ütrecht <noreply@obolus.example>`, "Auto-Submitted": "auto-generated",
		"Mime-Version": "1.0", "Content-Transfer-Encoding": "quoted-printable", "Content-Type": "text/plain; charset=UTF-8", "User-Agent": "", "X-Mailer": "",
	} {
		got, err := new(mime.WordDecoder).DecodeHeader(read.Header.Get(name))
		if err != nil || strings.ReplaceAll(got, `"`, "") != want {
			t.Errorf("%s is %q, %v; want %q", name, got, err, want)
		}
	}
	if date, err := read.Header.Date(); err != nil || !date.Equal(moment) {
		t.Errorf("Date is %v, %v; want %v", date, err, moment)
	}
	other, err := netmail.ReadMessage(bytes.NewReader(o.got()[1].raw))
	if err != nil {
		t.Fatal(err)
	}
	id := read.Header.Get("Message-Id")
	if !strings.HasSuffix(id, "@obolus.example>") || id == other.Header.Get("Message-Id") {
		t.Errorf("the Message-IDs are %q and %q", id, other.Header.Get("Message-Id"))
	}
	text, err := io.ReadAll(quotedprintable.NewReader(read.Body))
	if want := strings.ReplaceAll(strings.ReplaceAll(hello.Text, "\r\n", "\n"), "\n", "\r\n"); err != nil || strings.TrimRight(string(text), "\r\n") != strings.TrimRight(want, "\r\n") {
		t.Errorf("the text is %q, %v; want %q", text, err, want)
	}
	for line := range bytes.Lines(l.raw) {
		if len(line) > 80 || bytes.ContainsFunc(line, func(r rune) bool { return r > 126 }) {
			t.Errorf("line %q is long or not ASCII", line)
		}
	}
}

// Protects the password and the links: TLS before either, to a server that proves who it is.
func TestSMTP_TLS(t *testing.T) {
	certificate, trusted := authority(t)
	_, others := authority(t)
	const login = "mailer%40obolus.example:p%3A%40%2Fss@"
	cases := []struct {
		name, scheme, login string
		encrypting, wrapped bool
		roots               *x509.CertPool
		ok                  bool
	}{
		{"STARTTLS", "smtp+starttls", login, true, false, trusted, true},
		{"TLS from the start", "smtps", login, true, true, trusted, true},
		{"STARTTLS, unknown authority", "smtp+starttls", login, true, false, others, false},
		{"TLS, unknown authority", "smtps", login, true, true, others, false},
		{"a server without STARTTLS", "smtp+starttls", login, false, false, trusted, false},
		{"a server without TLS", "smtps", login, false, false, trusted, false},
		{"a wrong password", "smtps", "mailer%40obolus.example:wrong@", true, true, trusted, false},
		{"no password", "smtps", "", true, true, trusted, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			o := &office{user: "mailer@obolus.example", password: "p:@/ss"}
			var address string
			if c.encrypting {
				address = o.start(t, certificate, c.wrapped)
			} else {
				address = o.start(t, nil, false)
			}
			err := sender(t, c.scheme+"://"+c.login+address, c.roots).Send(t.Context(), hello)
			if c.ok {
				if err != nil || len(o.got()) != 1 || !o.got()[0].encrypted || o.got()[0].user != o.user {
					t.Errorf("got %v and %+v", err, o.got())
				}
				return
			}
			if err == nil || len(o.got()) != 0 || errors.Is(err, mail.ErrRefused) {
				t.Errorf("got %v and %d letters, want a failure that can be repaired", err, len(o.got()))
			}
			if err != nil && (strings.Contains(err.Error(), "p:@/ss") || strings.Contains(err.Error(), "p%3A")) {
				t.Errorf("the error holds the password: %v", err)
			}
		})
	}
}

// Protects messages from being dropped too early, and the queue from trying for ever.
func TestSMTP_Failures(t *testing.T) {
	reply := func(code int) error { return &smtp.SMTPError{Code: code, Message: "says the test"} }
	cases := []struct {
		name    string
		office  office
		refused bool
	}{
		{"no such recipient", office{onRcpt: reply(550)}, true},
		{"content refused", office{onData: reply(554)}, true},
		{"recipient greylisted", office{onRcpt: reply(450)}, false},
		{"server busy", office{onMail: reply(421)}, false},
		{"disk full", office{onData: reply(452)}, false},
		{"we may not send", office{onMail: reply(550)}, false},
		{"connection dropped", office{hangUp: true}, false},
	}
	for i := range cases {
		c := &cases[i]
		t.Run(c.name, func(t *testing.T) {
			err := sender(t, "smtp://"+c.office.start(t, nil, false), nil).Send(t.Context(), hello)
			if err == nil || errors.Is(err, mail.ErrRefused) != c.refused {
				t.Errorf("got %v, want refused for good %v", err, c.refused)
			}
		})
	}
	t.Run("nobody there", func(t *testing.T) {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		if err := listener.Close(); err != nil {
			t.Fatal(err)
		}
		err = sender(t, "smtp://"+listener.Addr().String(), nil).Send(t.Context(), hello)
		if err == nil || errors.Is(err, mail.ErrRefused) {
			t.Errorf("got %v, want a failure that passes", err)
		}
	})
}

// Protects shutting down: the end of the context ends a conversation with a server that is silent.
func TestSMTP_EndsWithContext(t *testing.T) {
	for _, scheme := range []string{"smtp", "smtps"} {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		gone := make(chan error, 1)
		go func() {
			connection, err := listener.Accept()
			if err != nil {
				gone <- err
				return
			}
			cancel()
			_, err = io.Copy(io.Discard, connection) // returns when the other side has closed
			gone <- errors.Join(err, connection.Close())
		}()
		if err := sender(t, scheme+"://"+listener.Addr().String(), nil).Send(ctx, hello); !errors.Is(err, context.Canceled) || errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%s: got %v, want context.Canceled, and not only after the server's time was up", scheme, err)
		}
		<-gone // else the connection was left open
		if err := listener.Close(); err != nil {
			t.Error(err)
		}
	}
}
