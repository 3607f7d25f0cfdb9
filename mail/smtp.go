package mail

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// timeout bounds how long a server may take to answer, connecting and sending each.
const timeout = 30 * time.Second

// SMTP hands messages to a mail server, each over a connection of its own.
type SMTP struct {
	server server
	from   *mail.Address
	domain string // of from; how we greet, and what our Message-IDs end in
	now    func() time.Time
}

var _ Sender = (*SMTP)(nil)

// NewSMTP returns a sender by its settings. It does not connect yet.
func NewSMTP(c Config) (*SMTP, error) {
	s, err := parseServer(c)
	if err != nil {
		return nil, err
	}
	from, err := mail.ParseAddress(c.From)
	if err != nil {
		return nil, fmt.Errorf("reading the sender's address %q: %w", c.From, err)
	}
	domain := from.Address[strings.LastIndexByte(from.Address, '@')+1:]
	return &SMTP{server: s, from: from, domain: domain, now: c.Now}, nil
}

// Send hands m to the server and returns when it was taken or refused (ErrRefused), when the server
// failed, or when ctx ends.
func (s *SMTP) Send(ctx context.Context, m Message) error {
	m, err := m.checked()
	if err != nil {
		return err
	}
	written, err := s.write(m)
	if err != nil {
		return err
	}
	ctx, done := context.WithCancel(ctx)
	defer done() // which closes the connection, whatever state it is in
	client, err := gomail.NewClient(s.server.host, append(s.server.options(ctx), gomail.WithHELO(s.domain))...)
	if err != nil {
		return fmt.Errorf("preparing the connection to %s: %w", s.server.host, err)
	}
	connection, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return fmt.Errorf("connecting to the mail server %s: %w", s.server.host, because(ctx, err))
	}
	err = client.SendWithSMTPClient(connection, written)
	// The goodbye may fail: by then the server has answered for the message, and that is what counts.
	_ = client.CloseWithSMTPClient(connection)
	if err == nil || written.IsDelivered() {
		return nil
	}
	if faulty(err) {
		return fmt.Errorf("%w by %s: %w", ErrRefused, s.server.host, err)
	}
	return fmt.Errorf("sending a mail through %s: %w", s.server.host, because(ctx, err))
}

// write puts a checked message into its form on the wire.
func (s *SMTP) write(m Message) (*gomail.Msg, error) {
	w := gomail.NewMsg(gomail.WithCharset(gomail.CharsetUTF8), gomail.WithEncoding(gomail.EncodingQP), gomail.WithNoDefaultUserAgent())
	if err := w.FromFormat(s.from.Name, s.from.Address); err != nil {
		return nil, fmt.Errorf("writing the sender of a mail: %w", err)
	}
	if err := w.To(m.To); err != nil {
		return nil, fmt.Errorf("%w: its address: %w", ErrRefused, err)
	}
	w.Subject(m.Subject)
	w.SetDateWithValue(s.now())
	w.SetMessageIDWithValue(rand.Text() + "@" + s.domain)
	w.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no holiday replies, please
	w.SetBodyString(gomail.TypeTextPlain, m.Text)
	return w, nil
}

// faulty says whether the server refused the message itself for good: its recipient or its content. What
// it says for good of us, such as "log in first", the operator can repair.
func faulty(err error) bool {
	var failed *gomail.SendError
	if !errors.As(err, &failed) || failed.ErrorCode() < 500 {
		return false
	}
	switch failed.Reason {
	case gomail.ErrSMTPRcptTo, gomail.ErrSMTPData, gomail.ErrSMTPDataClose:
		return true
	default:
		return false
	}
}

// because names the end of ctx where that is why a connection broke.
func because(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%w: %w", context.Cause(ctx), err)
	}
	return err
}

// dial connects such that the end of ctx breaks the connection, at whatever point the conversation is.
// The library itself looks at ctx only until it is connected.
func (s server) dial(ctx context.Context) gomail.DialContextFunc {
	return func(dialing context.Context, network, address string) (net.Conn, error) {
		connection, err := (&net.Dialer{}).DialContext(dialing, network, address)
		if err != nil {
			return nil, err
		}
		context.AfterFunc(ctx, func() { _ = connection.Close() }) // mostly it is closed already
		if s.security != wrapped {
			return connection, nil
		}
		secured := tls.Client(connection, s.tls())
		if err := secured.HandshakeContext(dialing); err != nil {
			_ = connection.Close() // the handshake's error says more
			return nil, fmt.Errorf("securing the connection: %w", err)
		}
		return secured, nil
	}
}
