package identity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/publicsuffix"
)

// MaxBytes is the longest address that is taken and the longest canonical URL,
// in bytes.
const MaxBytes = 2048

// URL is a canonical URL, such as "https://example.org/a?b=c". It is ASCII, at
// most MaxBytes long, and equal for equal things. Only this package makes them.
type URL string

// Address is what was understood from what somebody typed.
type Address struct {
	URL      URL      // of the thing
	Identity Identity // of whoever made it
}

// Parse understands a URL, whose scheme may be left out where the rest is
// plainly a host ("example.org/x"), an identity's text ("github:alice"), or a
// handle that names its server ("@alice@example.social"). The URL of an
// identity is its page.
//
// Parse(string(a.URL)) gives a again. It fails with an *Error of any code.
func Parse(address string) (Address, error) {
	s, err := text(address)
	if err != nil {
		return Address{}, err
	}
	if strings.HasPrefix(s, "@") {
		return parseAt(s)
	}
	scheme, rest, ok := cutScheme(s)
	switch {
	case !ok:
		return parseBare(s)
	case strings.HasPrefix(rest, "//") && (scheme == "http" || scheme == "https"):
		return parseURL(rest[2:])
	case scheme == "http" || scheme == "https":
		return Address{}, refuse(CodeNoHost, "Write two slashes and a host after %q, as in https://example.org/.", scheme+":")
	case isPlatform(scheme) && !strings.HasPrefix(rest, "//"):
		return ParseHandle(scheme, rest)
	case isPort(rest):
		return parseBare(s)
	}
	return Address{}, refuse(CodeScheme, "Only http and https addresses can be supported; give the https:// address of the page.")
}

// text trims what pasting adds, and refuses what no address contains.
func text(s string) (string, error) {
	if len(s) > MaxBytes {
		return "", tooLong()
	}
	s = strings.TrimSpace(s)
	switch {
	case s == "":
		return "", refuse(CodeEmpty, "Give the address of a page, such as https://example.org/.")
	case !utf8.ValidString(s):
		return "", refuse(CodeUTF8, "The address is not valid UTF-8 text; copy it again from the browser.")
	case strings.ContainsFunc(s, unicode.IsControl):
		return "", refuse(CodeControl, "The address contains a control character, such as a line break; remove it.")
	}
	return s, nil
}

func tooLong() error {
	return refuse(CodeTooLong, "The address is longer than %d bytes; use a shorter address of the same page.", MaxBytes)
}

// parseBare understands an address without a scheme. It has to be plainly a
// host, so that a typo is not taken for somebody: "notes.txt" is refused here
// although a top-level domain txt may exist one day.
func parseBare(s string) (Address, error) {
	s = strings.TrimPrefix(s, "//")
	site, _, _ := cutAny(s, "/?#")
	if strings.Contains(site, "@") {
		return Address{}, refuse(CodeHandle, "For somebody on Mastodon write @user@server; for a page give its https:// address.")
	}
	host, _, err := parseSite(site)
	if err != nil {
		return Address{}, err
	}
	suffix, icann := publicsuffix.PublicSuffix(host)
	if !isIP(host) && !icann && !strings.Contains(suffix, ".") {
		return Address{}, refuse(CodeNoHost, "%q is not the name of a site; give a whole address that begins with https://.", host)
	}
	return parseURL(s)
}

// parseAt understands "@alice@example.social". "@alice" could be anybody.
func parseAt(s string) (Address, error) {
	if strings.Count(s, "@") != 2 {
		return Address{}, refuse(CodeHandle, "Say where %q is, for example twitter:alice, or @alice@example.social for Mastodon.", s)
	}
	return ParseHandle(mastodon, s)
}

// cutScheme splits "scheme:rest". The scheme comes back in lower case.
func cutScheme(s string) (scheme, rest string, ok bool) {
	scheme, rest, ok = strings.Cut(s, ":")
	if !ok || !only(lower(scheme), letters+digits+"+.-") || !strings.Contains(letters, lower(scheme[:1])) {
		return "", "", false
	}
	return lower(scheme), rest, true
}

// isPort tells "8080/x", what follows a host and a colon, from a scheme's rest.
func isPort(rest string) bool {
	port, _, _ := cutAny(rest, "/?#")
	return only(port, digits)
}
