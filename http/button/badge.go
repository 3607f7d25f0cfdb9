package button

import (
	"fmt"
	"html/template"
	"net/http"
	"strings"
	"unicode/utf8"

	"obolus"
)

// badgeSize is a badge's height and the size of its letters, in pixels.
type badgeSize struct{ Height, Letters int }

var badgeSizes = map[string]badgeSize{"small": {20, 11}, "medium": {28, 14}, "large": {40, 19}}

// badgeColours are ground, letters, edge.
var badgeColours = map[string][3]string{"light": {"#fffdf8", "#2c2119", "#e4d7c1"}, "dark": {"#231c17", "#f3e8d8", "#3b3026"}}

type badgeDrawing struct {
	badgeSize
	Width, Text int
	Label       string
	Colours     [3]string
	Dark        [3]string
	Auto        bool
}

// Coin is how much the coin, drawn 120 wide, is made smaller.
func (b badgeDrawing) Coin() string { return fmt.Sprintf("%.3f", float64(b.Height-4)/120) }

// Inner and Low are the size of the ground within its edge.
func (b badgeDrawing) Inner() int { return b.Width - 1 }

// Low is its height.
func (b badgeDrawing) Low() int { return b.Height - 1 }

// Base is where the letters stand.
func (b badgeDrawing) Base() int { return b.Height/2 + b.Letters*36/100 }

var badgeTemplate = template.Must(template.New("badge").Parse(`<svg xmlns="http://www.w3.org/2000/svg" width="{{.Width}}" height="{{.Height}}" viewBox="0 0 {{.Width}} {{.Height}}" role="img" aria-label="{{.Label}}">
<title>{{.Label}}</title>
{{if .Auto}}<style>@media (prefers-color-scheme: dark) { .ground { fill: {{index .Dark 0}}; stroke: {{index .Dark 2}} } .letters { fill: {{index .Dark 1}} } }</style>
{{end}}<rect class="ground" x=".5" y=".5" width="{{.Inner}}" height="{{.Low}}" rx="5" fill="{{index .Colours 0}}" stroke="{{index .Colours 2}}"/>
<g transform="translate(3 2) scale({{.Coin}})"><circle cx="58" cy="62" r="54" fill="#c9773f"/><circle cx="58" cy="62" r="38" fill="#e6a457"/><path d="M66 54V2A52 52 0 0 1 111 28Z" fill="#5d7150"/></g>
<text class="letters" x="{{.Text}}" y="{{.Base}}" font-family="system-ui,Verdana,sans-serif" font-weight="600" font-size="{{.Letters}}" fill="{{index .Colours 1}}">{{.Label}}</text>
</svg>
`))

// badge draws how often an address has been supported. What nobody has supported yet invites, instead of
// showing a zero.
func (d *door) badge(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	clicks, err := d.clicks(r.Context(), query.Get("url"))
	if err != nil {
		return err
	}
	t := d.translator(r)
	b := badgeDrawing{badgeSize: badgeSizes["medium"], Label: t.Text("badge.invite"), Colours: badgeColours["light"], Dark: badgeColours["dark"]}
	if clicks > 0 {
		b.Label = t.Plural("badge.count", clicks)
	}
	if size, known := badgeSizes[query.Get("size")]; known {
		b.badgeSize = size
	}
	if colours, known := badgeColours[query.Get("theme")]; known {
		b.Colours = colours
	} else {
		b.Auto = true
	}
	b.Text = b.Height + 2
	b.Width = b.Text + utf8.RuneCountInString(b.Label)*b.Letters*62/100 + b.Letters/2
	var drawn strings.Builder
	err = badgeTemplate.Execute(&drawn, b)
	if err != nil {
		return fmt.Errorf("drawing a badge: %w", err)
	}
	open(w, "image/svg+xml", forCounts)
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'") // in itself, where it stands alone
	_, _ = w.Write([]byte(drawn.String()))                                                     // the reader has gone: there is nobody to tell
	return nil
}

// picture serves an embedded picture, which mail programs show too.
func picture(name string) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, _ *http.Request) error {
		open(w, "image/png", forCodes)
		_, _ = w.Write(read("pictures/" + name)) // the reader has gone: there is nobody to tell
		return nil
	}
}

// oldPictures are the static images of Flattr's that old pages show, and what they see instead.
var oldPictures = map[string]string{
	"flattr-badge-large.png": "large.png", "flattr-badge-small.png": "icon.png", "flattr_logo_16.png": "icon.png",
	"button-static-50x60.png": "large.png", "button-compact-static-100x17.png": "large.png",
}

func (d *door) oldPicture(w http.ResponseWriter, r *http.Request) error {
	name, known := oldPictures[r.PathValue("picture")]
	if !known {
		return obolus.Errorf(obolus.NotFound, "page_unknown", "there is no such file")
	}
	return picture(name)(w, r)
}
