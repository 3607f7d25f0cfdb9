package identity

import (
	"net/netip"
	"strconv"
	"strings"
)

// privateBlocks are the addresses that are not everybody's (IANA's special
// purpose registries). Besides being useless to others, fetching them would let
// a stranger look into the network of whoever runs the instance.
var privateBlocks = prefixes(`
	0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12
	192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15
	198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
	2001::/23 2001:db8::/32 2002::/16 3fff::/20`)

// globalIPv6 holds all public IPv6 addresses. What is outside (loopback, link
// and site local, NAT64, IPv4-compatible …) is refused without being named;
// inside, 2001::/23 has Teredo and 2002::/16 is 6to4, which wrap IPv4 addresses.
var globalIPv6 = netip.MustParsePrefix("2000::/3")

// privateTLDs end names that the public DNS will never have, or that only
// exist in somebody's network. "example" is not among them: it resolves
// nowhere, and documentation and tests need a name that is nobody's.
var privateTLDs = set(`
	localhost local localdomain internal intranet private lan home corp mail
	test invalid onion alt arpa workgroup`)

// IsPublic reports whether everybody reaches the same machine at this address.
// Whoever opens a connection asks it of the address that the name resolved to:
// a public name may point anywhere.
func IsPublic(addr netip.Addr) bool {
	return addr.IsValid() && addr.Zone() == "" && !isPrivateAddr(addr.Unmap())
}

// PublicHost gives the canonical form of a URL's host, IPv6 in brackets. It
// fails with an *Error, of CodePrivate or CodeBadHost, on one that not everybody
// can reach or that cannot exist.
func PublicHost(host string) (string, error) {
	return parseHost(host)
}

func isPrivateAddr(addr netip.Addr) bool {
	if addr.Is6() && !globalIPv6.Contains(addr) {
		return true
	}
	for _, block := range privateBlocks {
		if block.Contains(addr) {
			return true
		}
	}
	return false
}

// isPrivateName also refuses names of a single label: they are completed with
// the domain of whoever asks.
func isPrivateName(name string) bool {
	dot := strings.LastIndexByte(name, '.')
	return dot < 0 || privateTLDs[name[dot+1:]]
}

// isNumber reports whether a host that ends in this label is an IPv4 address to
// a browser: decimal, octal or hexadecimal.
func isNumber(label string) bool {
	if rest, ok := strings.CutPrefix(label, "0x"); ok {
		return rest == "" || only(rest, lowerHex)
	}
	return only(label, digits)
}

// parseIPv4 reads the notations of inet_aton, as browsers do: one to four
// numbers in base 8, 10 or 16, the last of which fills the remaining bytes.
func parseIPv4(host string) (netip.Addr, bool) {
	labels := strings.Split(host, ".")
	if len(labels) > 4 {
		return netip.Addr{}, false
	}
	var addr uint64
	for i, label := range labels {
		n, ok := parseNumber(label)
		bits := 8
		if i == len(labels)-1 {
			bits = 8 * (4 - i)
		}
		if !ok || n>>bits != 0 {
			return netip.Addr{}, false
		}
		addr = addr<<bits | n
	}
	return netip.AddrFrom4([4]byte{byte(addr >> 24), byte(addr >> 16), byte(addr >> 8), byte(addr)}), true
}

func parseNumber(label string) (uint64, bool) {
	base := 10
	if rest, ok := strings.CutPrefix(label, "0x"); ok {
		label, base = "0"+rest, 16
	} else if len(label) > 1 && label[0] == '0' {
		base = 8
	}
	n, err := strconv.ParseUint(label, base, 32)
	return n, err == nil
}

func prefixes(list string) []netip.Prefix {
	var all []netip.Prefix
	for _, block := range strings.Fields(list) {
		all = append(all, netip.MustParsePrefix(block))
	}
	return all
}
