package jobs_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"obolus/jobs"
	"obolus/jobs/jobstest"
)

// line is one process's connection to the store. While it is cut, every
// question fails; while it hangs, none is answered.
type line struct {
	jobs.Store
	cut  atomic.Bool
	hang atomic.Bool
}

var errCut = errors.New("connection refused")

func (l *line) up(ctx context.Context) error {
	if l.hang.Load() {
		<-ctx.Done()
		return ctx.Err()
	}
	if l.cut.Load() {
		return errCut
	}
	return nil
}

func (l *line) LastDone(ctx context.Context, name string) (string, error) {
	if err := l.up(ctx); err != nil {
		return "", err
	}
	return l.Store.LastDone(ctx, name)
}

func (l *line) Take(ctx context.Context, c jobs.Claim) (jobs.Answer, error) {
	if err := l.up(ctx); err != nil {
		return jobs.Answer{}, err
	}
	return l.Store.Take(ctx, c)
}

func (l *line) Extend(ctx context.Context, le jobs.Lease, until time.Time) (bool, error) {
	if err := l.up(ctx); err != nil {
		return false, err
	}
	return l.Store.Extend(ctx, le, until)
}

func (l *line) Finish(ctx context.Context, le jobs.Lease, now time.Time) (bool, error) {
	if err := l.up(ctx); err != nil {
		return false, err
	}
	return l.Store.Finish(ctx, le, now)
}

func (l *line) Return(ctx context.Context, le jobs.Lease, again time.Time, p string) (bool, error) {
	if err := l.up(ctx); err != nil {
		return false, err
	}
	return l.Store.Return(ctx, le, again, p)
}

// Work much longer than the lease is renewed, so nobody else begins it.
func TestLease_IsRenewedWhileTheWorkLasts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, w := &jobstest.Memory{}, &work{do: takes(time.Hour)}
		job := closing(january.AddDate(0, -1, 0), w)
		defer start(newRunner(t, s, clock{}, "a", job))()
		defer start(newRunner(t, s, clock{}, "b", job))()
		time.Sleep(2 * time.Hour)
		synctest.Wait()
		if begun, done, _ := w.sofar(""); begun != 1 || len(done) != 1 {
			t.Errorf("begun %d times, done %v", begun, done)
		}
	})
}

// kill -9: the holder is silent, and another takes over when the lease ends.
func TestLease_OfADeadProcessIsInherited(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &jobstest.Memory{}
		now := time.Now()
		_, err := s.Take(t.Context(), jobs.Claim{Name: "close", Key: "1999-12", Holder: "dead", Due: january, Now: now, Until: now.Add(time.Minute)})
		if err != nil {
			t.Fatal(err)
		}
		w := &work{do: takes(0)}
		r := newRunner(t, s, clock{}, "heir", closing(january.AddDate(0, -1, 0), w))
		defer start(r)()
		time.Sleep(time.Minute - time.Millisecond)
		synctest.Wait()
		begun, _, _ := w.sofar("")
		if e := entry(t, r, "1999-12"); e.State != jobs.Running || begun != 0 {
			t.Errorf("before the lease ends: %+v, begun %d times", e, begun)
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if e := entry(t, r, "1999-12"); e.State != jobs.Done || e.Attempts != 2 || e.Holder != "heir" {
			t.Errorf("after the lease ended: %+v", e)
		}
	})
}

// A process whose database vanished stops its work before another may begin it,
// whether the database refuses or does not answer at all.
func TestLease_LostWithTheDatabaseStopsTheWorkFirst(t *testing.T) {
	for name, vanish := range map[string]func(*line){
		"refused": func(l *line) { l.cut.Store(true) },
		"silent":  func(l *line) { l.hang.Store(true) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &jobstest.Memory{}
				a := &line{Store: s}
				w := &work{do: takes(time.Hour)} // and fails where two are at it at once
				job := closing(january.AddDate(0, -1, 0), w)
				defer start(newRunner(t, a, clock{}, "a", job))()
				time.Sleep(30 * time.Second)
				vanish(a)
				b := newRunner(t, s, clock{5 * time.Second}, "b", job) // whose clock is ahead
				defer start(b)()
				time.Sleep(2 * time.Minute)
				synctest.Wait()
				_, _, running := w.sofar("1999-12")
				if e := entry(t, b, "1999-12"); e.Holder != "b" || e.State != jobs.Running || running != 1 || e.LastError != "" {
					t.Errorf("b does not have the work for itself: %+v, running %d", e, running)
				}
				time.Sleep(time.Hour)
				a.cut.Store(false)
				a.hang.Store(false)
				time.Sleep(10 * time.Minute)
				synctest.Wait()
				if begun, done, _ := w.sofar(""); begun != 2 || !slices.Equal(done, []string{"1999-12"}) {
					t.Errorf("begun %d times, done %v", begun, done)
				}
			})
		})
	}
}

// A short outage in the middle of the work costs nothing.
func TestLease_SurvivesAShortOutage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, w := &line{Store: &jobstest.Memory{}}, &work{do: takes(10 * time.Minute)}
		r := newRunner(t, l, clock{}, "p", closing(january.AddDate(0, -1, 0), w))
		defer start(r)()
		time.Sleep(5*time.Minute + time.Second)
		l.cut.Store(true)
		time.Sleep(30 * time.Second)
		l.cut.Store(false)
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if e := entry(t, r, "1999-12"); e.State != jobs.Done || e.Attempts != 1 {
			t.Errorf("%+v", e)
		}
	})
}

// The work was done but could not be written down: it is done again, which is
// why it has to be idempotent, and the service resumes by itself.
func TestLease_EndThatCouldNotBeWritten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := &line{Store: &jobstest.Memory{}}
		var once sync.Once
		w := &work{do: func(context.Context, string) error {
			once.Do(func() { l.cut.Store(true) })
			return nil
		}}
		r := newRunner(t, l, clock{}, "p", closing(january.AddDate(0, -1, 0), w))
		defer start(r)()
		time.Sleep(20 * time.Second)
		l.cut.Store(false)
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		if e := entry(t, r, "1999-12"); e.State != jobs.Done || e.Attempts != 2 {
			t.Errorf("%+v", e)
		}
	})
}

// A clean stop waits for the work to stop, and hands it over at once and
// without calling it a failure.
func TestRun_StopGivesTheLeaseBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, w := &jobstest.Memory{}, &work{do: takes(time.Hour)}
		job := closing(january.AddDate(0, -1, 0), w)
		stop := start(newRunner(t, s, clock{}, "a", job))
		time.Sleep(time.Second)
		stop()
		if _, _, running := w.sofar("1999-12"); running != 0 {
			t.Error("Run returned while its work was running")
		}
		b := newRunner(t, s, clock{}, "b", job)
		if e := entry(t, b, "1999-12"); e.State != jobs.Waiting || e.LastError != "" {
			t.Errorf("after the stop: %+v", e)
		}
		defer start(b)()
		synctest.Wait()
		if e := entry(t, b, "1999-12"); e.State != jobs.Running || e.Holder != "b" {
			t.Errorf("the next process: %+v", e)
		}
	})
}
