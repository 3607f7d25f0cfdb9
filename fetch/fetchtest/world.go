// Package fetchtest is a small internet for tests: real servers on loopback that
// answer under public names, by http on port 80 and by https on port 443. All
// else that package fetch guards stays as it is; only 127.0.0.1 counts as public.
package fetchtest

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"maps"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"obolus/fetch"
)

// Sites are who answers under which name: {"blog.example.org": handler}.
type Sites map[string]http.Handler

// World is a running internet. It ends with the test.
type World struct {
	sites  Sites
	plain  netip.AddrPort
	secure netip.AddrPort
	roots  *x509.CertPool
}

// Start serves the sites.
func Start(t testing.TB, sites Sites) *World {
	t.Helper()
	w := &World{sites: sites, roots: x509.NewCertPool()}
	certificate, err := certify(slices.Sorted(maps.Keys(sites)))
	if err != nil {
		t.Fatal("making a certificate:", err)
	}
	w.roots.AddCert(certificate.Leaf)
	quiet := log.New(io.Discard, "", 0) // clients hang up on purpose
	serve := func(start func(*httptest.Server)) netip.AddrPort {
		s := httptest.NewUnstartedServer(http.HandlerFunc(w.answer))
		s.Config.ErrorLog = quiet
		s.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}}
		start(s)
		t.Cleanup(s.Close)
		return netip.MustParseAddrPort(s.Listener.Addr().String())
	}
	w.plain = serve((*httptest.Server).Start)
	w.secure = serve((*httptest.Server).StartTLS)
	return w
}

// Client reads this world under the package's own limits.
func (w *World) Client() *fetch.Client {
	return fetch.NewOn(w.Network(), fetch.Options{Contact: "https://obolus.example/"})
}

// Network is what Client stands on, for tests that change a part of it.
func (w *World) Network() fetch.Network {
	return fetch.Network{
		Lookup: w.lookup,
		Public: func(addr netip.Addr) bool { return addr == w.plain.Addr() },
		Roots:  w.roots,
	}
}

func (w *World) lookup(_ context.Context, host string, port uint16) ([]netip.AddrPort, error) {
	if w.sites[host] == nil {
		return nil, fmt.Errorf("%s is not a name of this world", host)
	}
	if port == 443 {
		return []netip.AddrPort{w.secure}, nil
	}
	return []netip.AddrPort{w.plain}, nil
}

func (w *World) answer(out http.ResponseWriter, r *http.Request) {
	host, _, _ := strings.Cut(r.Host, ":")
	site := w.sites[host]
	if site == nil {
		http.Error(out, "no such site", http.StatusMisdirectedRequest)
		return
	}
	site.ServeHTTP(out, r)
}

// certify makes a certificate for the names that is its own root.
func certify(names []string) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		DNSNames:              names,
		NotBefore:             time.Unix(0, 0),
		NotAfter:              time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC),
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
		IsCA:                  true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return tls.Certificate{}, err
	}
	leaf, err := x509.ParseCertificate(der)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}, err
}
