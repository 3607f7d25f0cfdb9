package web

import (
	"net/http"
	"time"
)

// The cookies that we set. None is needed to read a public page, and none is for anybody else.
const (
	sessionCookie  = "session"
	languageCookie = "language"
	afterCookie    = "after" // the page to show after signing in
)

// How long browsers keep them. The session itself ends when the server says so.
const (
	sessionAge  = 60 * 24 * time.Hour
	languageAge = 365 * 24 * time.Hour
	afterAge    = time.Hour
)

// cookies writes and reads cookies that scripts cannot see and other sites' forms do not carry. Over
// https they have the prefix with which a browser makes sure that only we have set them.
type cookies struct{ secure bool }

func (c cookies) name(name string) string {
	if c.secure {
		return "__Host-" + name
	}
	return "obolus_" + name
}

func (c cookies) set(w http.ResponseWriter, name, value string, age time.Duration) {
	http.SetCookie(w, &http.Cookie{Name: c.name(name), Value: value, Path: "/", MaxAge: int(age.Seconds()),
		HttpOnly: true, Secure: c.secure, SameSite: http.SameSiteLaxMode})
}

func (c cookies) clear(w http.ResponseWriter, name string) { c.set(w, name, "", -time.Second) }

func (c cookies) read(r *http.Request, name string) string {
	cookie, err := r.Cookie(c.name(name))
	if err != nil {
		return ""
	}
	return cookie.Value
}
