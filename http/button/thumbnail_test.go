package button_test

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"obolus"
)

// pictured is a page with a picture, wherever it is.
type pictured struct{}

func (pictured) Describe(context.Context, string) (obolus.Description, error) {
	return obolus.Description{Picture: "https://cdn.example/x.png"}, nil
}

func (pictured) Picture(context.Context, string) (obolus.Picture, error) {
	return obolus.Picture{Type: "image/png", Width: 320, Height: 200, Content: []byte("picture")}, nil
}

// Protects pages that show what they embed: the thing's picture comes from us, in a size that they can use,
// and not when the thing is hidden.
func TestOEmbed_HasThePicture(t *testing.T) {
	s := newStall(t)
	thumbnail := func(more string) string {
		var answer struct {
			Picture string `json:"thumbnail_url"`
			Width   int    `json:"thumbnail_width"`
			Height  int    `json:"thumbnail_height"`
		}
		must(t, json.Unmarshal(s.get("/oembed?url="+url.QueryEscape(home+"/give?url=https://bo.example/song")+more, 200).Body.Bytes(), &answer))
		if (answer.Picture != "") != (answer.Width == 320 && answer.Height == 200) {
			t.Errorf("the answer is %+v", answer)
		}
		return answer.Picture
	}
	if got := thumbnail(""); got != "" {
		t.Errorf("without a picture it is %s", got)
	}
	_, err := s.DescribeNext(t.Context(), pictured{})
	must(t, err)
	for more, there := range map[string]bool{"": true, "&maxwidth=320&maxheight=200": true, "&maxwidth=319": false, "&maxheight=100": false, "&maxwidth=x": true} {
		if got := thumbnail(more); strings.HasPrefix(got, home+"/things/") != there {
			t.Errorf("with %q it is %q", more, got)
		}
	}
	must(t, s.Bar(t.Context(), s.song.Thing.ID, true))
	must(t, s.Bar(t.Context(), s.song.Thing.ID, false))
	if got := thumbnail(""); got != "" {
		t.Errorf("what was barred has %s", got)
	}
}
