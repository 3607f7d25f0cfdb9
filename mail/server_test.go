package mail_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"math/big"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// letter is a message as the server got it.
type letter struct {
	from, user string
	to         []string
	raw        []byte
	encrypted  bool
}

// office is a real SMTP server for a test, which does as it is told.
type office struct {
	user, password string // "" asks for none
	onMail, onRcpt error  // what to answer, nil for yes
	onData         error
	hangUp         bool // breaks the connection in the middle of a message

	mu      sync.Mutex
	letters []letter
}

// start serves on a free port of this machine and returns its address. certificate may be nil; wrapped
// means TLS from the first byte.
func (o *office) start(t *testing.T, certificate *tls.Certificate, wrapped bool) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		s := &visit{office: o, conn: c}
		if o.user != "" {
			return &knownVisit{s}, nil
		}
		return s, nil
	}))
	server.Domain, server.ReadTimeout, server.WriteTimeout = "mail.test", 10*time.Second, 10*time.Second
	server.ErrorLog = quiet{}
	if certificate != nil {
		server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{*certificate}}
	}
	serving := listener
	if wrapped {
		serving = tls.NewListener(listener, server.TLSConfig)
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(serving) }()
	t.Cleanup(func() {
		if err := server.Close(); err != nil && !errors.Is(err, smtp.ErrServerClosed) {
			t.Errorf("closing the server: %v", err)
		}
		<-ended
	})
	return listener.Addr().String()
}

// got returns what has arrived.
func (o *office) got() []letter {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.letters
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

// visit is one connection.
type visit struct {
	office *office
	conn   *smtp.Conn
	now    letter
}

func (v *visit) Reset()        { v.now = letter{user: v.now.user} }
func (v *visit) Logout() error { return nil }

func (v *visit) Mail(from string, _ *smtp.MailOptions) error {
	if v.office.user != "" && v.now.user == "" {
		return smtp.ErrAuthRequired
	}
	v.now.from = from
	return v.office.onMail
}

func (v *visit) Rcpt(to string, _ *smtp.RcptOptions) error {
	v.now.to = append(v.now.to, to)
	return v.office.onRcpt
}

func (v *visit) Data(r io.Reader) error {
	if v.office.hangUp {
		return v.conn.Conn().Close()
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if v.office.onData != nil {
		return v.office.onData // as it is: the server looks at its type
	}
	_, encrypted := v.conn.TLSConnectionState()
	v.now.raw, v.now.encrypted = raw, encrypted
	v.office.mu.Lock()
	defer v.office.mu.Unlock()
	v.office.letters = append(v.office.letters, v.now)
	return nil
}

// knownVisit is a connection to a server that wants to know who one is.
type knownVisit struct{ *visit }

func (v *knownVisit) AuthMechanisms() []string { return []string{sasl.Plain} }

func (v *knownVisit) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != v.office.user || password != v.office.password {
			return smtp.ErrAuthFailed
		}
		v.now.user = user
		return nil
	}), nil
}

// authority makes a certificate for 127.0.0.1 and the pool that trusts it.
func authority(t *testing.T) (*tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "a test's authority"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(certificate)
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}
