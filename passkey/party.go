package passkey

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"
)

// ErrAddress means that browsers give no passkeys to the instance's address: it is an IP address, or plain
// http on another host than localhost. The instance works all the same, without passkeys.
var ErrAddress = errors.New("passkeys need an https address with a host name, or localhost")

// Config says who asks for passkeys.
type Config struct {
	Name    string // the instance's name, which devices show
	BaseURL string // where people reach it; passkeys are bound to the host and are lost with it
	Now     func() time.Time
}

// Party is this instance as browsers and devices know it: WebAuthn's relying party.
type Party struct {
	web *webauthn.WebAuthn
	now func() time.Time
}

// New returns a Party, or an error that wraps ErrAddress where there can be none.
func New(c Config) (*Party, error) {
	base, err := url.Parse(c.BaseURL)
	if err != nil {
		return nil, fmt.Errorf("reading the base URL for passkeys: %w", err)
	}
	host := strings.ToLower(base.Hostname())
	_, notIP := netip.ParseAddr(host)
	local := host == "localhost" || strings.HasSuffix(host, ".localhost")
	if host == "" || notIP == nil || base.Scheme != "https" && !(base.Scheme == "http" && local) {
		return nil, fmt.Errorf("offering passkeys at %s: %w", c.BaseURL, ErrAddress)
	}
	origin := base.Scheme + "://" + strings.ToLower(base.Host)
	origin = strings.TrimSuffix(origin, map[string]string{"https": ":443", "http": ":80"}[base.Scheme]) // as browsers do
	web, err := webauthn.New(&webauthn.Config{
		RPID:          host,
		RPDisplayName: c.Name,
		RPOrigins:     []string{origin},
		// Which make of device it is is nobody's business, so no proof of it is asked for.
		AttestationPreference: protocol.PreferNoAttestation,
		// Some password managers answer more than they are asked. We read none of it.
		ExtensionsUnsolicitedOutputPolicy: protocol.UnsolicitedOutputPolicyIgnore,
		// How long the browser waits. How long we do is kept in the session, by our own clock.
		Timeouts: webauthn.TimeoutsConfig{
			Login:        webauthn.TimeoutConfig{Timeout: patience, TimeoutUVD: patience},
			Registration: webauthn.TimeoutConfig{Timeout: patience, TimeoutUVD: patience},
		},
	})
	if err != nil {
		return nil, fmt.Errorf("preparing passkeys for %s: %w", c.BaseURL, err)
	}
	return &Party{web: web, now: c.Now}, nil
}
