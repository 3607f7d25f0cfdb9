package web

import "time"

// The cookies that we set. None is needed to read a public page, and none is for anybody else.
const (
	sessionCookie  = "session"
	languageCookie = "language"
	afterCookie    = "after"  // the page to show after signing in
	secondCookie   = "second" // a sign-in that waits for the second factor
	signUpCookie   = "signup" // the browser in which an account's password was chosen
	wishCookie     = "wish"   // the click to complete after that
	frameCookie    = "frame"  // lets the button work in place on trusted sites, and nothing else
)

// How long browsers keep them. The session itself ends when the server says so.
const (
	sessionAge  = 60 * 24 * time.Hour
	languageAge = 365 * 24 * time.Hour
	afterAge    = time.Hour
	secondAge   = 10 * time.Minute
	signUpAge   = 24 * time.Hour
)
