package e2e_test

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/store"
	"obolus/store/storetest"
	"obolus/testpg"
)

// people is a month that takes long enough to close to be hit in the middle.
var people = population{Supporters: 12_000, Clicks: 10, Recipients: 2_000, Things: 6_000, Month: obolus.MonthOf(time.Now()).Previous()}

// Protects R7 from kill -9: wherever in a close the process dies, the month is either closed wholly or
// not at all, everything adds up, and the close is simply run again, with the same result.
func TestCrash_InTheMiddleOfAClose(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		i := newInstance(t, plain, storetest.File(t))
		i.populate(people)
		original, err := os.ReadFile(i.db)
		i.must(err)
		crashes(i, func() {
			i.db = storetest.File(t)
			i.must(os.WriteFile(i.db, original, 0o600))
		})
	})
	t.Run("postgres", func(t *testing.T) {
		i := newInstance(t, plain, testpg.URL(t))
		i.populate(people)
		crashes(i, func() {
			i.db = testpg.URL(t)
			i.populate(people)
		})
	})
}

// crashes kills closes at moments spread over the time that one takes. Where the kill came too late,
// renew makes the month open again.
func crashes(i *instance, renew func()) {
	i.Helper()
	const rounds = 12
	var expected closed
	start := time.Now()
	i.read(&expected, "close", people.Month.String(), "--dry-run")
	length := time.Since(start)
	start = time.Now()
	i.succeed("close", "--help")
	begins := time.Since(start) // so long it takes until a process begins to work

	middle := 0
	for round := range rounds {
		share := 1.15 * (float64(round) + rand.Float64()) / rounds // a dry run lacks the commit, which takes time too
		after := begins + time.Duration(share*float64(length-begins))
		finished := i.killedClose(after)
		if i.isClosed() {
			i.wholly(expected)
			renew()
			continue
		}
		if finished {
			i.Error("the close said that it was done and was not")
		}
		middle++
		if v := i.verified(); v.Months != 0 {
			i.Errorf("after a kill %s into the close verify knows %+v", after, v)
		}
	}
	i.Logf("a close takes %s; of %d kills %d came before it was done", length, rounds, middle)
	if middle < rounds/3 {
		i.Errorf("only %d of %d kills hit a close: this tested little", middle, rounds)
	}
	var last closed
	i.read(&last, "close", people.Month.String())
	if last.AlreadyClosed {
		i.Errorf("the close says %+v", last)
	}
	i.wholly(expected)
}

// killedClose starts a close and kills it after a while; it tells whether the close had ended by then.
func (i *instance) killedClose(after time.Duration) (finished bool) {
	i.Helper()
	cmd := i.command("close", people.Month.String())
	i.must(cmd.Start())
	kill := time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	defer kill.Stop()
	err := cmd.Wait()
	return err == nil
}

// isClosed looks past the verbs too: a month that is not closed has no settlement.
func (i *instance) isClosed() bool {
	i.Helper()
	is := false
	i.at(time.Now(), func(a *app.App, db *store.DB) {
		_, err := a.Closing(i.Context(), people.Month)
		is = err == nil
		if err != nil && obolus.KindOf(err) != obolus.NotFound {
			i.Fatal(err)
		}
		i.must(db.Snapshot(i.Context(), func(tx app.Reader) error {
			settled, err := tx.SettledBy(i.Context(), people.Month)
			if !is && len(settled) > 0 {
				i.Errorf("the month is open and %d supporters are settled", len(settled))
			}
			return err
		}))
	})
	return is
}

// wholly checks that the month is closed as the dry run said.
func (i *instance) wholly(expected closed) {
	i.Helper()
	var again closed
	i.read(&again, "close", people.Month.String())
	same := again
	same.AlreadyClosed, same.DryRun, same.ClosedAt = expected.AlreadyClosed, expected.DryRun, expected.ClosedAt
	if !again.AlreadyClosed || same != expected {
		text, _ := json.Marshal(again)
		i.Errorf("the month was closed as %s, the dry run said %+v", text, expected)
	}
	if v := i.verified(); v.Months != 1 || v.Clicks != expected.Clicks {
		i.Errorf("verified were %+v", v)
	}
}
