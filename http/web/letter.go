package web

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"obolus/app"
	"obolus/i18n"
)

// Letters writes what the outbox holds, with links to the pages of this door.
type Letters struct {
	languages *i18n.Translators
	baseURL   string
}

// NewLetters returns a writer for an instance at an address. It fails only where a catalog is broken.
func NewLetters(baseURL string) (*Letters, error) {
	languages, err := i18n.Load()
	if err != nil {
		return nil, fmt.Errorf("preparing letters: %w", err)
	}
	return &Letters{languages: languages, baseURL: baseURL}, nil
}

// warnings are letters that nobody should ignore who did not expect them.
var warnings = map[app.LetterKind]bool{app.ChangedLetter: true, app.EmailChangedLetter: true, app.BankLetter: true}

// Write returns a letter's words in its reader's language.
func (l *Letters) Write(instance string, letter app.Letter) (subject, text string, err error) {
	var data app.LetterData
	err = json.Unmarshal(letter.Data, &data)
	if err != nil {
		return "", "", fmt.Errorf("reading letter %d: %w", letter.ID, err)
	}
	t := l.languages.Choose(letter.Language, "")
	next := ""
	if data.Next != "" && localPath(data.Next) != "/" {
		next = "?next=" + url.QueryEscape(localPath(data.Next))
	}
	pairs := []any{"Instance", instance, "Name", data.Name, "Address", data.Address}
	var link, body string
	switch letter.Kind {
	case app.SignUpLetter:
		subject, body, link = t.Text("letter.sign_up_subject", pairs...), t.Text("letter.sign_up", pairs...), "/confirm/"+data.Secret
	case app.KnownLetter:
		subject, body, link = t.Text("letter.known_subject", pairs...), t.Text("letter.known", pairs...), "/sign-in"
	case app.LinkLetter:
		subject, body, link = t.Text("letter.link_subject", pairs...), t.Text("letter.link", pairs...), "/signin/"+data.Secret+next
	case app.ConfirmEmailLetter:
		subject, body, link = t.Text("letter.email_subject", pairs...), t.Text("letter.email", pairs...), "/confirm/"+data.Secret
	case app.EmailChangedLetter:
		subject, body, link = t.Text("letter.email_changed_subject", pairs...), t.Text("letter.email_changed", pairs...), "/"
	case app.ChangedLetter:
		subject, body, link = t.Text("letter.changed_subject", pairs...), t.Text("letter.changed", pairs...), "/account"
	case app.BankLetter:
		subject, body, link = t.Text("letter.bank_subject", pairs...), t.Text("letter.bank", pairs...), "/account/bank"
	case app.WaitLetter:
		subject, body, link = t.Text("letter.wait_subject", pairs...), t.Text("letter.wait", pairs...), "/confirm/"+data.Secret
	case app.InviteLetter:
		subject, body, link = t.Text("letter.invite_subject", pairs...), t.Text("letter.invite", pairs...), "/sign-up?invitation="+url.QueryEscape(data.Secret)
	default:
		return "", "", fmt.Errorf("there are no words for a letter of kind %q", letter.Kind)
	}
	text = body + "\n\n" + l.baseURL + link + "\n"
	if !warnings[letter.Kind] {
		text += "\n" + t.Text("letter.ignore", pairs...) + "\n"
	}
	return subject, text, nil
}

// ShownLetter is one that was not sent but is shown on the developer's machine.
type ShownLetter struct {
	To, Subject, Text string
	At                time.Time
}

type devMailPage struct {
	*frame
	Letters []ShownLetter
}

// onThisMachine tells whether a request comes from here, by no proxy, and to a name of here: a page of a site
// whose name leads to this machine must not read what is for its user.
func onThisMachine(r *http.Request) bool {
	for _, side := range []string{r.RemoteAddr, r.Host} {
		host, _, err := net.SplitHostPort(side)
		if err != nil {
			host = side
		}
		ip := net.ParseIP(strings.Trim(host, "[]"))
		if host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			return false
		}
	}
	return r.Header.Get("X-Forwarded-For") == ""
}

// devMail shows what would have been sent, where letters are only printed: on a developer's machine.
func (d *door) devMail(w http.ResponseWriter, r *http.Request, f *frame) error {
	if d.ShownLetters == nil || !onThisMachine(r) {
		return d.nothing(w, r, f)
	}
	f.Title = f.Text("dev_mail.title")
	return d.show(w, "devmail", &devMailPage{frame: f, Letters: d.ShownLetters()})
}
