package web

import (
	"net/http"
	"strconv"
	"strings"

	"obolus"
	"obolus/app"
	"obolus/identity"
)

// personPage is what everybody may know of a person: what she makes. What she gives is hers.
type personPage struct {
	*thingPage
	Profile app.Profile
	Claimed []claimed
	Things  []app.Listed
	First   string // the first page of her things, where this is not it
	More    string
	Self    bool // the reader is she
}

// claimed is an identity with its page.
type claimed struct{ Name, Page string }

// person shows a person's page; words may follow the number in its address.
func (d *door) person(w http.ResponseWriter, r *http.Request, f *frame) error {
	digits, _, _ := strings.Cut(r.PathValue("id"), "-")
	id, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || id < 1 {
		return d.nothing(w, r, f)
	}
	return d.showPerson(w, r, f, obolus.PersonID(id))
}

func (d *door) showPerson(w http.ResponseWriter, r *http.Request, f *frame, id obolus.PersonID) error {
	var reader obolus.PersonID
	if f.Person != nil {
		reader = f.Person.ID
	}
	profile, err := d.App.Profile(r.Context(), reader, id)
	if err != nil {
		return err
	}
	p := &personPage{thingPage: &thingPage{frame: f, Heading: profile.Person.Name}, Profile: profile, Self: reader == id}
	p.Thing = obolus.Thing{URL: d.BaseURL + personPath(id), Title: profile.Person.Name}
	if profile.Shown {
		found, err := d.App.LookUp(r.Context(), p.Thing.URL)
		if err != nil {
			return err
		}
		err = d.fillThing(r.Context(), p.thingPage, found)
		if err != nil {
			return err
		}
		f.follow("/feeds/people-"+strconv.FormatInt(int64(id), 10), profile.Person.Name)
	}
	for _, who := range profile.Claimed {
		p.Claimed = append(p.Claimed, claimed{f.RecipientName(who), pageOf(who)})
	}
	shelf := readShelf(r.URL.Query())
	p.Things, err = d.App.Listed(r.Context(), app.Shelf{Person: id, Before: shelf.Before}, listedAtOnce+1)
	if err != nil {
		return err
	}
	if len(p.Things) > listedAtOnce {
		p.Things = p.Things[:listedAtOnce]
		p.More = pathOf(personPath(id), "before", strconv.FormatInt(int64(p.Things[listedAtOnce-1].Thing.ID), 10))
	}
	if shelf.Before != 0 {
		p.First = personPath(id)
	}
	f.Title, f.NoIndex = profile.Person.Name, !profile.Shown || shelf.Before != 0
	return d.show(w, "person", p)
}

// profile changes the reader's own page.
func (d *door) profile(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedForm(r, f)
	if err == nil {
		err = d.App.SetProfile(r.Context(), f.Person.ID, r.PostForm.Get("text"), r.PostForm.Get("shown") != "")
	}
	if err != nil {
		return err
	}
	redirect(w, r, personPath(f.Person.ID), "done", "profile")
	return nil
}

// pageOf is the page of an identity on the web, "" where it has none.
func pageOf(r obolus.Recipient) string {
	who, err := identity.ParseIdentity(r.Name)
	if err != nil {
		return ""
	}
	return string(who.Page())
}

func personPath(id obolus.PersonID) string { return "/people/" + strconv.FormatInt(int64(id), 10) }
