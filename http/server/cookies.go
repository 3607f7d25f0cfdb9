package server

import (
	"net/http"
	"time"
)

// Cookies writes and reads cookies that scripts cannot see and other sites' forms do not carry. Over
// https they have the prefix with which a browser makes sure that only we have set them.
type Cookies struct{ Secure bool }

func (c Cookies) name(name string) string {
	if c.Secure {
		return "__Host-" + name
	}
	return "obolus_" + name
}

// Set keeps a value in the reader's browser for some time.
func (c Cookies) Set(w http.ResponseWriter, name, value string, age time.Duration) {
	http.SetCookie(w, &http.Cookie{Name: c.name(name), Value: value, Path: "/", MaxAge: int(age.Seconds()),
		HttpOnly: true, Secure: c.Secure, SameSite: http.SameSiteLaxMode})
}

// SetForFrames keeps a value that goes along also where other sites frame us. Browsers take it only as
// Secure, and take that from this machine itself without https too.
func (c Cookies) SetForFrames(w http.ResponseWriter, name, value string, age time.Duration) {
	http.SetCookie(w, &http.Cookie{Name: c.name(name), Value: value, Path: "/", MaxAge: int(age.Seconds()),
		HttpOnly: true, Secure: true, SameSite: http.SameSiteNoneMode})
}

// Clear makes the browser forget it.
func (c Cookies) Clear(w http.ResponseWriter, name string) { c.Set(w, name, "", -time.Second) }

// Read returns what the browser sent, "" for nothing.
func (c Cookies) Read(r *http.Request, name string) string {
	cookie, err := r.Cookie(c.name(name))
	if err != nil {
		return ""
	}
	return cookie.Value
}
