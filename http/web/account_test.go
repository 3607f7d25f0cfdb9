package web_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/descope/virtualwebauthn"

	"obolus/app"
	"obolus/http/web"
)

const passphrase = "fünf kühe grasen"

// letter delivers the one letter that is due and returns its words and the page that its link leads to.
func (c *town) letter() (text, path string) {
	c.t.Helper()
	writer, err := web.NewLetters(c.base)
	must(c.t, err)
	n := 0
	_, err = c.Deliver(c.t.Context(), func(_ context.Context, l app.Letter) error {
		n++
		subject, body, err := writer.Write("obolus", l)
		text = subject + "\n" + body
		return err
	})
	must(c.t, err)
	if n != 1 {
		c.t.Fatalf("%d letters are due", n)
	}
	_, rest, found := strings.Cut(text, "\n"+c.base)
	if !found {
		c.t.Fatalf("the letter has no link: %s", text)
	}
	path, _, _ = strings.Cut(rest, "\n")
	return text, path
}

// newcomer signs up and confirms in one browser.
func (c *town) newcomer(name, email string) *browser {
	c.t.Helper()
	b := c.browser("Accept-Language", "en")
	b.leads(b.post("/sign-up", "name", name, "email", email, "password", passphrase, "next", "/top-up"), "/sent")
	_, path := c.letter()
	b.page(path) // looking does not use it up
	b.leads(b.post(path), "/top-up")
	return b
}

// Protects the way of a stranger from the form to her pages, in a letter in her language.
func TestSignUp(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.browser("Accept-Language", "de")
	b.leads(b.post("/sign-up", "name", "Dora", "email", "dora@example.org", "password", passphrase), "/sent")
	text, path := c.letter()
	if !strings.Contains(text, "Dein Konto bei obolus") || !strings.Contains(text, "Hallo Dora") {
		t.Errorf("the letter is %s", text)
	}
	b.leads(b.post(path), "/dashboard")
	if h1 := b.page("/account").Find("bdi").First().Text(); h1 != "dora@example.org" {
		t.Errorf("the account shows %q", h1)
	}
	b.leads(b.post(path), "/dashboard") // pressed twice
	stranger := c.browser()
	stranger.expect(stranger.post(path), http.StatusNotFound)
	other := c.browser()
	other.leads(other.post("/sign-in/password", "email", "DORA@example.org", "password", passphrase, "next", "/earnings"), "/earnings")
}

// Protects the secret of who has an account, by what pages say, by their status and by where they lead.
func TestPages_TellNobodyWhetherAnAddressExists(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	c.newcomer("Dora", "dora@example.org")
	for path, form := range map[string][]string{
		"/sign-up": {"name", "Eve", "password", passphrase}, "/sign-in/link": nil, "/waiting-list": nil,
		"/sign-in/password": {"password", "something else"},
	} {
		var answers []string
		for _, email := range []string{"dora@example.org", "nobody@example.org"} {
			b := c.browser("Accept-Language", "en")
			w := b.post(path, append([]string{"email", email}, form...)...)
			answers = append(answers, w.Header().Get("Location")+strings.ReplaceAll(w.Body.String(), email, ""))
		}
		if answers[0] != answers[1] {
			t.Errorf("%s tells who has an account: %s", path, answers)
		}
	}
}

// Protects an account from a thief of its session: the forms lead to the question who she is.
func TestAccount_AsksBeforeGraveChanges(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.newcomer("Dora", "dora@example.org")
	c.set(c.now().Add(time.Hour))
	for path, form := range map[string][]string{"/account/email": {"email", "eve@example.org"}, "/account/password": {"password", "drei ziegen springen"},
		"/account/second": nil, "/account/second/off": nil, "/account/passkeys/remove": {"passkey", "x"}, "/account/passkeys": nil} {
		b.leads(b.post(path, form...), "/account/confirm")
	}
	b.expect(b.post("/account/confirm", "password", "a wrong guess"), http.StatusUnprocessableEntity)
	b.leads(b.post("/account/confirm", "password", passphrase), "/account?done=confirmed")
	b.leads(b.post("/account/email", "email", "new@example.org"), "/account?done=email_asked")
	b.expect(b.post("/account/password", "password", "password1"), http.StatusUnprocessableEntity)
	doc := b.expect(b.post("/account/second"), http.StatusOK)
	if len(doc.Find("pre").Text()) < 32 || !strings.HasPrefix(doc.Find("main a").AttrOr("href", ""), "otpauth://totp/") {
		t.Errorf("the second factor shows %s", doc.Find("main").Text())
	}
	w := c.browser().get("/.well-known/change-password")
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/account#password" {
		t.Errorf("password managers are led to %d %q", w.Code, w.Header().Get("Location"))
	}
}

// Protects sessions from fixation on every way in: the secret in the browser before is not the one after.
func TestSignIn_ByPasswordMakesANewSession(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	c.newcomer("Dora", "dora@example.org")
	mallory := c.as(c.bo)
	planted := mallory.cookies["obolus_session"]
	victim := c.browser()
	victim.cookies["obolus_session"] = planted
	victim.leads(victim.post("/sign-in/password", "email", "dora@example.org", "password", passphrase), "/dashboard")
	if victim.cookies["obolus_session"].Value == planted.Value {
		t.Error("the session is the one that was planted")
	}
	c.set(c.now().Add(3 * time.Second))
	mallory.leads(mallory.get("/dashboard"), "/sign-in")
}

// begin asks for a ceremony as the script does.
func (b *browser) begin(purpose string) (ceremony string, options string) {
	b.c.t.Helper()
	w := b.post("/passkeys/begin", "for", purpose)
	var begun struct {
		Ceremony string
		Options  json.RawMessage
	}
	if w.Code != http.StatusOK || json.Unmarshal(w.Body.Bytes(), &begun) != nil {
		b.c.t.Fatalf("the ceremony begins with %d %s", w.Code, w.Body)
	}
	return begun.Ceremony, `{"publicKey":` + string(begun.Options) + `}`
}

// Protects passkeys: they let in whose they are, once for each ceremony, and not from another origin.
func TestPasskey(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.newcomer("Dora", "dora@example.org")
	here := virtualwebauthn.RelyingParty{Name: "obolus", ID: "localhost", Origin: "http://localhost:8080"}
	evil := virtualwebauthn.RelyingParty{Name: "obolus", ID: "localhost", Origin: "https://evil.example"}
	key, device := virtualwebauthn.NewCredential(virtualwebauthn.KeyTypeEC2), virtualwebauthn.NewAuthenticator()
	ceremony, options := b.begin("add")
	creation, err := virtualwebauthn.ParseAttestationOptions(options)
	must(t, err)
	made := virtualwebauthn.CreateAttestationResponse(here, device, key, *creation)
	b.expect(b.post("/account/passkeys", "ceremony", ceremony, "response",
		virtualwebauthn.CreateAttestationResponse(evil, device, key, *creation)), http.StatusUnprocessableEntity)
	b.expect(b.post("/account/passkeys", "ceremony", ceremony, "response", made), http.StatusUnprocessableEntity) // used up
	ceremony, options = b.begin("add")
	creation, err = virtualwebauthn.ParseAttestationOptions(options)
	must(t, err)
	b.leads(b.post("/account/passkeys", "ceremony", ceremony, "label", "my phone", "response",
		virtualwebauthn.CreateAttestationResponse(here, device, key, *creation)), "/account?done=passkey")
	if text := b.page("/account").Find("section[aria-labelledby=passkeys]").Text(); !strings.Contains(text, "my phone") {
		t.Errorf("the passkey is not listed: %s", text)
	}
	handle, err := base64.RawURLEncoding.DecodeString(creation.UserID)
	if err != nil {
		handle = []byte(creation.UserID)
	}
	device.Options.UserHandle = handle
	device.AddCredential(key)
	for origin, lets := range map[virtualwebauthn.RelyingParty]bool{evil: false, here: true} {
		reader := c.browser()
		ceremony, options := reader.begin("sign_in")
		request, err := virtualwebauthn.ParseAssertionOptions(options)
		must(t, err)
		form := []string{"ceremony", ceremony, "next", "/earnings", "response", virtualwebauthn.CreateAssertionResponse(origin, device, key, *request)}
		w := reader.post("/sign-in/passkey", form...)
		if !lets {
			reader.expect(w, http.StatusUnprocessableEntity)
			continue
		}
		reader.leads(w, "/earnings")
		thief := c.browser()
		thief.expect(thief.post("/sign-in/passkey", form...), http.StatusUnprocessableEntity) // replayed
	}
	stranger := c.browser()
	if w := stranger.post("/passkeys/begin", "for", "add"); w.Code == http.StatusOK {
		t.Error("a stranger can begin to add a passkey")
	}
}

// Protects the limits on guessing from headers that anybody can write.
func TestSignIn_CountsWhereItComesFrom(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.browser("X-Forwarded-For", "198.51.100.1")
	last := 0
	for i := range 61 { // from outside, so the header is not believed
		b.header.Set("X-Forwarded-For", "198.51.100."+string(rune('0'+i%10)))
		last = b.post("/sign-in/password", "email", strings.Repeat("x", i+1)+"@example.org", "password", "").Code
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("the last guess is answered with %d", last)
	}
}

// Protects who is invited, and shows that switching needs no restart.
func TestInvitations(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	_, err := c.SetSetting(t.Context(), "mode", "invite")
	must(t, err)
	b := c.browser()
	if b.page("/sign-up").Find("input[name=email]").Length() != 0 {
		t.Error("anybody can sign up")
	}
	ada := c.as(c.ada)
	ada.leads(ada.post("/account/invitations"), "/account?done=invited")
	link, err := url.Parse(ada.page("/account").Find("input[readonly]").AttrOr("value", ""))
	must(t, err)
	if b.page(link.RequestURI()).Find("input[name=email]").Length() != 1 {
		t.Errorf("the invitation %s lets nobody in", link)
	}
	b.leads(b.post("/waiting-list", "email", "wait@example.org"), "/sent")
	_, path := c.letter()
	b.page(path)
	b.leads(b.post(path), "/?done=waiting")
	_, err = c.SetSetting(t.Context(), "mode", "closed")
	must(t, err)
	if b.expect(b.get(link.RequestURI()), http.StatusForbidden).Find("input[name=email]").Length() != 0 {
		t.Error("a closed instance takes people in")
	}
}
