package auth

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// What every authenticator app understands (RFC 6238): SHA-1, 6 digits, 30 seconds. Codes of the step
// before and after are taken too, for clocks that differ and people who type slowly.
const (
	totpSeconds = 30
	totpDigits  = 6
	totpDrift   = 1 // steps
	totpBytes   = 20
)

var totpEncoding = base32.StdEncoding.WithPadding(base32.NoPadding)

// TOTP is a person's second factor as it is stored: the secret that she shares with her app, in base32,
// and the step of the last code that was accepted (0 if none was), so that no code works twice.
type TOTP struct {
	Secret string
	Used   int64 // steps of 30 seconds since 1970
}

// NewTOTP returns a second factor with a fresh secret of 160 bits, as RFC 4226 recommends.
func NewTOTP() TOTP {
	secret := make([]byte, totpBytes)
	rand.Read(secret) // never fails: crypto/rand ends the program instead
	return TOTP{Secret: totpEncoding.EncodeToString(secret)}
}

// Address is what an authenticator app reads from a QR code: an otpauth:// URI. issuer is the instance's
// name, account is how the person will tell this entry from others, mostly her e-mail address.
func (t TOTP) Address(issuer, account string) string {
	// A colon parts issuer and account, and apps differ on whether "+" is a space: neither may occur.
	clean := func(s string) string {
		return strings.ReplaceAll(url.QueryEscape(strings.ReplaceAll(s, ":", " ")), "+", "%20")
	}
	return fmt.Sprintf("otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=%d&period=%d",
		clean(issuer), clean(account), t.Secret, clean(issuer), totpDigits, totpSeconds)
}

// Accept says whether a code is right at a moment and later than the last one used. The caller stores
// step as Used, on the condition that the stored one is still lower: that is what makes one of two
// simultaneous tries with the same code fail.
func (t TOTP) Accept(code string, at time.Time) (step int64, ok bool) {
	code = strings.NewReplacer(" ", "", "-", "").Replace(code)
	secret, err := totpEncoding.DecodeString(t.Secret)
	if err != nil || len(secret) == 0 || len(code) != totpDigits {
		return 0, false
	}
	now := at.Unix() / totpSeconds
	for candidate := now - totpDrift; candidate <= now+totpDrift; candidate++ {
		right := subtle.ConstantTimeCompare([]byte(totpCode(secret, candidate)), []byte(code)) == 1
		if right && candidate > t.Used && !ok {
			step, ok = candidate, true
		}
	}
	return step, ok
}

// totpCode is HOTP of RFC 4226 with the step as its counter: 31 bits of the MAC, from a place that its
// last four bits name, to six decimal digits.
func totpCode(secret []byte, step int64) string {
	mac := hmac.New(sha1.New, secret)
	mac.Write(binary.BigEndian.AppendUint64(nil, uint64(step)))
	sum := mac.Sum(nil)
	offset := sum[len(sum)-1] & 0xf
	number := binary.BigEndian.Uint32(sum[offset:]) & 0x7fffffff
	return fmt.Sprintf("%0*d", totpDigits, number%1_000_000)
}
