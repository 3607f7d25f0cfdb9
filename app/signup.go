package app

import (
	"context"
	"crypto/rand"
	"crypto/subtle"

	"obolus"
	"obolus/auth"
)

// NewAccount is what a stranger says of herself.
type NewAccount struct {
	Name       string
	Email      string
	Password   string // "" for none: she signs in by link, or adds a passkey
	Language   string // of her letters
	Next       string // the page that she wanted
	Invitation string
	From       string // where she comes from, for the limits
}

// signUp waits for its address to be confirmed. Until then nobody has the name or the address: who does not
// own an address cannot hold it.
type signUp struct {
	Name, Email, Folded, Password, Browser, Next, Invitation, Language string
}

// SignUp queues a letter that confirms the address; the person exists when its link is used. The answer is
// the same, and takes the same work, whether the address has an account or not: then the letter says so.
// It returns a secret for the browser: only with it does the chosen password become the account's. Fails
// with kind Invalid (name, email, password), Conflict (name_taken), Forbidden or TooMany.
func (a *App) SignUp(ctx context.Context, n NewAccount) (browser string, err error) {
	name, foldedName, err := obolus.CheckName(n.Name)
	if err != nil {
		return "", err
	}
	email, folded, err := auth.MailAddress(n.Email)
	if err != nil {
		return "", err
	}
	if n.Password != "" {
		err = auth.JudgePassword(n.Password, name, email)
		if err != nil {
			return "", err
		}
	}
	err = a.mayJoin(ctx, a.store, n.Invitation)
	if err != nil {
		return "", err
	}
	err = a.try(ctx, signUpsFrom, n.From)
	if err != nil {
		return "", err
	}
	_, err = a.store.PersonNamed(ctx, foldedName)
	if err == nil {
		return "", errNameTaken(name)
	}
	if obolus.KindOf(err) != obolus.NotFound {
		return "", err
	}
	hashed := ""
	if n.Password != "" {
		hashed = auth.HashPassword(n.Password)
	}
	if !storable(n.Invitation) { // an open instance has not looked at it
		n.Invitation = ""
	}
	browser = rand.Text()
	return browser, a.await(ctx, n, signUp{Name: name, Email: email, Folded: folded, Password: hashed, Browser: hash(browser), Next: n.Next, Invitation: n.Invitation, Language: n.Language})
}

// await stores the sign-up and queues its letter. One for an address with an account is stored too, under a
// secret that nobody gets: what is written must not tell either.
func (a *App) await(ctx context.Context, n NewAccount, s signUp) error {
	free, err := addressFree(ctx, a.store, s.Folded)
	if err != nil {
		return err
	}
	secret, waits, err := a.pend(SignUpPending, 0, s, confirmLife)
	if err != nil {
		return err
	}
	letter := newLetter{kind: SignUpLetter, email: s.Email, folded: s.Folded, language: n.Language, data: LetterData{Name: s.Name, Secret: secret, Next: n.Next}}
	if !free {
		letter.kind, letter.data = KnownLetter, LetterData{Name: s.Name}
	}
	return a.post(ctx, letter, func(tx Tx) error { return tx.InsertPending(ctx, waits) })
}

// AwaitedSignUp tells which name a sign-up's secret stands for.
func (a *App) AwaitedSignUp(ctx context.Context, secret string) (string, error) {
	_, s, err := a.readSignUp(ctx, secret)
	return s.Name, err
}

func (a *App) readSignUp(ctx context.Context, secret string) (Pending, signUp, error) {
	var s signUp
	waits, err := a.awaited(ctx, SignUpPending, secret)
	if err == nil {
		err = waits.read(&s)
	}
	return waits, s, err
}

// Joined is a person who has just confirmed her address.
type Joined struct {
	Person       obolus.Person
	Next         string
	PasswordLost bool // she chose one in another browser, perhaps somebody else did: it does not count
}

// ConfirmSignUp makes the person whose address a secret was sent to. name replaces the one she chose, which
// somebody may have got meanwhile (name_taken); "" keeps it.
func (a *App) ConfirmSignUp(ctx context.Context, secret, browser, name string) (Joined, error) {
	waits, s, err := a.readSignUp(ctx, secret)
	if err != nil {
		return Joined{}, err
	}
	if name == "" {
		name = s.Name
	}
	written, foldedName, err := obolus.CheckName(name)
	if err != nil {
		return Joined{}, err
	}
	ids, err := a.store.NewIDs(ctx, 2)
	if err != nil {
		return Joined{}, err
	}
	// Whoever signs up with somebody else's address and a password that she knows would own the account
	// that its owner confirms. The password counts only in the browser that chose it.
	same := subtle.ConstantTimeCompare([]byte(hash(browser)), []byte(s.Browser)) == 1
	joined := Joined{Next: s.Next, PasswordLost: s.Password != "" && !same}
	err = a.write(ctx, func(tx Tx) error {
		err := takePending(ctx, tx, waits)
		if err != nil {
			return err
		}
		err = a.mayJoin(ctx, tx, s.Invitation)
		if err != nil {
			return err
		}
		free, err := addressFree(ctx, tx, s.Folded)
		if err != nil {
			return err
		}
		if !free {
			return errLinkEnded
		}
		joined.Person, err = a.insertPerson(ctx, tx, ids, written, foldedName)
		if err != nil {
			return err
		}
		return a.settleIn(ctx, tx, joined.Person.ID, s, same)
	})
	return joined, err
}

// settleIn gives a new person her address, her password, and the invitation's thanks.
func (a *App) settleIn(ctx context.Context, tx Tx, person obolus.PersonID, s signUp, same bool) error {
	err := tx.SetEmail(ctx, person, s.Email, s.Folded, s.Language, a.now())
	if err != nil {
		return err
	}
	if same && s.Password != "" {
		err = tx.SetPassword(ctx, person, s.Password)
		if err != nil {
			return err
		}
	}
	if s.Invitation == "" {
		return nil
	}
	fresh, err := tx.UseInvitation(ctx, s.Invitation, person, a.now())
	if err == nil && !fresh {
		settings, err := tx.Settings(ctx)
		if err == nil && settings.Mode != obolus.ModeOpen {
			err = errInvitation
		}
		return err
	}
	return err
}
