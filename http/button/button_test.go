package button_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"image/png"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/http/button"
	"obolus/http/server"
	"obolus/money"
	"obolus/store"
	"obolus/store/storetest"
)

const home = "https://obolus.example"

// stall is an instance on which Ada has supported one thing.
type stall struct {
	*app.App
	t       *testing.T
	handler http.Handler
	song    app.Clicked
}

func newStall(t *testing.T) *stall {
	t.Helper()
	db, err := store.Open(t.Context(), storetest.Ready(t), store.Options{Volatile: true})
	must(t, err)
	t.Cleanup(func() { must(t, db.Close()) })
	now := func() time.Time { return time.Date(2026, 10, 12, 18, 5, 0, 0, time.UTC) }
	s := &stall{t: t, App: app.New(db, now)}
	ada, err := s.AddPerson(t.Context(), "Ada")
	must(t, err)
	_, err = s.SetBudget(t.Context(), ada.ID, 5*money.Unit)
	must(t, err)
	_, err = s.Deposit(t.Context(), app.Payment{Person: ada.ID, Provider: "test", Reference: "1", Gross: 10 * money.Unit, State: obolus.DepositCleared})
	must(t, err)
	s.song, err = s.Click(t.Context(), app.NewClick{Person: ada.ID, Address: "https://bo.example/song", Title: `A <song> & "more"`})
	must(t, err)
	mux := http.NewServeMux()
	must(t, button.Register(mux, button.Config{App: s.App, BaseURL: home}))
	s.handler = server.Wrap(mux, slog.New(slog.DiscardHandler), server.NewMetrics(now))
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (s *stall) get(path string, status int, header ...string) *httptest.ResponseRecorder {
	s.t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	if w.Code != status {
		s.t.Fatalf("%s got %d, want %d: %s", path, w.Code, status, w.Body)
	}
	if len(w.Result().Cookies()) != 0 {
		s.t.Errorf("%s sets a cookie", path)
	}
	return w
}

// Protects the pages that carry the button from its weight: 3 KB on the wire, kept for a year under a
// name that changes with the content, and no byte but those that integrity promises.
func TestScript(t *testing.T) {
	s := newStall(t)
	path, integrity := button.Script()
	w := s.get(path, 200, "Accept-Encoding", "gzip, br")
	if n := w.Body.Len(); n > 3000 {
		t.Errorf("the script has %d bytes, compressed", n)
	}
	if cache := w.Header().Get("Cache-Control"); !strings.Contains(cache, "max-age=31536000") || !strings.Contains(cache, "immutable") {
		t.Errorf("the script is kept by %q", cache)
	}
	if w.Header().Get("Access-Control-Allow-Origin") != "*" {
		t.Error("a page that names the integrity could not load the script")
	}
	z, err := gzip.NewReader(w.Body)
	must(t, err)
	content, err := io.ReadAll(z)
	must(t, err)
	sum := sha512.Sum384(content)
	if integrity != "sha384-"+base64.StdEncoding.EncodeToString(sum[:]) {
		t.Error("the integrity is that of another script")
	}
	if plain := s.get(path, 200).Body.Bytes(); !bytes.Equal(plain, content) {
		t.Error("without compression the script is another")
	}
	if newest := s.get("/give/v1.js", 200); !bytes.Equal(newest.Body.Bytes(), content) || strings.Contains(newest.Header().Get("Cache-Control"), "immutable") {
		t.Error("v1.js is not the newest version, or is kept for ever")
	}
	s.get("/give/v1-000000000000.js", 404)
	for _, forbidden := range []string{"document.cookie", "eval(", "http://"} {
		if bytes.Contains(content, []byte(forbidden)) {
			t.Errorf("the script contains %s", forbidden)
		}
	}
}

// Protects filter lists' users, who would not see a button whose address has such a word.
func TestScript_HasNoAddressThatIsBlocked(t *testing.T) {
	path, _ := button.Script()
	for _, word := range []string{"button", "widget", "like", "share", "social"} {
		if strings.Contains(path, word) {
			t.Errorf("%s has the word %s", path, word)
		}
	}
}

// Protects what pages show: the counts of all their buttons in one answer that caches may keep.
func TestCount(t *testing.T) {
	s := newStall(t)
	w := s.get("/count?url=https://BO.example/song%23top&url=https://none.example/x&url=ftp://x", 200)
	var answer struct {
		Counts []struct {
			URL    string
			Clicks int64
		}
	}
	must(t, json.Unmarshal(w.Body.Bytes(), &answer))
	if c := answer.Counts; len(c) != 3 || c[0].Clicks != 1 || c[0].URL != "https://BO.example/song#top" || c[1].Clicks != 0 || c[2].Clicks != 0 {
		t.Errorf("the counts are %+v", c)
	}
	if w.Header().Get("Access-Control-Allow-Origin") != "*" || w.Header().Get("Cache-Control") != "public, max-age=30" || w.Header().Get("Vary") != "" {
		t.Errorf("the headers are %v", w.Header())
	}
	s.get("/count", 422)
	s.get("/count?"+strings.Repeat("url=x&", 51), 422)
}

// Protects creators from a zero on their pages, and pages from what is written into a badge.
func TestBadge(t *testing.T) {
	s := newStall(t)
	cases := map[string]string{
		"/badge.svg?url=https://bo.example/song":                       ">Supported 1 time<",
		"/badge.svg?url=https://bo.example/song&lang=de-AT&size=large": ">1 Mal unterstützt<",
		"/badge.svg?url=https://none.example/&lang=sv&theme=dark":      ">Stöd det här<",
		"/badge.svg": ">Support this<",
		"/badge.svg?url=https://none.example/&size=small&theme=light&lang=xx": `height="20"`,
	}
	for path, part := range cases {
		if svg := s.get(path, 200).Body.String(); !strings.Contains(svg, part) || strings.Contains(svg, ">0") {
			t.Errorf("%s lacks %s: %s", path, part, svg)
		}
	}
	for path, dark := range map[string]bool{"/badge.svg": true, "/badge.svg?theme=light": false, "/badge.svg?theme=dark": false} {
		if strings.Contains(s.get(path, 200).Body.String(), "prefers-color-scheme") != dark {
			t.Errorf("%s follows the reader's theme: want %v", path, dark)
		}
	}
	for path, width := range map[string]int{"/badge.png": 280, "/button/flattr-badge-large.png": 93, "/_img/icons/flattr_logo_16.png": 16} {
		picture, err := png.DecodeConfig(s.get(path, 200).Body)
		if err != nil || picture.Width != width {
			t.Errorf("%s is %d wide: %v", path, picture.Width, err)
		}
	}
	s.get("/button/nothing.png", 404)
}

// Protects printed codes, which nobody can correct.
func TestCode(t *testing.T) {
	s := newStall(t)
	picture, err := png.Decode(s.get("/qr.png?url=https://bo.example/song", 200).Body)
	must(t, err)
	n := picture.Bounds().Dx() / 12
	if picture.Bounds().Dx() != picture.Bounds().Dy() || n < 21+8 {
		t.Errorf("the code has %d modules", n)
	}
	svg := s.get("/qr.svg?url=https://bo.example/song", 200).Body.String()
	black := 0
	for y := range n {
		for x := range n {
			if dark, _, _, _ := picture.At(x*12+6, y*12+6).RGBA(); dark == 0 {
				black++
			}
		}
	}
	if got := strings.Count(svg, "h1v1h-1z"); got != black || black < 100 {
		t.Errorf("the SVG has %d black modules and the PNG %d", got, black)
	}
	s.get("/qr.svg", 422)
	s.get("/qr.png?url="+strings.Repeat("x", 1501), 422)
	s.get("/qr.png?url="+strings.Repeat("%C3%A4", 700), 422) // each letter becomes six
}

// Protects links in old pages and feeds, which nobody will write again.
func TestFlattr(t *testing.T) {
	s := newStall(t)
	cases := map[string][2]string{
		"/submit/auto?user_id=bo&url=https%3A%2F%2Fbo.example%2F1%3Fa%3Db&title=A%20song&tags=a,b&category=audio": {"https://bo.example/1?a=b", "A song"},
		"/submit/auto?user_id=&amp;url=http://bo.example/1&amp;title=T%C3%A4st":                                   {"http://bo.example/1", "Täst"},
		"/submit/auto?owner=bo&url=https%3A%2F%2Fbo.example%2F1&title=cut%2":                                      {"https://bo.example/1", "cut"},
		"/submit/auto?URL=https://bo.example/1&description=long":                                                  {"https://bo.example/1", ""},
	}
	for path, want := range cases {
		to, err := url.Parse(s.get(path, 302).Header().Get("Location"))
		must(t, err)
		if to.Path != "/give" || to.Host != "" || to.Query().Get("url") != want[0] || to.Query().Get("title") != want[1] {
			t.Errorf("%s leads to %s", path, to)
		}
	}
	for _, path := range []string{"/js/0.6/load.js?mode=auto", "/js/0.5.0/load.js", "/api/js/0.6/load.js?mode=manual"} {
		if !strings.Contains(s.get(path, 200).Body.String(), "FlattrLoader") {
			t.Errorf("%s is no loader", path)
		}
	}
}

// Protects pages into which a program pastes what we answer.
func TestOEmbed(t *testing.T) {
	s := newStall(t)
	of := url.QueryEscape(home + "/give?url=https://bo.example/song")
	var answer map[string]any
	must(t, json.Unmarshal(s.get("/oembed?url="+of, 200).Body.Bytes(), &answer))
	markup := answer["html"].(string)
	if answer["type"] != "rich" || answer["version"] != "1.0" || strings.Contains(markup, "<song>") || strings.Contains(markup, "script") ||
		!strings.Contains(markup, `href="https://obolus.example/give?url=https%3A%2F%2Fbo.example%2Fsong"`) {
		t.Errorf("the answer is %v", answer)
	}
	if xml := s.get("/oembed?format=xml&url="+of, 200).Body.String(); !strings.Contains(xml, "<oembed><type>rich</type>") {
		t.Errorf("the XML is %s", xml)
	}
	s.get("/oembed?format=yaml&url="+of, 501)
	for _, other := range []string{"https://other.example/give?url=https://bo.example", home + ".evil.example/give?url=https://bo.example/", home + "/give?url=ftp://x", home + "/things/9", ""} {
		s.get("/oembed?url="+url.QueryEscape(other), 404)
	}
}
