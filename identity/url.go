package identity

import "strings"

// parts is a URL taken apart, each part in its canonical form. What a platform
// knows about its URLs is applied here, before they are put together again.
type parts struct {
	host     string
	port     string   // empty for 80 and 443
	path     string   // begins with "/"; ends with it only at the root
	params   []string // "name=value", as they were ordered
	fragment string   // empty, or beginning with "!" or "/"
}

// parseURL understands what follows "https://".
func parseURL(s string) (Address, error) {
	p, err := split(s)
	if err != nil {
		return Address{}, err
	}
	p, who := recognise(p)
	u := p.url()
	if len(u) > MaxBytes {
		return Address{}, tooLong()
	}
	return Address{URL: u, Identity: who}, nil
}

// split takes apart what follows "https://".
func split(s string) (parts, error) {
	s, fragment, _ := strings.Cut(s, "#")
	s, query, _ := strings.Cut(s, "?")
	site, path, _ := cutAny(s, "/")
	if strings.Contains(s, `\`) {
		return parts{}, refuse(CodeBackslash, `Write "/" instead of "\" in the address.`)
	}
	host, port, err := parseSite(site)
	if err != nil {
		return parts{}, err
	}
	p := parts{host: host, port: port}
	if path, err = percent(path); err != nil {
		return parts{}, err
	}
	p.path = strings.ReplaceAll(cleanPath(path), "/%40", "/@") // "@" stands for itself in a path, and for an account
	if query, err = percent(query); err != nil {
		return parts{}, err
	}
	p.params = withoutTracking(strings.Split(query, "&"))
	if strings.HasPrefix(fragment, "!") || strings.HasPrefix(fragment, "/") {
		if p.fragment, err = percent(fragment); err != nil {
			return parts{}, err
		}
	}
	if p.fragment == "!" || p.fragment == "/" || p.fragment == "!/" {
		p.fragment = "" // the start page of a site that routes by fragment
	}
	return p, nil
}

// url puts the parts together.
func (p parts) url() URL {
	var b strings.Builder
	b.WriteString("https://")
	b.WriteString(p.host)
	if p.port != "" {
		b.WriteString(":" + p.port)
	}
	b.WriteString(p.path)
	if len(p.params) > 0 {
		b.WriteString("?" + strings.Join(p.params, "&"))
	}
	if p.fragment != "" {
		b.WriteString("#" + p.fragment)
	}
	return URL(b.String())
}

// cleanPath resolves "." and "..", and drops trailing slashes. Empty segments
// inside stay: they are addresses on some servers (web.archive.org/…/http://…).
func cleanPath(path string) string {
	var kept []string
	for _, segment := range strings.Split(strings.TrimPrefix(path, "/"), "/") {
		switch segment {
		case ".":
		case "..":
			kept = kept[:max(len(kept)-1, 0)]
		default:
			kept = append(kept, segment)
		}
	}
	return "/" + strings.TrimRight(strings.Join(kept, "/"), "/")
}

// segments of the path; none at the root.
func (p parts) segments() []string {
	if p.path == "/" {
		return nil
	}
	return strings.Split(p.path[1:], "/")
}

// param is the value of the first parameter of that name.
func (p parts) param(name string) string {
	for _, param := range p.params {
		if n, value, _ := strings.Cut(param, "="); n == name {
			return value
		}
	}
	return ""
}
