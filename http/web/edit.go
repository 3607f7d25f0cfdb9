package web

import (
	"net/http"
	"strings"

	"obolus"
	"obolus/app"
	"obolus/i18n"
)

// editPage is a creator's form for one of her things.
type editPage struct {
	*frame
	Thing    obolus.Thing
	Edit     app.Edit
	Tags     string
	Picture  string          // the address of the picture that can be taken away, "" for none
	Spoken   []i18n.Language // what she can say that it is in
	AllKinds []obolus.Category
}

// spoken are languages that can be chosen without a script; others are kept if the page said so.
var spoken = strings.Fields("ar bn cs da de el en es et fa fi fr he hi hu id is it ja ko lt lv nl no pl pt ro ru sk sl sr sv sw ta th tr uk ur vi zh")

// edit shows a creator what is said of her thing.
func (d *door) edit(w http.ResponseWriter, r *http.Request, f *frame) error {
	found, err := d.myThing(r, f)
	if err != nil {
		return err
	}
	about, err := d.App.About(r.Context(), found.Thing.ID)
	if err != nil {
		return err
	}
	e := app.Edit{Title: found.Thing.Title, Text: about.Text, Category: about.Category, Language: about.Language, Tags: about.Tags, Hidden: about.Hidden}
	if found.Thing.Title == obolus.CleanTitle(found.Thing.URL) {
		e.Title = ""
	}
	f.Title = f.Text("edit.title")
	p := &editPage{frame: f, Thing: found.Thing, Edit: e, Tags: strings.Join(e.Tags, ", "), AllKinds: obolus.Categories[:]}
	shown, err := d.App.PictureOf(r.Context(), found.Thing.ID)
	if err != nil {
		return err
	}
	if shown.Mark != "" {
		p.Picture = picturePath(found.Thing.ID, shown.Mark)
	}
	known := false
	for _, code := range spoken {
		known = known || code == e.Language
		p.Spoken = append(p.Spoken, i18n.Language{Code: code, Name: f.LanguageName(code)})
	}
	if !known && e.Language != "" {
		p.Spoken = append(p.Spoken, i18n.Language{Code: e.Language, Name: f.LanguageName(e.Language)})
	}
	return d.show(w, "edit", p)
}

// saveEdit stores what she says.
func (d *door) saveEdit(w http.ResponseWriter, r *http.Request, f *frame) error {
	found, err := d.myThing(r, f)
	if err == nil {
		err = parseForm(r)
	}
	if err != nil {
		return err
	}
	form := r.PostForm
	tags := strings.FieldsFunc(form.Get("tags"), func(r rune) bool { return r == ',' || r == '،' || r == '、' || r == ';' || r == '\n' })
	_, err = d.App.EditThing(r.Context(), f.Person.ID, found.Thing.ID, app.Edit{Title: form.Get("title"), Text: form.Get("text"),
		Category: obolus.ParseCategory(form.Get("category")), Language: form.Get("language"), Tags: tags, Hidden: form.Get("hidden") != "",
		NoPicture: form.Get("picture") == "no"})
	if err != nil {
		return err
	}
	redirect(w, r, thingPath(found.Thing.ID), "done", "edited")
	return nil
}

// myThing is the thing of the address if it is the reader's; the verb asks again before it writes.
func (d *door) myThing(r *http.Request, f *frame) (app.FoundThing, error) {
	id, err := readID(r)
	if err == nil {
		err = signedInOnly(f)
	}
	if err != nil {
		return app.FoundThing{}, err
	}
	found, err := d.App.Thing(r.Context(), obolus.ThingID(id))
	if err == nil && found.Recipient.Person != f.Person.ID {
		err = obolus.Errorf(obolus.Forbidden, "not_yours", "only whoever gets what is given for this can describe it")
	}
	return found, err
}
