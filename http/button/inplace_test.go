package button_test

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"obolus"
)

// inPlace is a page of bo.example with two buttons, whose site Ada has just told not to ask her again.
func inPlace(t *testing.T, more string) *street {
	t.Helper()
	s := newStreet(t)
	s.site = s.sited("bo.example")
	s.permits(browser.PermissionSettingGranted)
	page := `<obolus-give id="one" url="https://bo.example/1" title="Eins"></obolus-give><p><obolus-give id="two" url="https://bo.example/2"></obolus-give></p>` + more + s.loader()
	s.visit(page)
	s.poll(s.ctx, `!!document.getElementById("one").shadowRoot`)
	window := s.opens("#one")
	s.poll(window, `performance.now() > 2000`)
	s.do(window, chromedp.Click(chromedp.CSS("input[name=trust]")), chromedp.Click(chromedp.CSS("#give button.give")))
	s.poll(s.ctx, `document.getElementById("one").shadowRoot.querySelector("button").getAttribute("aria-pressed") === "true"`)
	s.leave(window)
	s.visit(page)
	return s
}

// permits has the browser answer whether the instance may have its cookies in frames of bo.example, as Ada
// would where it asks her.
func (s *street) permits(setting browser.PermissionSetting) {
	s.t.Helper()
	s.permit(browser.SetPermissionParams{Permission: &browser.PermissionDescriptor{Name: "storage-access"}, Setting: setting, Origin: s.sited("bo.example"), EmbeddedOrigin: s.instance})
}

// leave closes a window that has been opened.
func (s *street) leave(window context.Context) {
	s.t.Helper()
	_, _ = chromedp.Run(window, chromedp.Evaluate[bool](`close(), true`)) // the answer may go with the window
	for s.ctx.Err() == nil {
		targets, err := chromedp.Targets(s.ctx)
		must(s.t, err)
		if !slices.ContainsFunc(targets, func(found *target.Info) bool { return strings.Contains(found.URL, "/give?") }) {
			return
		}
	}
	s.t.Fatal("the window does not close")
}

// inFrame returns the button in place of an address, with some other parameter: a page within the page.
func (s *street) inFrame(address string, more string) context.Context {
	s.t.Helper()
	for s.ctx.Err() == nil {
		targets, err := chromedp.Targets(s.ctx)
		must(s.t, err)
		for _, found := range targets {
			if found.Type == "iframe" && strings.Contains(found.URL, "/give/frame?url="+url.QueryEscape(address)+"&") && strings.Contains(found.URL, more) {
				frame, cancel := chromedp.NewContext(s.ctx, chromedp.WithTargetID(found.TargetID))
				s.t.Cleanup(cancel)
				return frame
			}
		}
	}
	s.t.Fatalf("there is no frame of %s", address)
	return nil
}

// rests has the mouse rest on an element of the page until the button in its frame has noticed.
func (s *street) rests(selector string, frame context.Context) {
	s.t.Helper()
	at, err := chromedp.Run(s.ctx, chromedp.Evaluate[[]float64](`(({x, y, width, height}) => [x + width / 2, y + height / 2])(document.querySelector("`+selector+`").getBoundingClientRect())`))
	must(s.t, err)
	s.do(s.ctx, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0]-1, at[1]), chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, at[0], at[1]))
	s.poll(frame, `"seen" in document.querySelector("button").dataset && "hovered" in document.querySelector("button").dataset`)
}

// placed waits until a button on the page is the instance's own.
func (s *street) placed(id string) {
	s.t.Helper()
	s.poll(s.ctx, `!!document.getElementById("`+id+`")?.shadowRoot?.querySelector("iframe.on")`)
}

// Protects the shortest way to support something: where she trusts a site, and her browser lets the button
// have its cookie, one press on the page itself is the click; a second one within ten seconds takes it back.
func TestBrowser_OnePressInPlace(t *testing.T) {
	s := inPlace(t, "")
	s.placed("one")
	s.placed("two")
	s.poll(s.inFrame("https://bo.example/1", "lang=de"), `document.querySelector("button").getAttribute("aria-pressed") === "true"`)
	two := s.inFrame("https://bo.example/2", "lang=de")
	s.poll(two, `document.querySelector("button").textContent === "Unterstützen"`)
	s.rests("#two", two)
	s.do(s.ctx, chromedp.Click(chromedp.CSS("#two")))
	s.poll(two, `document.querySelector("button").textContent === "Zurücknehmen"`)
	if s.clicks() != 2 {
		t.Fatalf("there are %d clicks", s.clicks())
	}
	s.poll(s.ctx, `localStorage["obolus `+s.instance+` https://bo.example/2"] === new Date().toISOString().slice(0, 7)`)
	s.do(s.ctx, chromedp.Click(chromedp.CSS("#two")))
	s.poll(two, `document.querySelector("button").textContent === "Unterstützen"`)
	if s.clicks() != 1 {
		t.Errorf("after taking back there are %d clicks", s.clicks())
	}
	s.poll(s.ctx, `document.getElementById("two").shadowRoot.querySelector("button").getAttribute("aria-pressed") === "false"`)
}

// Protects the looks of sites with colours of their own, and readers from a button in place that cannot be
// read: it would not be seen, whatever the browser says.
func TestBrowser_InPlaceWearsThePagesColours(t *testing.T) {
	s := inPlace(t, `<style>#two{--obolus-background:#ffdd00;--obolus-color:#222222;--obolus-radius:4px}</style>
		<obolus-give id="three" style="--obolus-background:transparent" url="https://bo.example/3"></obolus-give>
		<obolus-give id="four" style="--obolus-background:white;--obolus-color:#eee" url="https://bo.example/4"></obolus-give>`)
	ours := "rgb(164, 73, 31) rgb(255, 250, 242) 999px"
	for id, want := range map[string]string{"two": "rgb(255, 221, 0) rgb(34, 34, 34) 4px", "three": ours, "four": ours} {
		s.placed(id)
		frame := s.inFrame("https://bo.example/"+map[string]string{"two": "2", "three": "3", "four": "4"}[id], "lang=de")
		s.poll(frame, `"seen" in document.querySelector("button").dataset`)
		got, err := chromedp.Run(frame, chromedp.Evaluate[string](`(({backgroundColor, color, borderTopLeftRadius}) => backgroundColor + " " + color + " " + borderTopLeftRadius)(getComputedStyle(document.querySelector("button")))`))
		must(t, err)
		if got != want {
			t.Errorf("%s looks like %s, want %s", id, got, want)
		}
	}
}

// Stops pages that hide the button in place, make it pale, put something over it or bring it under the
// pointer at the last moment: a press on what is not seen opens the window, which asks.
func TestBrowser_UnseenButtonIsNotPressed(t *testing.T) {
	s := inPlace(t, `<style>#over{position:absolute;background:white;inset:0;pointer-events:none}p{position:relative}</style>`)
	for name, hide := range map[string]string{
		"pale":    `document.getElementById("two").style.opacity = .01`,
		"covered": `document.getElementById("two").parentNode.insertAdjacentHTML("beforeend", '<div id="over">Gewinne!</div>')`,
		"tiny":    `document.getElementById("two").style.setProperty("--obolus-width", "20px")`,
		"turned":  `document.getElementById("two").style.transform = "rotate(20deg)"`,
	} {
		t.Run(name, func(t *testing.T) {
			s.do(s.ctx, chromedp.Navigate(s.site+"/"))
			s.placed("two")
			two := s.inFrame("https://bo.example/2", "lang=de")
			s.rests("#two", two)
			_, err := chromedp.Run(s.ctx, chromedp.Evaluate[bool](hide+", true"))
			must(t, err)
			s.poll(two, `!("seen" in document.querySelector("button").dataset)`)
			window := s.opens("#two")
			s.poll(window, `!!document.querySelector("#give button.give")`)
			if s.clicks() != 1 {
				t.Errorf("a press on what nobody sees has made %d clicks", s.clicks()-1)
			}
		})
	}
}

// Stops pages that bring the button in place, in full sight, under a mouse that is about to press something else.
func TestBrowser_ButtonThatComesToTheMouseIsNotPressed(t *testing.T) {
	s := inPlace(t, "")
	s.placed("two")
	two := s.inFrame("https://bo.example/2", "lang=de")
	s.poll(two, `"seen" in document.querySelector("button").dataset`)
	s.do(s.ctx, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, 500, 400))
	_, err := chromedp.Run(s.ctx, chromedp.Evaluate[bool](`Object.assign(document.getElementById("two").style, {position: "fixed", left: "450px", top: "380px"}),
		new Promise(shown => requestAnimationFrame(() => requestAnimationFrame(() => shown(true))))`, chromedp.EvalAwaitPromise))
	must(t, err)
	window := s.opened(chromedp.MouseClickXY(500, 400))
	s.poll(window, `!!document.querySelector("#give button.give")`)
	if s.clicks() != 1 {
		t.Errorf("it has made %d clicks", s.clicks()-1)
	}
}

// Protects who uses a keyboard: the focus rests on the button in place, and Enter is the click. Stops a page that
// brings it under what she types: a key that comes at once, or among others, opens the window.
func TestBrowser_TypingIsNoPressInPlace(t *testing.T) {
	s := inPlace(t, "")
	s.placed("two")
	two := s.inFrame("https://bo.example/2", "lang=de")
	s.poll(two, `"seen" in document.querySelector("button").dataset`)
	_, err := chromedp.Run(two, chromedp.Evaluate[bool](`document.querySelector("button").focus(), true`))
	must(t, err)
	window := s.opened(chromedp.KeyEvent("a "))
	if s.clicks() != 1 {
		t.Fatalf("typing has made %d clicks", s.clicks()-1)
	}
	s.leave(window)
	s.do(s.ctx, chromedp.Navigate(s.site+"/"))
	s.placed("two")
	two = s.inFrame("https://bo.example/2", "lang=de")
	_, err = chromedp.Run(two, chromedp.Evaluate[bool](`document.querySelector("button").focus(), true`))
	must(t, err)
	s.poll(two, `"seen" in document.querySelector("button").dataset && "rested" in document.querySelector("button").dataset`)
	s.do(two, chromedp.KeyEvent("\r"))
	s.poll(two, `document.querySelector("button").textContent === "Zurücknehmen"`)
	if s.clicks() != 2 {
		t.Errorf("there are %d clicks", s.clicks())
	}
}

// Stops pages of other sites that frame the button or ask for its click by themselves, also with her key in
// the browser, and her own trusted site from pressing without her.
func TestBrowser_ButtonInPlaceCannotBeUsedByOthers(t *testing.T) {
	s := inPlace(t, "")
	s.placed("two")
	_, err := chromedp.Run(s.ctx, chromedp.Evaluate[bool](`window.tried = 0, ["no-cors", "cors"].forEach(mode => fetch("`+s.instance+`/give/frame", {method: "POST", mode, credentials: "include", body: new URLSearchParams({url: "https://bo.example/2"})}).catch(() => {}).finally(() => { window.tried++ })), true`))
	must(t, err)
	s.poll(s.ctx, `window.tried === 2`)
	good := s.site
	s.site = s.sited("eve.example")
	s.visit(`<iframe src="` + s.instance + `/give/frame?url=` + url.QueryEscape("https://bo.example/2") + `&by=eve" onload="window.framed = true"></iframe>
		<iframe name="sink" onload="window.sent = (window.sent || 0) + 1"></iframe>
		<form id="forged" method="post" action="` + s.instance + `/give/frame" target="sink"><input name="url" value="https://bo.example/2"></form>`)
	s.poll(s.ctx, `window.framed === true && window.sent === 1`)
	_, err = chromedp.Run(s.ctx, chromedp.Evaluate[bool](`document.getElementById("forged").submit(), true`))
	must(t, err)
	s.poll(s.ctx, `window.sent === 2`)
	there, err := chromedp.Run(s.inFrame("https://bo.example/2", "eve"), chromedp.Evaluate[bool](`!!document.querySelector("button")`))
	must(t, err)
	if there {
		t.Error("another site frames the button")
	}
	s.site = good
	if s.clicks() != 1 {
		t.Errorf("%d clicks were made by others", s.clicks()-1)
	}
}

// Protects readers whose session has ended or who want to be asked again: the page's own button comes back,
// and opens the window.
func TestBrowser_InPlaceEndsWithTrust(t *testing.T) {
	s := inPlace(t, "")
	s.placed("two")
	must(t, s.DistrustSite(t.Context(), s.ada.ID, "bo.example"))
	s.do(s.ctx, chromedp.Navigate(s.site+"/"))
	s.poll(s.ctx, `!!document.getElementById("two")?.shadowRoot && !document.getElementById("two").shadowRoot.querySelector("iframe") && !localStorage["obolus `+s.instance+` in place"]`)
	s.opens("#two")
	if n, err := s.Clicks(t.Context(), s.ada.ID, obolus.MonthOf(s.Now())); len(n) != 1 || err != nil {
		t.Errorf("%d clicks: %v", len(n), err)
	}
}

// Protects readers whose browser keeps cookies from frames, or who tell it to: the button works in its window.
func TestBrowser_InPlaceOnlyWithStorageAccess(t *testing.T) {
	s := inPlace(t, "")
	s.placed("two")
	s.permits(browser.PermissionSettingDenied)
	s.do(s.ctx, chromedp.Navigate(s.site+"/"))
	s.placed("two")
	two := s.inFrame("https://bo.example/2", "lang=de")
	s.rests("#two", two)
	window := s.opens("#two")
	if s.clicks() != 1 {
		t.Fatal("the button has made a click without access")
	}
	s.poll(window, `performance.now() > 2000`)
	s.do(window, chromedp.Click(chromedp.CSS("#give button.give")))
	s.poll(two, `document.querySelector("button").textContent === "Unterstützt"`)
	s.poll(s.ctx, `document.getElementById("two").shadowRoot.querySelector("button").getAttribute("aria-pressed") === "true"`)
	if s.clicks() != 2 {
		t.Errorf("there are %d clicks", s.clicks())
	}
}
