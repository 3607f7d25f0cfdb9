package identity

import "strings"

const (
	upperHex   = "0123456789ABCDEF"
	unreserved = letters + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + digits + "-._~"
	// raw may stand in a path, a query or a fragment as it is (RFC 3986). "/"
	// and "?" mean nothing where they are not delimiters, and were cut before.
	raw = unreserved + "!$&'()*+,;=:@/?"
)

// percent gives the one percent-encoding of a path, query or fragment: hex
// digits in upper case, unreserved characters decoded, what may not stand in
// a URL encoded. Reserved characters stay as they are, encoded or not, because
// servers tell them apart.
//
// Encoded bytes that are no UTF-8 are kept: old sites have Latin-1 paths. An
// encoded control character is refused, since no page needs one and much
// software ends a text at %00 or a line at %0A.
func percent(s string) (string, error) {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c, encoded := s[i], false
		if c == '%' {
			decoded, ok := unhex(s[i+1:])
			if !ok {
				return "", refuse(CodePercent, `The address contains a "%%" that two hexadecimal digits do not follow; write it as %%25.`)
			}
			c, encoded = decoded, true
			i += 2
		}
		switch {
		case c < ' ' || c == 0x7f:
			return "", refuse(CodeControl, "The address contains an encoded control character (%%%02X); remove it.", c)
		case encoded && strings.IndexByte(unreserved, c) >= 0, !encoded && strings.IndexByte(raw, c) >= 0:
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', upperHex[c>>4], upperHex[c&15]})
		}
	}
	return b.String(), nil
}

// unpercent decodes all of s; ok is false where it cannot.
func unpercent(s string) (string, bool) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			b.WriteByte(s[i])
			continue
		}
		c, ok := unhex(s[i+1:])
		if !ok {
			return "", false
		}
		b.WriteByte(c)
		i += 2
	}
	return b.String(), true
}

// unhex reads the two hexadecimal digits that s begins with.
func unhex(s string) (byte, bool) {
	if len(s) < 2 {
		return 0, false
	}
	high := strings.IndexByte(lowerHex, lower(s[:1])[0])
	low := strings.IndexByte(lowerHex, lower(s[1:2])[0])
	return byte(high<<4 | low), high >= 0 && low >= 0
}

const lowerHex = "0123456789abcdef"
