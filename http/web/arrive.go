package web

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"obolus"
	"obolus/app"
)

// arrive lets a person in, whichever way she came: with a new session, so that nobody can have planted it,
// and on to the page that she wanted. The session that was in the browser before ends.
func (d *door) arrive(w http.ResponseWriter, r *http.Request, person obolus.PersonID, next string) error {
	session, err := d.App.NewCredential(r.Context(), person, app.Session, agent(r.UserAgent()))
	if err != nil {
		return err
	}
	err = d.endSession(r)
	if err != nil {
		return err
	}
	d.cookies.Set(w, sessionCookie, session, sessionAge)
	return d.goOn(w, r, person, d.onward(w, r, next))
}

// onward is where the reader wanted to go when she was asked to sign in.
func (d *door) onward(w http.ResponseWriter, r *http.Request, next string) string {
	next = localPath(next)
	if kept, err := url.QueryUnescape(d.cookies.Read(r, afterCookie)); err == nil && kept != "" {
		d.cookies.Clear(w, afterCookie)
		if next == "/" {
			next = localPath(kept)
		}
	}
	if next == "/" {
		return "/dashboard"
	}
	return next
}

// enter goes on with somebody who has shown one proof of who she is: in, or to the second factor.
func (d *door) enter(w http.ResponseWriter, r *http.Request, entry app.Entry, next string) error {
	if entry.Code == "" {
		return d.arrive(w, r, entry.Person, next)
	}
	d.cookies.Set(w, secondCookie, entry.Code, secondAge)
	redirect(w, r, pathOf("/sign-in/code", "next", localPath(next)))
	return nil
}

// origin is where a request comes from, as the limits on guessing count it: an IPv4 address, or the /64 of
// an IPv6 one, which is one household. Whoever serves us has put there whom trusted proxies name.
func origin(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	address, err := netip.ParseAddr(host)
	if err != nil {
		return "unknown"
	}
	address = address.Unmap()
	if address.Is4() {
		return address.String()
	}
	prefix, err := address.WithZone("").Prefix(64)
	if err != nil {
		return "unknown"
	}
	return prefix.String()
}

// agents are the browsers and systems that people know by name; the first that fits is it, since browsers
// name others too.
var (
	browsers = [][2]string{{"Edg", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"FxiOS", "Firefox"}, {"Chrom", "Chrome"}, {"CriOS", "Chrome"}, {"Safari/", "Safari"}}
	systems  = [][2]string{{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"Mac OS X", "macOS"}, {"Linux", "Linux"}}
)

// agent is a browser in two words, to tell one's sessions apart; more is not kept.
func agent(header string) string {
	var words []string
	for _, list := range [][][2]string{browsers, systems} {
		for _, known := range list {
			if strings.Contains(header, known[0]) {
				words = append(words, known[1])
				break
			}
		}
	}
	return strings.Join(words, ", ")
}
