package fetch

import (
	"errors"
	"net/url"

	"obolus/identity"
)

// maxAddress is the longest address in bytes, redirects' included. Identities are
// found in shorter ones, but a host may add a lot on the way.
const maxAddress = 8 << 10

// admit understands an address that may be opened. It is asked of the first
// address and of every redirect's. Its errors do not repeat the address, and
// neither do they wrap those of net/url, which would.
func admit(address string) (*url.URL, error) {
	if len(address) > maxAddress {
		return nil, refuse("the address is too long")
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, refuse("the address cannot be understood")
	}
	return guard(u)
}

// follow is admit for what a redirect names, seen from the page that redirects.
func follow(from *url.URL, location string) (*url.URL, error) {
	if len(location) > maxAddress {
		return nil, refuse("the redirect's address is too long")
	}
	u, err := from.Parse(location)
	if err != nil {
		return nil, refuse("the redirect's address cannot be understood")
	}
	return guard(u)
}

// guard refuses what is not to be opened, and writes the host as identity does,
// so that every spelling of a host waits for the same turn.
func guard(u *url.URL) (*url.URL, error) {
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return nil, refuse("only http and https are opened")
	case u.User != nil:
		return nil, refuse("the address has a user name or password")
	case u.Port() != "" && u.Port() != "80" && u.Port() != "443":
		return nil, refuse("only ports 80 and 443 are opened")
	}
	host, err := publicHost(u)
	if err != nil {
		return nil, err
	}
	if u.Port() != "" {
		host += ":" + u.Port()
	}
	return &url.URL{Scheme: u.Scheme, Host: host, Path: u.Path, RawPath: u.RawPath, RawQuery: u.RawQuery}, nil
}

func publicHost(u *url.URL) (string, error) {
	name := u.Hostname()
	if len(u.Host) > 0 && u.Host[0] == '[' {
		name = "[" + name + "]"
	}
	host, err := identity.PublicHost(name)
	var wrong *identity.Error
	switch {
	case errors.As(err, &wrong) && wrong.Code == identity.CodePrivate:
		return "", &Error{Code: CodePrivate, Cause: err}
	case err != nil:
		return "", refuse("the address has no host that can exist")
	}
	return host, nil
}

func refuse(why string) error {
	return &Error{Code: CodeAddress, Cause: errors.New(why)}
}
