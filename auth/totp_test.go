package auth_test

import (
	"encoding/base32"
	"net/url"
	"testing"
	"time"

	"obolus/auth"
)

// rfcSecret is that of RFC 6238, appendix B.
var rfcSecret = base32.StdEncoding.EncodeToString([]byte("12345678901234567890"))

// Protects the agreement with every authenticator app: the vectors of RFC 6238, appendix B, whose eight
// digits end in the six that apps show.
func TestTOTP_Vectors(t *testing.T) {
	for seconds, code := range map[int64]string{
		59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130",
	} {
		step, ok := auth.TOTP{Secret: rfcSecret}.Accept(code, time.Unix(seconds, 0))
		if !ok || step != seconds/30 {
			t.Errorf("at %d: got step %d, %v; want %d, true", seconds, step, ok, seconds/30)
		}
	}
}

// Protects the second factor: a code works in its step and its neighbours, once, and in no other form.
func TestTOTP_Accept(t *testing.T) {
	const code, step = "005924", 1234567890 / 30
	start := time.Unix(step*30, 0)
	cases := []struct {
		name, code string
		used       int64
		at         time.Time
		want       bool
	}{
		{"at the start", code, 0, start, true},
		{"in the last second of the next step", code, 0, start.Add(59 * time.Second), true},
		{"too late", code, 0, start.Add(60 * time.Second), false},
		{"30 seconds early", code, 0, start.Add(-30 * time.Second), true},
		{"too early", code, 0, start.Add(-31 * time.Second), false},
		{"written in two groups", "005 924", 0, start, true},
		{"after an earlier one", code, step - 1, start, true},
		{"a second time", code, step, start, false},
		{"after a later one", code, step + 1, start, false},
		{"another code", "005925", 0, start, false},
		{"without the zeros", "5924", 0, start, false},
		{"nothing", "", 0, start, false},
		{"other digits of the same value", "００５９２４", 0, start, false},
		{"longer", code + "0", 0, start, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, ok := auth.TOTP{Secret: rfcSecret, Used: c.used}.Accept(c.code, c.at)
			if ok != c.want || ok && got != step || !ok && got != 0 {
				t.Errorf("got step %d, %v; want %v", got, ok, c.want)
			}
		})
	}
	for _, secret := range []string{"", "no base32!"} {
		if _, ok := (auth.TOTP{Secret: secret}).Accept("000000", start); ok {
			t.Errorf("secret %q opens", secret)
		}
	}
}

// Protects what the QR code says: apps read the secret and the issuer from it, whatever the names hold.
func TestTOTP_Address(t *testing.T) {
	fresh := auth.NewTOTP()
	if raw, err := base32.StdEncoding.DecodeString(fresh.Secret); err != nil || len(raw) != 20 {
		t.Fatalf("secret of %d bytes, %v; want 20", len(raw), err)
	}
	if fresh.Secret == auth.NewTOTP().Secret {
		t.Error("two secrets are the same")
	}
	address, err := url.Parse(fresh.Address("Möwe & Co: Utrecht", "a+b@example.org"))
	if err != nil {
		t.Fatal(err)
	}
	if address.Scheme != "otpauth" || address.Host != "totp" || address.Path != "/Möwe & Co  Utrecht:a+b@example.org" {
		t.Errorf("address %s with path %q", address, address.Path)
	}
	q := address.Query()
	if q.Get("secret") != fresh.Secret || q.Get("issuer") != "Möwe & Co  Utrecht" || q.Get("period") != "30" || q.Get("digits") != "6" {
		t.Errorf("parameters %v", q)
	}
}
