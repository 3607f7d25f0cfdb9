package button

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"obolus"
	"obolus/app"
	"obolus/http/server"
)

// embedded is an answer of oEmbed 1.0, of type rich: a link with a picture, and no script.
type embedded struct {
	XMLName  xml.Name `json:"-" xml:"oembed"`
	Type     string   `json:"type" xml:"type"`
	Version  string   `json:"version" xml:"version"`
	Title    string   `json:"title" xml:"title"`
	Provider string   `json:"provider_name" xml:"provider_name"`
	Home     string   `json:"provider_url" xml:"provider_url"`
	CacheAge int      `json:"cache_age" xml:"cache_age"` // seconds
	HTML     string   `json:"html" xml:"html"`
	Width    int      `json:"width" xml:"width"`
	Height   int      `json:"height" xml:"height"`

	// All three or none.
	Picture       string `json:"thumbnail_url,omitempty" xml:"thumbnail_url,omitempty"`
	PictureWidth  int    `json:"thumbnail_width,omitempty" xml:"thumbnail_width,omitempty"`
	PictureHeight int    `json:"thumbnail_height,omitempty" xml:"thumbnail_height,omitempty"`
}

var embedTemplate = template.Must(template.New("embed").Parse(`<a href="{{.Give}}" rel="payment"><img src="{{.Badge}}" alt="{{.Title}}" height="40"></a>`))

// oembed makes a button of one of our addresses that is pasted into a page of another program.
func (d *door) oembed(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	format := query.Get("format")
	if format != "" && format != "json" && format != "xml" {
		return server.Refuse(http.StatusNotImplemented, "format_unknown", "format", "the formats are json and xml")
	}
	found, err := d.ours(r, query.Get("url"))
	if err != nil {
		return err
	}
	settings, err := d.App.Settings(r.Context())
	if err != nil {
		return err
	}
	shown, err := d.App.PictureOf(r.Context(), found.Thing.ID)
	if err != nil {
		return err
	}
	escaped := url.QueryEscape(found.Thing.URL)
	var markup strings.Builder
	err = embedTemplate.Execute(&markup, map[string]string{"Give": d.BaseURL + "/give?url=" + escaped, "Badge": d.BaseURL + "/badge.svg?size=large&url=" + escaped, "Title": found.Thing.Title})
	if err != nil {
		return fmt.Errorf("writing a button for %s: %w", found.Thing.URL, err)
	}
	answer := embedded{Type: "rich", Version: "1.0", Title: found.Thing.Title, Provider: settings.Name, Home: d.BaseURL, CacheAge: 3600,
		HTML: markup.String(), Width: 320, Height: 40}
	if shown.Mark != "" && atMost(query.Get("maxwidth"), shown.Width) && atMost(query.Get("maxheight"), shown.Height) {
		answer.Picture, answer.PictureWidth, answer.PictureHeight = fmt.Sprintf("%s/things/%d/picture/%s", d.BaseURL, found.Thing.ID, shown.Mark), shown.Width, shown.Height
	}
	kind, content := "application/json", []byte(nil)
	if format == "xml" {
		kind = "text/xml; charset=utf-8"
		content, err = xml.Marshal(answer)
		content = append([]byte(xml.Header), content...)
	} else {
		content, err = json.Marshal(answer)
	}
	if err != nil {
		return fmt.Errorf("writing oEmbed for %s: %w", found.Thing.URL, err)
	}
	open(w, kind, forNewest)
	_, _ = w.Write(content) // the reader has gone: there is nobody to tell
	return nil
}

// atMost tells whether a picture is no larger than whoever asks can use; "" and what is no number is any size.
func atMost(limit string, pixels int) bool {
	most, err := strconv.Atoi(limit)
	return err != nil || pixels <= most
}

// ours finds what one of our addresses is about: /things/NUMBER or /give?url=….
func (d *door) ours(r *http.Request, address string) (app.FoundThing, error) {
	unknown := obolus.Errorf(obolus.NotFound, "page_unknown", "this is no address of a thing here")
	path, ours := strings.CutPrefix(address, d.BaseURL+"/")
	u, err := url.Parse(path)
	if !ours || err != nil {
		return app.FoundThing{}, unknown
	}
	if u.Path == "give" {
		found, err := d.App.LookUp(r.Context(), u.Query().Get("url"))
		if obolus.KindOf(err) == obolus.Invalid {
			err = unknown
		}
		if err == nil {
			err = d.App.InSight(r.Context(), found.Thing.ID)
		}
		return found, err
	}
	number, of := strings.CutPrefix(u.Path, "things/")
	id, err := strconv.ParseInt(number, 10, 64)
	if !of || err != nil {
		return app.FoundThing{}, unknown
	}
	err = d.App.InSight(r.Context(), obolus.ThingID(id))
	if err != nil {
		return app.FoundThing{}, err
	}
	return d.App.Thing(r.Context(), obolus.ThingID(id))
}
