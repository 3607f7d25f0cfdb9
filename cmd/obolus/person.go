package main

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"obolus"
	"obolus/app"
	"obolus/money"
)

type personCommand struct {
	Add       personAdd       `cmd:"" help:"Create an account."`
	List      personList      `cmd:"" help:"List everybody."`
	Budget    personBudget    `cmd:"" help:"Set what a person gives per month."`
	Suspend   personSuspend   `cmd:"" help:"Freeze a person's clicks and earnings; nothing is lost."`
	Reinstate personReinstate `cmd:"" help:"Lift a suspension; months that closed meanwhile are settled late."`
	Operator  personOperator  `cmd:"" help:"Let a person run the instance on the pages under /admin, or no longer."`
	Token     personToken     `cmd:"" help:"Make a token for the API. It is shown once."`
	Tokens    personTokens    `cmd:"" help:"List a person's tokens."`
	Revoke    personRevoke    `cmd:"" help:"End one of a person's tokens."`
	Link      personLink      `cmd:"" help:"Make a link that signs a person in once."`
}

// named is a person as an argument.
type named struct {
	Name string `arg:"" help:"The person's name, in any case."`
}

// personJSON is a person for programs.
type personJSON struct {
	ID          obolus.PersonID `json:"id"`
	Name        string          `json:"name"`
	Budget      money.Amount    `json:"budget"`
	Operator    bool            `json:"operator"`
	CreatedAt   *string         `json:"created_at"`
	SuspendedAt *string         `json:"suspended_at"`
}

func personOf(p obolus.Person) personJSON {
	return personJSON{ID: p.ID, Name: p.Name, Budget: p.Budget, Operator: p.Operator, CreatedAt: moment(p.CreatedAt), SuspendedAt: moment(p.SuspendedAt)}
}

type personAdd struct {
	Name string `arg:"" help:"A name that nobody has yet."`
}

// Run creates the account.
func (p *personAdd) Run(ctx context.Context, c *console) error {
	d, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	person, err := d.AddPerson(doing(ctx, "person.add", p.Name, ""), p.Name)
	if err != nil {
		return err
	}
	return c.answer(personOf(person), func(out *page) { out.line("%s is person %d.", person.Name, person.ID) })
}

type personBudget struct {
	named
	Amount amount `arg:"" help:"What she gives per month, from 2 to 100, such as 5 or 7.50."`
}

// Run sets the budget, which prices all clicks of the running month.
func (p *personBudget) Run(ctx context.Context, c *console) error {
	return p.change(ctx, c, "person.budget", func(ctx context.Context, d *database, id obolus.PersonID) (obolus.Person, error) {
		return d.SetBudget(ctx, id, money.Amount(p.Amount))
	}, func(person obolus.Person) string {
		return fmt.Sprintf("%s gives %s per month.", person.Name, person.Budget.Cents())
	})
}

type personSuspend struct{ named }

// Run suspends the person.
func (p *personSuspend) Run(ctx context.Context, c *console) error {
	return p.change(ctx, c, "person.suspend", func(ctx context.Context, d *database, id obolus.PersonID) (obolus.Person, error) {
		return d.Suspend(ctx, id)
	},
		func(person obolus.Person) string {
			return fmt.Sprintf("%s is suspended since %s: her clicks and earnings are frozen.", person.Name, day(person.SuspendedAt))
		})
}

type personReinstate struct{ named }

// Run lifts the suspension.
func (p *personReinstate) Run(ctx context.Context, c *console) error {
	return p.change(ctx, c, "person.reinstate", func(ctx context.Context, d *database, id obolus.PersonID) (obolus.Person, error) {
		return d.Reinstate(ctx, id)
	},
		func(person obolus.Person) string { return person.Name + " is not suspended." })
}

type personOperator struct {
	named
	Revoke bool `help:"Take it from her."`
}

// Run makes somebody an operator, which only the command line can do.
func (p *personOperator) Run(ctx context.Context, c *console) error {
	action := "person.operator"
	if p.Revoke {
		action = "person.no_operator"
	}
	return p.change(ctx, c, action, func(ctx context.Context, d *database, id obolus.PersonID) (obolus.Person, error) {
		return d.SetOperator(ctx, id, !p.Revoke)
	}, func(person obolus.Person) string {
		if person.Operator {
			return person.Name + " is an operator: the pages are under /admin."
		}
		return person.Name + " is no operator."
	})
}

// find opens the database and looks the person up. Whoever calls closes it, unless this fails.
func (n *named) find(ctx context.Context, c *console) (*database, obolus.Person, error) {
	d, err := c.openExisting(ctx)
	if err != nil {
		return nil, obolus.Person{}, err
	}
	person, err := d.PersonNamed(ctx, n.Name)
	if err != nil {
		d.close()
		return nil, obolus.Person{}, err
	}
	return d, person, nil
}

// change finds the person, changes her on record, and says how she is now.
func (n *named) change(ctx context.Context, c *console, action string, change func(context.Context, *database, obolus.PersonID) (obolus.Person, error), say func(obolus.Person) string) error {
	d, person, err := n.find(ctx, c)
	if err != nil {
		return err
	}
	defer d.close()
	person, err = change(doing(ctx, action, fmt.Sprint("person ", person.ID), ""), d, person.ID)
	if err != nil {
		return err
	}
	return c.answer(personOf(person), func(out *page) { out.line("%s", say(person)) })
}

type personToken struct {
	named
	Label string `help:"What the token is for, to tell it from others."`
}

// Run makes a token.
func (p *personToken) Run(ctx context.Context, c *console) error {
	return p.secret(ctx, c, app.Token, p.Label, func(secret string) (any, string) {
		return map[string]string{"token": secret}, secret
	})
}

type personLink struct {
	named
	BaseURL string `default:"http://localhost:8080" placeholder:"URL" help:"The instance's address for people (default: ${default})."`
}

// Run makes a sign-in link.
func (p *personLink) Run(ctx context.Context, c *console) error {
	base, err := baseURL(p.BaseURL)
	if err != nil {
		return err
	}
	return p.secret(ctx, c, app.Link, "", func(secret string) (any, string) {
		link := signInURL(base, secret)
		return map[string]string{"link": link}, link
	})
}

// secret makes a credential and shows it, this once.
func (n *named) secret(ctx context.Context, c *console, kind app.CredentialKind, label string, show func(secret string) (any, string)) error {
	d, person, err := n.find(ctx, c)
	if err != nil {
		return err
	}
	defer d.close()
	secret, err := d.NewCredential(doing(ctx, "person."+string(kind), fmt.Sprint("person ", person.ID), label), person.ID, kind, label)
	if err != nil {
		return err
	}
	value, text := show(secret)
	return c.answer(value, func(out *page) { out.line("%s", text) })
}

// signInURL is the page that uses up a sign-in link. The secret stands in the path because query
// strings end up in more logs.
func signInURL(base, secret string) string { return base + "/signin/" + secret }

// thingURL is a thing's page.
func thingURL(base string, id obolus.ThingID) string { return fmt.Sprintf("%s/things/%d", base, id) }

// baseURL checks an instance's address and takes off its last slash.
func baseURL(text string) (string, error) {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return "", &usageError{fmt.Errorf("an instance's address is written like https://obolus.example.org, not %q", text)}
	}
	return strings.TrimRight(text, "/"), nil
}
