package web

import (
	"fmt"
	"net/http"

	"obolus"
	"obolus/app"
)

// pictureAge is how long a picture may be kept, in seconds: its address changes with it, but one that is
// taken out of sight shall be gone from other people's caches too.
const pictureAge = "public, max-age=86400"

// picture serves a thing's picture, which we have made ourselves.
func (d *door) picture(w http.ResponseWriter, r *http.Request) error {
	id, err := readID(r)
	if err != nil {
		return err
	}
	p, err := d.App.Picture(r.Context(), obolus.ThingID(id), r.PathValue("mark"))
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", p.Type)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cache-Control", pictureAge)
	_, _ = w.Write(p.Content) // the reader has gone: there is nobody to tell
	return nil
}

func picturePath(id obolus.ThingID, mark string) string {
	return fmt.Sprintf("/things/%d/picture/%s", id, mark)
}

// ListedPicture is the address of the picture of a thing in a list.
func (f *frame) ListedPicture(l app.Listed) string { return picturePath(l.Thing.ID, l.Picture) }

// PicturePath is the address of the thing's picture.
func (p *thingPage) PicturePath() string { return picturePath(p.Thing.ID, p.Picture.Mark) }

// PictureURL is where other programs find it.
func (p *thingPage) PictureURL() string { return p.door.BaseURL + p.PicturePath() }

// PictureText says what is to be seen, as far as we know it.
func (p *thingPage) PictureText() string {
	return p.Text("thing.picture", "Site", app.SiteOf(p.Thing.URL))
}
