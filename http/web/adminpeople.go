package web

import (
	"fmt"
	"net/http"

	"obolus"
	"obolus/app"
)

type peoplePage struct {
	*frame
	Name   string
	People []obolus.Person
	More   obolus.PersonID // the last one, where there may be more
}

const peopleOnPage = 50

// adminPeople lists accounts, or those whose names begin as is asked.
func (d *door) adminPeople(w http.ResponseWriter, r *http.Request, f *frame) error {
	p := &peoplePage{frame: f, Name: r.URL.Query().Get("name")}
	var err error
	if p.Name != "" {
		p.People, err = d.App.PeopleNamed(r.Context(), p.Name, peopleOnPage)
	} else {
		p.People, err = d.App.People(r.Context(), obolus.PersonID(readAfter(r)), peopleOnPage)
		if len(p.People) == peopleOnPage {
			p.More = p.People[peopleOnPage-1].ID
		}
	}
	if err != nil {
		return err
	}
	f.Title = f.Text("admin.people")
	return d.show(w, "adminpeople", p)
}

// setPerson suspends or reinstates somebody, for a reason that is written down.
func (d *door) setPerson(w http.ResponseWriter, r *http.Request, f *frame) error {
	id, err := readID(r)
	if err != nil {
		return err
	}
	do, person := r.PostForm.Get("do"), obolus.PersonID(id)
	ctx := doing(r, f, "person."+do, fmt.Sprint("person ", id), r.PostForm.Get("reason"))
	switch {
	case do == "suspend" && person == f.Person.ID:
		return obolus.Errorf(obolus.Forbidden, "not_oneself", "nobody suspends herself")
	case do == "suspend":
		_, err = d.App.Suspend(ctx, person)
	case do == "reinstate":
		_, err = d.App.Reinstate(ctx, person)
	default:
		return formBroken("do")
	}
	if err != nil {
		return err
	}
	redirect(w, r, "/admin/people", "done", "decided")
	return nil
}

// setThing takes a thing out of sight or brings it back, or holds and releases its money.
func (d *door) setThing(w http.ResponseWriter, r *http.Request, f *frame) error {
	id, err := readID(r)
	if err != nil {
		return err
	}
	do, thing := r.PostForm.Get("do"), obolus.ThingID(id)
	found, err := d.App.Thing(r.Context(), thing)
	if err != nil {
		return err
	}
	ctx := doing(r, f, "thing."+do, fmt.Sprint("thing ", id), r.PostForm.Get("reason"))
	switch do {
	case "bar", "unbar":
		err = d.App.Bar(ctx, thing, do == "bar")
	case "hold", "release":
		err = d.App.Hold(ctx, found.Recipient.ID, do == "hold")
	default:
		return formBroken("do")
	}
	if err != nil {
		return err
	}
	redirect(w, r, thingPath(thing), "done", "decided")
	return nil
}

type waitingPage struct {
	*frame
	Waiting []app.Waiter
}

func (d *door) adminWaiting(w http.ResponseWriter, r *http.Request, f *frame) error {
	p := &waitingPage{frame: f}
	var err error
	p.Waiting, err = d.App.WaitingList(r.Context(), 100)
	if err != nil {
		return err
	}
	f.Title = f.Text("admin.waiting")
	return d.show(w, "adminwaiting", p)
}

// admit lets one address in from the waiting list.
func (d *door) admit(w http.ResponseWriter, r *http.Request, f *frame) error {
	email := r.PostForm.Get("email")
	err := d.App.AdmitAddress(doing(r, f, "waiting.admit", "an address of the waiting list", ""), email)
	if err != nil {
		return err
	}
	redirect(w, r, "/admin/waiting", "done", "decided")
	return nil
}
