package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"obolus"
	"obolus/app"
	"obolus/money"
)

// run plays the scene on an empty database: each month's deposits and clicks, then its close, and at
// the end the check of everything.
func (s *scene) run(ctx context.Context, c *console, d *database) (simulation, error) {
	result := simulation{Months: []simulatedMonth{}}
	settings, err := d.Settings(ctx)
	if err != nil {
		return result, err
	}
	s.fee = settings.FeeDeposit
	people, err := s.people(ctx, c, d)
	if err != nil {
		return result, err
	}
	watch := c.progress("clicks")
	done := int64(0)
	for _, lines := range s.months() {
		month, err := s.runMonth(ctx, c, d, people, lines, func(n int) {
			done += int64(n)
			watch.at(done, int64(len(s.lines)))
		})
		if err != nil {
			return result, err
		}
		result.Months = append(result.Months, month)
	}
	found, err := d.Verify(ctx, c.progress("verifying").at)
	if err != nil {
		return result, err
	}
	for _, difference := range found.Differences {
		c.note("%s", difference)
	}
	for i := range result.Months {
		result.Months[i].Verified = len(found.Differences) == 0
	}
	if len(found.Differences) > 0 {
		return result, fmt.Errorf("the check found %s", count(len(found.Differences), "difference", "differences"))
	}
	return result, nil
}

// people creates the supporters, in the order of the file.
func (s *scene) people(ctx context.Context, c *console, d *database) ([]obolus.PersonID, error) {
	watch := c.progress("people")
	people := make([]obolus.PersonID, 0, len(s.names))
	for _, name := range s.names {
		p, err := d.AddPerson(ctx, name)
		if err != nil {
			return nil, err
		}
		people = append(people, p.ID)
		watch.at(int64(len(people)), int64(len(s.names)))
	}
	return people, nil
}

// runMonth plays one month and closes it when it is over.
func (s *scene) runMonth(ctx context.Context, c *console, d *database, people []obolus.PersonID, lines []sceneLine, step func(n int)) (simulatedMonth, error) {
	m := obolus.MonthOf(lines[0].at)
	s.clock.t = m.Start()
	ready := map[int]bool{}
	for _, line := range lines {
		if ready[line.supporter] {
			continue
		}
		ready[line.supporter] = true
		err := s.topUp(ctx, d, people[line.supporter], budgetKey{line.supporter, m})
		if err != nil {
			return simulatedMonth{}, fmt.Errorf("topping up %s: %w", s.names[line.supporter], err)
		}
	}
	for some := range slices.Chunk(lines, linesAtOnce) {
		err := s.click(ctx, c, d, people, some)
		if err != nil {
			return simulatedMonth{}, err
		}
		step(len(some))
	}
	s.clock.t = m.End()
	_, err := d.CloseMonth(ctx, m, app.CloseOptions{Progress: c.progress("closing " + m.String()).at})
	if err != nil {
		return simulatedMonth{}, err
	}
	division, err := d.Division(ctx, m)
	if err != nil {
		return simulatedMonth{}, err
	}
	return simulated(division)
}

// linesAtOnce is how many lines are clicked in one transaction.
const linesAtOnce = 250

// click plays some lines of one month, with the clock at the last of them.
func (s *scene) click(ctx context.Context, c *console, d *database, people []obolus.PersonID, lines []sceneLine) error {
	past := make([]app.PastClick, 0, len(lines))
	for _, line := range lines {
		past = append(past, app.PastClick{Person: people[line.supporter], Address: line.url, At: line.at})
	}
	s.clock.t = lines[len(lines)-1].at
	clicked, err := d.Replay(ctx, past)
	if err != nil {
		return fmt.Errorf("the clicks of lines %d to %d: %w", lines[0].number, lines[len(lines)-1].number, err)
	}
	for i, line := range lines {
		if !clicked[i].New {
			c.note("line %d: %s has clicked %s in %s already; it counts once", line.number, s.names[line.supporter], line.url, obolus.MonthOf(line.at))
		}
	}
	return nil
}

// topUp gives a supporter her month's budget, and the funds for it through a real deposit.
func (s *scene) topUp(ctx context.Context, d *database, person obolus.PersonID, key budgetKey) error {
	budget := s.budgets[key]
	if s.chosen[key.supporter] != budget {
		_, err := d.SetBudget(ctx, person, budget)
		if err != nil {
			return err
		}
		s.chosen[key.supporter] = budget
	}
	balances, err := d.Balances(ctx, person)
	if err != nil || balances.Funds >= budget {
		return err
	}
	gross, err := s.fee.GrossFor(budget - balances.Funds)
	if err != nil {
		return err
	}
	_, err = d.Deposit(ctx, app.Payment{Person: person, Provider: "test", Gross: gross, State: obolus.DepositCleared,
		Reference: key.month.String() + "-" + strconv.FormatInt(int64(person), 10)})
	return err
}

// simulated turns a month's division into the result's form.
func simulated(division app.Division) (simulatedMonth, error) {
	m := simulatedMonth{Month: division.Closing.Month, Clicks: division.Closing.Clicks, Spent: division.Closing.Spent,
		Supporters: []simulatedSupporter{}, Recipients: []simulatedRecipient{}}
	for _, s := range division.Supporters {
		m.Supporters = append(m.Supporters, simulatedSupporter{s.Person.Name, s.Settlement.Budget, s.Settlement.Clicks,
			s.Settlement.Share, s.Settlement.Spent(), s.Settlement.Kept()})
	}
	for _, r := range division.Recipients {
		m.Recipients = append(m.Recipients, simulatedRecipient{r.Recipient.Name, r.Clicks, r.Amount})
	}
	slices.SortFunc(m.Supporters, func(a, b simulatedSupporter) int { return cmp.Compare(a.Supporter, b.Supporter) })
	slices.SortFunc(m.Recipients, func(a, b simulatedRecipient) int { return cmp.Compare(a.Recipient, b.Recipient) })
	var err error
	m.Received, err = money.Sum(each(m.Recipients, func(r simulatedRecipient) money.Amount { return r.Amount })...)
	return m, err
}
