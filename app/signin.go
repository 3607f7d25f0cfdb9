package app

import (
	"context"
	"time"

	"obolus"
	"obolus/auth"
)

// Entry is how far somebody has come in. With Code she still owes a second factor: it is the secret under
// which SignInByCode waits for that. Without, she is in, and the door gives her a session.
type Entry struct {
	Person obolus.PersonID
	Code   string
}

// mailedLink marks links that came by mail: they prove one thing, so a second factor is still asked for.
// Links from the operator's command line let people in who have lost theirs.
const mailedLink = "mail"

const mailedLinkLife = 15 * time.Minute

var errPassword = &obolus.Error{Kind: obolus.Invalid, Code: "password_wrong", Field: "password",
	Message: "this e-mail address and password do not belong together"}

// SignInByPassword lets in whoever knows the password of an address. from is where she comes from. It fails
// with kind Invalid (password_wrong) and TooMany, in the same way and after the same work whether the
// address has an account or not.
func (a *App) SignInByPassword(ctx context.Context, email, password, from string) (Entry, error) {
	_, folded, err := auth.MailAddress(email)
	if err != nil {
		folded = "" // nobody's: goes the whole way all the same
	}
	err = a.try(ctx, guessesFrom, from)
	if err == nil {
		err = a.try(ctx, guessesOfAccount, "address "+folded)
	}
	if err != nil {
		return Entry{}, err
	}
	account, err := a.store.AccountOf(ctx, folded)
	if err != nil && obolus.KindOf(err) != obolus.NotFound {
		return Entry{}, err
	}
	right, outdated := auth.CheckPassword(account.Password, password) // "" costs what a real one costs
	if !right {
		return Entry{}, errPassword
	}
	err = a.forgive(ctx, guessesOfAccount, "address "+folded)
	if err == nil && outdated {
		renewed := auth.HashPassword(password)
		err = a.write(ctx, func(tx Tx) error { return tx.SetPassword(ctx, account.Person, renewed) })
	}
	if err != nil {
		return Entry{}, err
	}
	return a.enter(ctx, account.Person)
}

// MailLink queues a letter with a link that signs in once within 15 minutes. Nothing tells whether the
// address has an account: without one there is no letter, and the same is written down.
func (a *App) MailLink(ctx context.Context, email, language, next, from string) error {
	_, folded, err := auth.MailAddress(email)
	if err != nil {
		return err
	}
	err = a.try(ctx, signUpsFrom, from)
	if err != nil {
		return err
	}
	account, err := a.store.AccountOf(ctx, folded)
	unknown := obolus.KindOf(err) == obolus.NotFound
	if err != nil && !unknown {
		return err
	}
	secret := newSecret()
	c := Credential{Hash: hash(secret), Kind: Link, Person: account.Person, Label: mailedLink, CreatedAt: a.now(), ExpiresAt: a.now().Add(mailedLinkLife)}
	if unknown { // the same is counted and written, under a secret that nobody gets
		_, waits, err := a.pend(WaiterPending, 0, nil, 0)
		if err != nil {
			return err
		}
		return a.post(ctx, newLetter{folded: folded}, func(tx Tx) error { return tx.InsertPending(ctx, waits) })
	}
	letter := newLetter{kind: LinkLetter, email: account.Email, folded: folded, language: language, data: LetterData{Secret: secret, Next: next}}
	return a.post(ctx, letter, func(tx Tx) error { return tx.InsertCredential(ctx, c) })
}

// SignInByLink uses up a sign-in link. It fails with kind Signin.
func (a *App) SignInByLink(ctx context.Context, link string) (Entry, error) {
	person, err := a.Authenticate(ctx, Link, link)
	if err != nil {
		return Entry{}, err
	}
	c, err := a.store.Credential(ctx, hash(link))
	if obolus.KindOf(err) == obolus.NotFound {
		return Entry{}, errSignin
	}
	if err != nil {
		return Entry{}, err
	}
	err = a.write(ctx, func(tx Tx) error {
		fresh, err := tx.UseCredential(ctx, hash(link), a.now())
		if err == nil && !fresh {
			err = errSignin
		}
		return err
	})
	if err != nil {
		return Entry{}, err
	}
	a.known.credentials.forget(hash(link))
	if c.Label != mailedLink {
		return Entry{Person: person}, nil
	}
	return a.enter(ctx, person)
}

// enter asks for the second factor where there is one.
func (a *App) enter(ctx context.Context, person obolus.PersonID) (Entry, error) {
	on, err := a.HasTOTP(ctx, person)
	if err != nil || !on {
		return Entry{Person: person}, err
	}
	secret, waits, err := a.pend(SecondPending, person, nil, secondLife)
	if err != nil {
		return Entry{}, err
	}
	err = a.write(ctx, func(tx Tx) error { return tx.InsertPending(ctx, waits) })
	return Entry{Person: person, Code: secret}, err
}

// SignInByCode takes the second factor for a sign-in that waits for it: a code from the app or a recovery
// code. It fails with kind Invalid (code_wrong), TooMany, and NotFound (link_ended).
func (a *App) SignInByCode(ctx context.Context, secret, code string) (obolus.PersonID, error) {
	waits, err := a.awaited(ctx, SecondPending, secret)
	if err != nil {
		return 0, err
	}
	err = a.checkCode(ctx, waits.Person, code)
	if err != nil {
		return 0, err
	}
	return waits.Person, a.write(ctx, func(tx Tx) error { return takePending(ctx, tx, waits) })
}

// SignIn uses up a sign-in link and returns the secret of a new session. It fails with kind Signin.
func (a *App) SignIn(ctx context.Context, link string) (obolus.PersonID, string, error) {
	entry, err := a.SignInByLink(ctx, link)
	if err == nil && entry.Code != "" {
		err = errSignin
	}
	if err != nil {
		return 0, "", err
	}
	session, err := a.NewCredential(ctx, entry.Person, Session, "")
	return entry.Person, session, err
}
