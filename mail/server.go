package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Config says how mail leaves the instance. URL is one of
//
//	smtps://user:password@mail.example.org            TLS from the first byte, port 465
//	smtp+starttls://user:password@mail.example.org    TLS before anything is said, port 587
//	smtp://127.0.0.1                                  no TLS, to this machine only, port 25
//
// with another port if need be, and without user and password if the server asks for none.
type Config struct {
	URL     string
	From    string         // "Obolus <noreply@example.org>"
	RootCAs *x509.CertPool // whom to trust for TLS; nil is the system's choice
	Now     func() time.Time
}

// security is how a connection is secured.
type security int

const (
	plain    security = iota // smtp://
	upgraded                 // smtp+starttls://
	wrapped                  // smtps://
)

// server is a URL taken apart.
type server struct {
	security       security
	host           string
	port           int
	user, password string
	roots          *x509.CertPool
}

// parseServer reads the URL. Its errors never hold it, for it holds a password.
func parseServer(c Config) (server, error) {
	u, err := url.Parse(c.URL)
	if err != nil {
		return server{}, errors.New("the mail server's URL cannot be read; write it as in smtps://user:password@mail.example.org, with %-signs for special characters in the password")
	}
	s := server{host: u.Hostname(), roots: c.RootCAs}
	switch u.Scheme {
	case "smtps":
		s.security, s.port = wrapped, 465
	case "smtp+starttls":
		s.security, s.port = upgraded, 587
	case "smtp":
		s.security, s.port = plain, 25
	default:
		return server{}, errors.New("the mail server's URL begins with none of smtps://, smtp+starttls:// and smtp://")
	}
	if s.host == "" || u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "" {
		return server{}, errors.New("the mail server's URL needs a host, and nothing behind it but a port")
	}
	if u.Port() != "" {
		if s.port, err = strconv.Atoi(u.Port()); err != nil || s.port < 1 || s.port > 65535 {
			return server{}, errors.New("the port in the mail server's URL is not a number from 1 to 65535")
		}
	}
	if u.User != nil {
		s.user = u.User.Username()
		s.password, _ = u.User.Password()
	}
	if s.security == plain && (!loopback(s.host) || u.User != nil) {
		return server{}, fmt.Errorf("smtp:// is without encryption and only for a server without password on this machine, not for %s; use smtps:// or smtp+starttls://", s.host)
	}
	return s, nil
}

// loopback says whether a host is this machine.
func loopback(host string) bool {
	address, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && address.IsLoopback()
}

// options are the library's, for one connection that ends with ctx at the latest.
func (s server) options(ctx context.Context) []gomail.Option {
	policy := gomail.NoTLS
	if s.security == upgraded {
		policy = gomail.TLSMandatory
	}
	options := []gomail.Option{
		gomail.WithPort(s.port), gomail.WithTimeout(timeout), gomail.WithTLSPolicy(policy), gomail.WithTLSConfig(s.tls()),
		gomail.WithDialContextFunc(s.dial(ctx)),
		gomail.WithoutNoop(), gomail.WithoutRset(), // one message per connection
	}
	if s.user != "" {
		// SCRAM shows the server no password; the others are what servers speak that cannot.
		options = append(options, gomail.WithUsername(s.user), gomail.WithPassword(s.password),
			gomail.WithOpportunisticSMTPAuth(gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthPlain, gomail.SMTPAuthLogin))
	}
	return options
}

func (s server) tls() *tls.Config {
	return &tls.Config{ServerName: s.host, RootCAs: s.roots, MinVersion: tls.VersionTLS12}
}
