package auth

import (
	"net/mail"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"
)

// RFC 5321 bounds an address to 254 bytes and what stands before the @ to 64.
const (
	maxAddressBytes = 254
	maxLocalBytes   = 64
)

// mailHosts maps a host as typed to the name in the DNS (UTS 46), as strictly as a registry would.
var mailHosts = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.BidiRule(),
	idna.StrictDomainName(true), idna.ValidateLabels(true), idna.VerifyDNSLength(true))

// MailAddress reads an e-mail address as a person types it. written is where mail is sent and what pages
// show: what stands before the @ as typed, and the host as it is in the DNS. folded is under which it is
// unique, so that Alice@Example.ORG and alice@example.org are one account. Display names, comments, quotes,
// addresses by number and control characters are refused, and with them all that could add a line to a
// message's header.
func MailAddress(s string) (written, folded string, err error) {
	if len(s) > 4*maxAddressBytes || !utf8.ValidString(s) {
		return "", "", badAddress()
	}
	s = norm.NFC.String(strings.Trim(s, " \t\r\n"))
	at := strings.LastIndexByte(s, '@')
	if at < 1 {
		return "", "", badAddress()
	}
	local, host := s[:at], s[at+1:]
	if len(local) > maxLocalBytes || strings.ContainsFunc(local, forbiddenInLocal) {
		return "", "", badAddress()
	}
	host, err = mailHosts.ToASCII(host)
	if err != nil || !reachable(host) {
		return "", "", badAddress()
	}
	written = local + "@" + host
	// net/mail has the last word on dots and on the characters that may stand unquoted.
	parsed, err := mail.ParseAddress(written)
	if err != nil || parsed.Address != written || parsed.Name != "" || len(written) > maxAddressBytes {
		return "", "", badAddress()
	}
	return written, strings.Map(lower, local) + "@" + host, nil
}

func badAddress() error {
	return refuse("email", "invalid_email", "This is not an e-mail address. Write it as in name@example.org.")
}

// forbiddenInLocal finds what needs quotes or cannot be seen.
func forbiddenInLocal(r rune) bool {
	return strings.ContainsRune(`"(),:;<>@[\]`, r) || unicode.IsSpace(r) || !unicode.IsPrint(r)
}

// reachable says whether a host is a name with at least two parts that is no address by number.
func reachable(host string) bool {
	dot := strings.LastIndexByte(host, '.')
	return dot > 0 && strings.ContainsFunc(host[dot+1:], func(r rune) bool { return r < '0' || r > '9' })
}

// lower folds a letter, but never one beyond ASCII into ASCII: "İ" becomes "i" otherwise, and a stranger's
// address the same as that of somebody else.
func lower(r rune) rune {
	if small := unicode.ToLower(r); r < utf8.RuneSelf || small >= utf8.RuneSelf {
		return small
	}
	return r
}
