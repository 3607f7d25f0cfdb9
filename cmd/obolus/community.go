package main

import (
	"bufio"
	"context"
	"embed"
	"fmt"
	"strconv"
	"strings"

	"obolus"
	"obolus/app"
	"obolus/identity"
	"obolus/money"
)

//go:embed demo/*.txt
var demoFiles embed.FS

// community is the demo's people and things.
type community struct {
	supporters []demoSupporter
	things     []demoThing
}

type demoSupporter struct {
	name      string
	id        obolus.PersonID
	budget    money.Amount
	paidIn    money.Amount
	clicks    int // in a usual month
	languages []string
}

type demoThing struct {
	url, title string
	claimedBy  string // "" where it waits
	language   string
	rank       int // of its creator, the most popular first
}

// readCommunity reads the embedded files.
func readCommunity() (*community, error) {
	var c community
	err := eachLine("demo/supporters.txt", func(line string) error { return c.readSupporter(line) })
	if err != nil {
		return nil, err
	}
	var creator demoCreator
	err = eachLine("demo/things.txt", func(line string) error {
		if rest, ok := strings.CutPrefix(line, "@ "); ok {
			return creator.read(rest)
		}
		c.things = append(c.things, creator.thing(line))
		return nil
	})
	return &c, err
}

// eachLine visits the lines of an embedded file that are neither empty nor comments.
func eachLine(name string, visit func(line string) error) error {
	file, err := demoFiles.Open(name)
	if err != nil {
		return fmt.Errorf("opening the demo's data: %w", err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		err = visit(line)
		if err != nil {
			return fmt.Errorf("%s, line %d: %w", name, n, err)
		}
	}
	return lines.Err()
}

// fields cuts a line at its bars.
func fields(line string, n int) ([]string, error) {
	parts := strings.Split(line, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	if len(parts) != n {
		return nil, fmt.Errorf("%d fields instead of %d", len(parts), n)
	}
	return parts, nil
}

func (c *community) readSupporter(line string) error {
	f, err := fields(line, 5)
	if err != nil {
		return err
	}
	s := demoSupporter{name: f[0], languages: strings.Fields(f[4])}
	s.budget, err = money.Parse(f[1])
	if err != nil {
		return err
	}
	s.paidIn, err = money.Parse(f[2])
	if err != nil {
		return err
	}
	s.clicks, err = strconv.Atoi(f[3])
	c.supporters = append(c.supporters, s)
	return err
}

// demoCreator is the creator whose things are being read.
type demoCreator struct {
	base      string
	number    int
	claimedBy string
	language  string
	rank      int
}

func (cr *demoCreator) read(line string) error {
	f, err := fields(line, 4)
	if err != nil {
		return err
	}
	cr.base, cr.claimedBy, cr.language = f[0], strings.TrimPrefix(f[2], "-"), f[3]
	cr.rank++
	cr.number, err = strconv.Atoi(f[1])
	return err
}

func (cr *demoCreator) thing(title string) demoThing {
	t := demoThing{url: cr.base + strconv.Itoa(cr.number), title: title, claimedBy: cr.claimedBy, language: cr.language, rank: cr.rank}
	cr.number++
	return t
}

// settle makes the accounts, lets creators claim what is theirs, and supporters pay in.
func (c *community) settle(ctx context.Context, d *database) error {
	people := map[string]obolus.PersonID{}
	person := func(name string) (obolus.PersonID, error) {
		if id, ok := people[name]; ok {
			return id, nil
		}
		p, err := d.AddPerson(ctx, name)
		people[name] = p.ID
		return p.ID, err
	}
	for i := range c.supporters {
		s := &c.supporters[i]
		var err error
		s.id, err = person(s.name)
		if err != nil {
			return err
		}
		_, err = d.SetBudget(ctx, s.id, s.budget)
		if err != nil {
			return err
		}
		_, err = d.Deposit(ctx, app.Payment{Person: s.id, Provider: "test", Reference: "demo-" + strconv.Itoa(i+1),
			Gross: s.paidIn, State: obolus.DepositCleared})
		if err != nil {
			return err
		}
	}
	for _, t := range c.things {
		if t.claimedBy == "" {
			continue
		}
		id, err := person(t.claimedBy)
		if err != nil {
			return err
		}
		address, err := identity.Parse(t.url)
		if err != nil {
			return fmt.Errorf("the demo's thing %s: %w", t.url, err)
		}
		_, err = d.Claim(ctx, id, address.Identity.String()) // the second thing changes nothing
		if err != nil {
			return err
		}
	}
	return nil
}
