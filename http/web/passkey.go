package web

import (
	"encoding/base64"
	"encoding/json"
	"net/http"

	"obolus"
	"obolus/app"
	"obolus/http/server"
	"obolus/passkey"
)

var errNoPasskeys = obolus.Errorf(obolus.Conflict, "passkeys_none", "this instance's address allows no passkeys")

// beginPasskey answers our script with the first half of a ceremony: to sign in, to add a passkey or to
// confirm who somebody is.
func (d *door) beginPasskey(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := parseForm(r)
	if err != nil {
		return err
	}
	if d.Passkeys == nil {
		return errNoPasskeys
	}
	var ceremony passkey.Ceremony
	var person obolus.PersonID
	if purpose := r.PostForm.Get("for"); purpose == "sign_in" {
		ceremony, err = d.Passkeys.BeginSignIn()
	} else {
		err = signedInOnly(f)
		if err != nil {
			return err
		}
		person = f.Person.ID
		ceremony, err = d.beginOwn(r, person, purpose)
	}
	if err != nil {
		return err
	}
	secret, err := d.App.KeepCeremony(r.Context(), person, ceremony.Session, origin(r))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	return json.NewEncoder(w).Encode(map[string]any{"ceremony": secret, "options": ceremony.Options})
}

func (d *door) beginOwn(r *http.Request, person obolus.PersonID, purpose string) (passkey.Ceremony, error) {
	owner, err := d.App.PasskeyOwner(r.Context(), person)
	if err != nil {
		return passkey.Ceremony{}, err
	}
	if purpose == "add" {
		owner.Account.Handle, err = d.App.HandleOf(r.Context(), person, base64.RawURLEncoding.EncodeToString(passkey.NewHandle()))
		if err != nil {
			return passkey.Ceremony{}, err
		}
		return d.Passkeys.BeginRegistration(holder(owner))
	}
	return d.Passkeys.BeginStepUp(holder(owner))
}

// holder is a person as package passkey knows her. A passkey that cannot be read is as one she has not.
func holder(o app.PasskeyOwner) passkey.Person {
	handle, _ := base64.RawURLEncoding.DecodeString(o.Account.Handle) // ours; without one nothing can begin
	p := passkey.Person{Handle: handle, Name: o.Account.Email, DisplayName: o.Person.Name}
	if p.Name == "" {
		p.Name = o.Person.Name
	}
	for _, k := range o.Passkeys {
		var key passkey.Passkey
		if json.Unmarshal([]byte(k.Data), &key) == nil {
			p.Passkeys = append(p.Passkeys, key)
		}
	}
	return p
}

// signInByPasskey lets in whose device has answered.
func (d *door) signInByPasskey(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := parseForm(r)
	if err != nil {
		return err
	}
	if d.Passkeys == nil {
		return errNoPasskeys
	}
	var owner app.PasskeyOwner
	half, err := d.App.TakeCeremony(r.Context(), 0, r.PostForm.Get("ceremony"))
	if err != nil && obolus.KindOf(err) != obolus.NotFound {
		return err
	}
	use, err := d.Passkeys.FinishSignIn(half, []byte(r.PostForm.Get("response")), func(handle []byte) (passkey.Person, error) {
		var err error
		owner, err = d.App.PasskeyOwnerOf(r.Context(), base64.RawURLEncoding.EncodeToString(handle))
		return holder(owner), err
	})
	if correctable(err) {
		return d.signInAgain(w, r, f, err)
	}
	if err == nil {
		err = d.used(r, use)
	}
	if err != nil {
		return err
	}
	entry, err := d.App.EnterByPasskey(r.Context(), owner.Person.ID, use.Verified && !use.Cloned)
	if err != nil {
		return err
	}
	return d.enter(w, r, entry, r.PostForm.Get("next"))
}

// used keeps what has changed in a passkey.
func (d *door) used(r *http.Request, use passkey.Use) error {
	data, err := json.Marshal(use.Passkey)
	if err != nil {
		return err
	}
	return d.App.PasskeyUsed(r.Context(), app.Passkey{ID: base64.RawURLEncoding.EncodeToString(use.Passkey.ID), Data: string(data)})
}

// half is the ceremony that the reader has begun, used up by this, and its owner. One that is not there is
// empty, and finishing it fails as a wrong answer does.
func (d *door) half(r *http.Request, f *frame) (begun string, owner app.PasskeyOwner, err error) {
	begun, err = d.App.TakeCeremony(r.Context(), f.Person.ID, r.PostForm.Get("ceremony"))
	if err != nil && obolus.KindOf(err) != obolus.NotFound {
		return begun, owner, err
	}
	owner, err = d.App.PasskeyOwner(r.Context(), f.Person.ID)
	return begun, owner, err
}

// addPasskey keeps a new passkey under the name that its person gives it.
func (d *door) addPasskey(r *http.Request, f *frame) error {
	if d.Passkeys == nil {
		return errNoPasskeys
	}
	err := d.App.Confirmed(r.Context(), d.session(r)) // before the ceremony is used up
	if err != nil {
		return err
	}
	half, owner, err := d.half(r, f)
	if err != nil {
		return err
	}
	key, err := d.Passkeys.FinishRegistration(holder(owner), half, []byte(r.PostForm.Get("response")))
	if err != nil {
		return err
	}
	data, err := json.Marshal(key)
	if err != nil {
		return err
	}
	label := r.PostForm.Get("label")
	if label == "" {
		label = agent(r.UserAgent())
	}
	return d.App.AddPasskey(r.Context(), d.session(r), app.Passkey{ID: base64.RawURLEncoding.EncodeToString(key.ID), Label: label, Data: string(data)})
}

// stepUpByPasskey confirms the session by one of its person's passkeys. One that seems to be copied does not.
func (d *door) stepUpByPasskey(r *http.Request, f *frame) error {
	if d.Passkeys == nil {
		return errNoPasskeys
	}
	half, owner, err := d.half(r, f)
	if err != nil {
		return err
	}
	use, err := d.Passkeys.FinishStepUp(holder(owner), half, []byte(r.PostForm.Get("response")))
	if err == nil {
		err = d.used(r, use)
	}
	if err != nil {
		return err
	}
	if use.Cloned {
		return server.Refuse(http.StatusUnprocessableEntity, "passkey_refused", "passkey", "this passkey was not accepted")
	}
	return d.App.Confirm(r.Context(), d.session(r))
}
