package web

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"obolus"
	"obolus/app"
	"obolus/http/server"
	"obolus/money"
)

// maxFormBytes is more than any of our forms needs: an address of 2,048 bytes, escaped, and a title.
const maxFormBytes = 16 << 10

// signedForm reads a form of somebody who is signed in. It fails with kind Signin where nobody is.
func signedForm(r *http.Request, f *frame) error {
	err := signedInOnly(f)
	if err != nil {
		return err
	}
	return parseForm(r)
}

// parseForm reads a form's body within its bound.
func parseForm(r *http.Request) error {
	r.Body = http.MaxBytesReader(nil, r.Body, maxFormBytes)
	err := r.ParseForm()
	var large *http.MaxBytesError
	if err == nil || errors.As(err, &large) {
		return err
	}
	return server.Refuse(http.StatusBadRequest, "form_broken", "", "this form could not be read: go back and send it again")
}

// redirect leads on after a form, so that reloading the page sends nothing again. The pairs become
// the query.
func redirect(w http.ResponseWriter, r *http.Request, path string, pairs ...string) {
	query := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		query.Set(pairs[i], pairs[i+1])
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, path, http.StatusSeeOther)
}

// dones are what a page can be told, in its query, to say has just been done.
var dones = []string{"clicked", "undone", "budget", "deposit", "payout", "moved", "anonymous", "named", "signed_out", "left", "email_asked", "email", "password", "password_lost", "sessions", "passkey", "passkey_removed", "second_off", "invited", "confirmed", "bank", "waiting", "edited", "profile", "settings", "decided"}

// thisPage is the address of the page that is shown, without what has just been done. A form's answer
// has no address to come back to.
func thisPage(r *http.Request) string {
	if r.Method != http.MethodGet {
		return "/"
	}
	query := r.URL.Query()
	query.Del("done")
	if len(query) == 0 {
		return localPath(r.URL.EscapedPath())
	}
	return localPath(r.URL.EscapedPath() + "?" + query.Encode())
}

// localPath returns path if it is one of this instance's pages, else the front page. Browsers read
// "//host" and "/\host" as other sites, and drop tabs and line ends before they look.
func localPath(path string) string {
	u, err := url.Parse(path)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || !strings.HasPrefix(path, "/") ||
		strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\t\r\n") || strings.HasPrefix(u.Path, "//") {
		return "/"
	}
	return path
}

// readAmount reads what people type: a point or a comma, with or without the currency's sign.
func readAmount(text string) (money.Amount, error) {
	text = strings.Map(func(r rune) rune {
		if r == '€' || r == '$' || r == '£' || r == ' ' || r == '\u00a0' || r == '\u202f' {
			return -1
		}
		return r
	}, text)
	text = strings.Replace(text, ",", ".", 1)
	a, err := money.Parse(text)
	if err != nil || a < 0 {
		return 0, obolus.Invalidf("amount", "an amount is written like 5 or 5.50")
	}
	return a, nil
}

// chosenAmount reads a chooser: one of the offered amounts, or "own" with its field. 0 is no choice.
func chosenAmount(form url.Values, name string) (money.Amount, error) {
	choice, own := form.Get(name), strings.TrimSpace(form.Get(name+"_own"))
	switch {
	case choice != "" && choice != "own":
		return readAmount(choice)
	case own != "":
		return readAmount(own)
	case choice == "own":
		return 0, obolus.Invalidf("amount", "an amount is written like 5 or 5.50")
	default:
		return 0, nil
	}
}

// readID reads the number in a path.
func readID(r *http.Request) (int64, error) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil || id < 1 {
		return 0, obolus.Errorf(obolus.NotFound, "page_unknown", "there is no such page")
	}
	return id, nil
}

// newKey makes a form's key: with it, pressing twice does the same as pressing once.
func newKey() string { return rand.Text() }

// keyLetters are what a key is made of: with other bytes it is not ours, and PostgreSQL would refuse some.
const keyLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

// once is the key that came with a form, bound to what the form says.
func once(r *http.Request, fields ...string) (app.Once, error) {
	key := r.PostForm.Get("once")
	if key == "" || len(key) > 64 || strings.Trim(key, keyLetters) != "" {
		return app.Once{}, server.Refuse(http.StatusBadRequest, "form_broken", "once", "this form could not be read: go back and send it again")
	}
	sum := sha256.Sum256([]byte(strings.Join(append(fields, r.Pattern), "\x00")))
	return app.Once{Key: "page-" + key, Fingerprint: hex.EncodeToString(sum[:])}, nil
}
