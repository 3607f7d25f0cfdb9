package main

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"
)

// postbox is a mail server on this machine that keeps what it is given.
type postbox struct {
	sync.Mutex
	letters []string
}

func (p *postbox) NewSession(*smtp.Conn) (smtp.Session, error) { return &delivery{box: p}, nil }

type delivery struct{ box *postbox }

func (d *delivery) Mail(string, *smtp.MailOptions) error { return nil }
func (d *delivery) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (d *delivery) Reset()                               {}
func (d *delivery) Logout() error                        { return nil }
func (d *delivery) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	d.box.Lock()
	defer d.box.Unlock()
	d.box.letters = append(d.box.letters, string(text))
	return err
}

func (p *postbox) all() string {
	p.Lock()
	defer p.Unlock()
	return strings.Join(p.letters, "\n")
}

// A stranger signs up at the real server, gets a real mail, and is in by its link; no secret stays.
func TestServe_SendsLetters(t *testing.T) {
	box := &postbox{}
	mailer := smtp.NewServer(box)
	listener, err := listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go mailer.Serve(listener)
	t.Cleanup(func() { mailer.Close() })
	d := newDesk(t)
	server := d.start("serve", "--listen", "127.0.0.1:0", "--json", "--mail", "smtp://"+listener.Addr().String(), "--mail-from", "Obolus <noreply@example.org>")
	var told struct{ URL string }
	server.answer(&told)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar}
	send := func(path string, form url.Values) string {
		t.Helper()
		response, err := browser.PostForm(told.URL+path, form)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		if err != nil || response.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d %s %v", path, response.StatusCode, body, err)
		}
		return string(body)
	}
	send("/sign-up", url.Values{"name": {"Dora"}, "email": {"dora@example.org"}, "password": {"fünf kühe grasen"}})
	link := regexp.MustCompile(`/confirm/[A-Z0-9]+`)
	await(t, func() bool { return link.MatchString(strings.ReplaceAll(box.all(), "=\r\n", "")) })
	body := send(link.FindString(strings.ReplaceAll(box.all(), "=\r\n", "")), nil)
	if !strings.Contains(body, `action="/sign-out"`) {
		t.Errorf("the link leads to %s", body)
	}
	if status, _ := get(t, told.URL+"/dev/mail"); status != http.StatusNotFound {
		t.Errorf("letters that were sent are shown: %d", status)
	}
	if code := server.end(); code != 0 {
		t.Errorf("exit %d, %s", code, server.stderr)
	}
}

// Letters with links that sign people in are shown only on a machine that nobody else reaches.
func TestServe_ShowsLettersOnlyLocally(t *testing.T) {
	d := newDesk(t)
	r := d.run("serve", "--listen", "127.0.0.1:0", "--base-url", "https://obolus.example.org", "--mail", "log")
	if r.code != 2 || !strings.Contains(r.stderr, "only for an instance on this machine") {
		t.Errorf("exit %d, %s", r.code, r.stderr)
	}
	for _, wrong := range []string{"smtp://mail.example.org", "http://x", "smtps://u:secret@"} {
		r = d.run("serve", "--listen", "127.0.0.1:0", "--mail", wrong, "--mail-from", "a@example.org")
		if r.code != 2 || strings.Contains(r.stderr, "secret") {
			t.Errorf("%s: exit %d, %s", wrong, r.code, r.stderr)
		}
	}
	server := d.start("serve", "--listen", "127.0.0.1:0", "--json")
	var told struct{ URL string }
	server.answer(&told)
	if status, _ := get(t, told.URL+"/dev/mail"); status != http.StatusOK {
		t.Errorf("the local page gives %d", status)
	}
	if code := server.end(); code != 0 {
		t.Errorf("exit %d, %s", code, server.stderr)
	}
}

// The operator lets people in by the command line, and switches who may join.
func TestWaiting(t *testing.T) {
	d := newDesk(t)
	d.must("settings", "mode", "invite")
	if out := d.must("settings"); !strings.Contains(out, "invite") {
		t.Errorf("the settings are %s", out)
	}
	if out := d.must("waiting", "admit", "--number", "3"); !strings.Contains(out, "Nobody waits") {
		t.Errorf("admitted %s", out)
	}
	if r := d.run("waiting", "admit", "who@example.org"); r.code != 1 || !strings.Contains(r.stderr, "waiting list") {
		t.Errorf("exit %d, %s", r.code, r.stderr)
	}
	d.must("waiting", "list")
}
