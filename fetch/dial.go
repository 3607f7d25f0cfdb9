package fetch

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"syscall"
	"time"

	"obolus/identity"
)

// maxTries is how many addresses of one name are tried.
const maxTries = 3

// Network is what a client stands on. The real one is the only one in obolus;
// tests have theirs in fetchtest, since loopback is what a client must refuse.
type Network struct {
	Lookup func(ctx context.Context, host string, port uint16) ([]netip.AddrPort, error)
	Public func(netip.Addr) bool // whether a socket may connect there
	Roots  *x509.CertPool        // nil for the system's
}

// internet is the network outside of tests.
func internet() Network {
	return Network{Lookup: lookup, Public: identity.IsPublic}
}

// lookup resolves a name with the system's resolver, or reads an address.
func lookup(ctx context.Context, host string, port uint16) ([]netip.AddrPort, error) {
	found, err := net.DefaultResolver.LookupNetIP(ctx, "ip", host)
	var all []netip.AddrPort
	for _, addr := range found {
		all = append(all, netip.AddrPortFrom(addr.Unmap(), port))
	}
	return all, err
}

// dialer opens connections to public addresses.
type dialer struct {
	network Network
	time    time.Duration // for all of a name's addresses
	bytes   int64         // that may be read from one connection
}

// dial resolves once and connects to what came out. The check is in control,
// not here: it is made at the socket, by whatever way an address got there.
// http.Transport lets it go on for a caller who has left, hence a time of its own.
func (d dialer) dial(ctx context.Context, _, address string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, d.time)
	defer cancel()
	host, text, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	port, err := strconv.ParseUint(text, 10, 16)
	if err != nil {
		return nil, err
	}
	found, err := d.network.Lookup(ctx, host, uint16(port))
	if err != nil {
		return nil, err
	}
	failed := fmt.Errorf("%s has no address", host)
	socket := net.Dialer{Timeout: d.time / maxTries, Control: d.control}
	for _, addr := range found[:min(len(found), maxTries)] {
		conn, err := socket.DialContext(ctx, "tcp", addr.String())
		if err == nil {
			return &meter{Conn: conn, left: d.bytes}, nil
		}
		failed = err
	}
	return nil, failed
}

// control refuses to connect a socket to an address that is not public.
func (d dialer) control(_, address string, _ syscall.RawConn) error {
	addr, err := netip.ParseAddrPort(address)
	if err != nil {
		return &Error{Code: CodePrivate, Cause: errors.New("an address that cannot be judged")}
	}
	if !d.network.Public(addr.Addr()) {
		return &Error{Code: CodePrivate, Cause: fmt.Errorf("%s is not a public address", addr.Addr())}
	}
	return nil
}

// meter ends a connection that brings too much, also where nothing of it counts
// as body: packed nothings, chunk extensions, interim answers.
type meter struct {
	net.Conn
	left int64 // bytes
}

func (m *meter) Read(p []byte) (int, error) {
	if m.left <= 0 {
		return 0, tooLarge()
	}
	n, err := m.Conn.Read(p[:min(int64(len(p)), m.left)])
	m.left -= int64(n)
	return n, err
}

func tooLarge() error {
	return &Error{Code: CodeTooLarge, Cause: errors.New("more than is read from anybody")}
}
