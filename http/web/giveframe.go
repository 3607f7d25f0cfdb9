package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"obolus"
	"obolus/app"
	"obolus/http/server"
	"obolus/i18n"
)

// The button in place: the one page that may be framed, and only by the site whose thing it supports. It
// works for who trusts that site, by a key that opens nothing else, where her browser lets it have its
// cookie and tells that the button is seen. In any other case the button opens the window, see give.go.

type frameButton struct {
	*i18n.Translator
	door   *door
	URL    string // as the page names it
	Title  string
	Clicks int64 // ever; 0 shows none
}

// Asset is the address of a file in static/.
func (b frameButton) Asset(name string) string { return b.door.assets.path(name) }

// frameLanguage is the page's around the frame, as its button says.
func (d *door) frameLanguage(r *http.Request) *i18n.Translator {
	code, _, _ := strings.Cut(strings.ToLower(r.FormValue("lang")), "-")
	return d.languages.Choose(code, r.Header.Get("Accept-Language"))
}

// giveFrame serves the button. It says nothing of who looks at it, whom it does not know yet.
func (d *door) giveFrame(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	found, err := d.framable(r, query.Get("url"))
	if err != nil {
		return err
	}
	b := frameButton{Translator: d.frameLanguage(r), door: d, URL: query.Get("url"), Title: obolus.CleanTitle(query.Get("title"))}
	if found.Thing.ID != 0 && query.Get("count") != "no" {
		b.Clicks, err = d.App.Count(r.Context(), found.Thing.ID)
		if err != nil {
			return err
		}
	}
	var page bytes.Buffer
	err = d.pages["giveframe"].ExecuteTemplate(&page, "giveframe", b)
	if err != nil {
		return fmt.Errorf("rendering the button in place: %w", err)
	}
	h := w.Header()
	h.Del("X-Frame-Options") // knows no site; the policy says whose frame it is, all the way up
	h.Set("Content-Security-Policy", strings.Replace(pagePolicy, "frame-ancestors 'none'", "frame-ancestors "+d.ancestors(found.Thing.URL), 1))
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	_, _ = page.WriteTo(w) // the reader has gone: there is nobody to tell
	return nil
}

// ancestors are the pages that may frame the button of a thing: its own site's by https. Another port may be
// somebody else's; an instance that tries things out without https has them on any.
func (d *door) ancestors(address string) string {
	origin := originOf(address)
	if d.cookies.Secure {
		return origin
	}
	site := app.SiteOf(address)
	return "http://" + site + ":* https://" + site + ":*"
}

// framable finds the thing of a button that can work in place: only on sites of one hand, since the page
// of one is no proof for the page of another.
func (d *door) framable(r *http.Request, address string) (app.FoundThing, error) {
	found, err := d.App.LookUp(r.Context(), strings.TrimSpace(address))
	if err == nil && !app.OfOneHand(found.Thing.URL) {
		err = obolus.Errorf(obolus.Forbidden, "not_in_place", "on this site the button works in its window only")
	}
	if err == nil && found.Thing.ID != 0 {
		err = d.App.InSight(r.Context(), found.Thing.ID)
	}
	return found, err
}

// frameAnswer is what the button's script hears.
type frameAnswer struct {
	State string `json:"state"` // "clicked" or "open"
}

// giver finds out who presses, or looks at, a button in place, and which thing it is. It fails with kind
// Signin where she has no key or does not trust the site.
func (d *door) giver(r *http.Request) (obolus.PersonID, app.FoundThing, error) {
	// Forms and scripts of other sites cannot say this of themselves, and what does not say it may be old.
	if r.Header.Get("Sec-Fetch-Site") != "same-origin" {
		d.log().Warn("a page has asked for a click in place in our name", "from", originOf(r.Referer()), "method", r.Method)
		return 0, app.FoundThing{}, obolus.Errorf(obolus.Forbidden, "cross_origin", "this came from another site: open the page here and try again")
	}
	person, err := d.App.FramePerson(r.Context(), d.cookies.Read(r, frameCookie))
	if err != nil {
		return 0, app.FoundThing{}, err
	}
	found, err := d.framable(r, r.FormValue("url"))
	if err != nil {
		return 0, found, err
	}
	trusts, err := d.App.TrustsSite(r.Context(), person, app.SiteOf(found.Thing.URL))
	if err == nil && !trusts {
		err = obolus.Errorf(obolus.Signin, "sign_in", "this site is not trusted")
	}
	return person, found, err
}

// frameState tells the button how the reader's click stands.
func (d *door) frameState(w http.ResponseWriter, r *http.Request) error {
	person, found, err := d.giver(r)
	if err != nil {
		return err
	}
	_, clicked, err := d.App.ClickOn(r.Context(), app.ClickKey{Supporter: person, Thing: found.Thing.ID}, obolus.MonthOf(d.App.Now()))
	if err != nil {
		return err
	}
	return answerFrame(w, clicked)
}

// frameClick makes the click of a press in place, or takes it back.
func (d *door) frameClick(w http.ResponseWriter, r *http.Request) error {
	err := parseForm(r)
	if err != nil {
		return err
	}
	person, found, err := d.giver(r)
	if err != nil {
		return err
	}
	if r.PostForm.Get("undo") != "" {
		return d.frameUndo(w, r, app.ClickKey{Supporter: person, Thing: found.Thing.ID})
	}
	err = d.fewClicks(r.Context(), person, app.SiteOf(found.Thing.URL))
	if err == nil {
		_, err = d.support(r, person, readWish(r.PostForm), readSaid(r.PostForm)) // only the thing's own site can have framed us
	}
	if err != nil {
		return err
	}
	return answerFrame(w, true)
}

func (d *door) frameUndo(w http.ResponseWriter, r *http.Request, key app.ClickKey) error {
	click, clicked, err := d.App.ClickOn(r.Context(), key, obolus.MonthOf(d.App.Now()))
	if err == nil && clicked {
		err = d.App.Undo(r.Context(), key.Supporter, click.ID)
	}
	if err != nil {
		return err
	}
	return answerFrame(w, false)
}

func answerFrame(w http.ResponseWriter, clicked bool) error {
	answer := frameAnswer{State: "open"}
	if clicked {
		answer.State = "clicked"
	}
	content, err := json.Marshal(answer)
	if err != nil {
		return fmt.Errorf("writing a button's state: %w", err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(content) // the reader has gone: there is nobody to tell
	return nil
}

// presentFrame tells the button's script why not, in the language of the page around it.
func (d *door) presentFrame(w http.ResponseWriter, r *http.Request, status int, e *obolus.Error) {
	f := &frame{Translator: d.frameLanguage(r), door: d, settings: obolus.DefaultSettings()}
	content, _ := json.Marshal(map[string]string{"reason": f.sentence(e)}) // a text
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(content) // the reader has gone: there is nobody to tell
}

// placeButton gives the reader's browser the key for buttons in place, where it has none.
func (d *door) placeButton(w http.ResponseWriter, r *http.Request) error {
	key, err := d.App.FrameKey(r.Context(), d.session(r))
	if err == nil && key != d.cookies.Read(r, frameCookie) {
		d.cookies.SetForFrames(w, frameCookie, key, sessionAge)
	}
	return err
}

func (d *door) registerFrame(mux *http.ServeMux) {
	mux.Handle("GET /give/frame", server.Adapt(d.giveFrame, server.Plain))
	mux.Handle("GET /give/frame/state", server.Adapt(d.frameState, d.presentFrame))
	mux.Handle("POST /give/frame", server.SameOrigin(server.Adapt(d.frameClick, d.presentFrame), d.presentFrame))
}
