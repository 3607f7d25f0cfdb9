package identity

import (
	"net/netip"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// names maps hosts as browsers do (UTS 46, non-transitional), so that every
// spelling a browser accepts is seen here as the host it would open: full-width
// digits, ideographic dots and invisible characters included. Hyphens are not
// checked, since hosts like "a--b.example.org" are in use; which ASCII
// characters may occur is checked in parseName.
var names = idna.New(
	idna.MapForLookup(), idna.Transitional(false), idna.BidiRule(),
	idna.StrictDomainName(false), idna.CheckHyphens(false),
)

// parseSite understands "host:port", what stands between "//" and the path.
func parseSite(site string) (host, port string, err error) {
	if strings.Contains(site, "@") {
		return "", "", refuse(CodeLogin, `Remove the user name and password (all before the "@") from the address; it will be public.`)
	}
	if strings.Contains(site, `\`) {
		return "", "", refuse(CodeBackslash, `Write "/" instead of "\" in the address.`)
	}
	name, port := site, ""
	if i := strings.LastIndexByte(site, ':'); i > strings.LastIndexByte(site, ']') {
		name, port = site[:i], site[i+1:]
	}
	if name == "" {
		return "", "", refuse(CodeNoHost, "The address has no host; write it as in https://example.org/page.")
	}
	if host, err = parseHost(name); err != nil {
		return "", "", err
	}
	port, err = parsePort(port)
	return host, port, err
}

// parsePort drops 80 and 443 under either scheme, because the canonical scheme
// forgets which of them was meant.
func parsePort(port string) (string, error) {
	if port == "" {
		return "", nil
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil || n == 0 {
		return "", refuse(CodePort, "The port in the address is not a number from 1 to 65535; correct it or leave it out.")
	}
	if n == 80 || n == 443 {
		return "", nil
	}
	return strconv.FormatUint(n, 10), nil
}

// parseHost gives the canonical form of a host that everybody can reach: a name
// in punycode, an IPv4 address, or an IPv6 address in brackets.
func parseHost(host string) (string, error) {
	if inner, ok := strings.CutPrefix(host, "["); ok {
		addr, err := netip.ParseAddr(strings.TrimSuffix(inner, "]"))
		if err != nil || !strings.HasSuffix(inner, "]") || !addr.Is6() || addr.Zone() != "" {
			return "", badHost()
		}
		return public(addr)
	}
	decoded, ok := unpercent(host)
	if !ok || !utf8.ValidString(decoded) {
		return "", badHost()
	}
	return parseName(decoded)
}

// parseName gives the canonical form of a name, or of an IPv4 address in any
// notation that browsers and C libraries take.
func parseName(name string) (string, error) {
	ascii, err := names.ToASCII(name)
	ascii = strings.TrimSuffix(ascii, ".") // a full name; the same host
	if err != nil || !isName(ascii) {
		return "", badHost()
	}
	last := ascii[strings.LastIndexByte(ascii, '.')+1:]
	if isNumber(last) {
		addr, ok := parseIPv4(ascii)
		if !ok {
			return "", badHost()
		}
		return public(addr)
	}
	if isPrivateName(ascii) {
		return "", private(ascii)
	}
	return ascii, nil
}

// isName checks the lengths of DNS and the characters in use: names with "_"
// are against the rules, but some people's sites have them.
func isName(ascii string) bool {
	for label := range strings.SplitSeq(ascii, ".") {
		if len(label) > 63 || !only(label, letters+digits+"-_") {
			return false
		}
	}
	return len(ascii) <= 253
}

// public refuses an address unless everybody can reach it.
func public(addr netip.Addr) (string, error) {
	addr = addr.Unmap()
	if isPrivateAddr(addr) {
		return "", private(addr.String())
	}
	if addr.Is6() {
		return "[" + addr.String() + "]", nil
	}
	return addr.String(), nil
}

// isIP reports whether a canonical host is an address. No canonical name ends
// in a digit-only label.
func isIP(host string) bool {
	return host[0] == '[' || isNumber(host[strings.LastIndexByte(host, '.')+1:])
}

func badHost() error {
	return refuse(CodeBadHost, "The address has a host that cannot exist; copy the address again from the browser.")
}

// private says why not everybody reaches a host. One without a dot is rather a typing mistake than a machine
// in somebody's network; localhost is meant as it is written.
func private(host string) error {
	if host != "localhost" && !strings.ContainsAny(host, ".:") {
		return refuse(CodePrivate, "%q is no address on the public web, where names have a dot: write it as in https://example.org/.", host)
	}
	return refuse(CodePrivate, "%s is only reachable from inside a private network, or is reserved; give an address that everybody can open.", host)
}
