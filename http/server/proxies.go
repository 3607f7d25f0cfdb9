package server

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// Behind has handlers see, in RemoteAddr, whom a request comes from through the proxies that are ours. Each
// proxy adds at the end of X-Forwarded-For whom it heard, so the list is read from there: as long as an
// address is that of a trusted proxy, the one before it is believed. What stands further left anybody can
// write. The port is then 0: nobody needs it.
func Behind(trusted []netip.Prefix, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		told := r.Header.Values("X-Forwarded-For")
		if len(told) > 0 {
			if client, ok := client(r.RemoteAddr, told, trusted); ok {
				r = r.WithContext(r.Context()) // a copy
				r.RemoteAddr = netip.AddrPortFrom(client, 0).String()
			}
		}
		h.ServeHTTP(w, r)
	})
}

// client is the first address from the right that is no trusted proxy's; false where the peer itself is none.
func client(peer string, told []string, trusted []netip.Prefix) (netip.Addr, bool) {
	host, _, err := net.SplitHostPort(peer)
	if err != nil {
		return netip.Addr{}, false
	}
	at, err := netip.ParseAddr(host)
	if err != nil || !within(at, trusted) {
		return netip.Addr{}, false
	}
	hops := strings.Split(strings.Join(told, ","), ",")
	for i := len(hops) - 1; i >= 0 && within(at, trusted); i-- {
		before, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break // not written by a proxy of ours
		}
		at = before
	}
	return at.Unmap().WithZone(""), true
}

func within(address netip.Addr, prefixes []netip.Prefix) bool {
	address = address.Unmap().WithZone("")
	for _, p := range prefixes {
		if p.Contains(address) {
			return true
		}
	}
	return false
}
