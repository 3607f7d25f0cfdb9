package jobstest

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"obolus/jobs"
)

// Memory is a jobs.Store that keeps its promises within one process. The zero
// value is empty and ready.
type Memory struct {
	mu   sync.Mutex
	rows []*jobs.Entry
}

var _ jobs.Store = (*Memory)(nil)

func (m *Memory) find(name, key string) *jobs.Entry {
	i := slices.IndexFunc(m.rows, func(e *jobs.Entry) bool { return e.Name == name && e.Key == key })
	if i < 0 {
		return nil
	}
	return m.rows[i]
}

func (m *Memory) LastDone(ctx context.Context, name string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	last := ""
	for _, e := range m.rows {
		if e.Name == name && !e.DoneAt.IsZero() {
			last = max(last, e.Key)
		}
	}
	return last, ctx.Err()
}

func (m *Memory) Take(ctx context.Context, c jobs.Claim) (jobs.Answer, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return jobs.Answer{}, err
	}
	e := m.find(c.Name, c.Key)
	switch {
	case e == nil:
		e = &jobs.Entry{Name: c.Name, Key: c.Key, Due: ms(c.Due), Again: ms(c.Now)}
		m.rows = append(m.rows, e)
	case !e.DoneAt.IsZero():
		return jobs.Answer{Done: true}, nil
	case ms(c.Now).Before(e.Until) || ms(c.Now).Before(e.Again):
		return jobs.Answer{Again: later(e.Until, e.Again)}, nil
	}
	e.Holder, e.Until = c.Holder, ms(c.Until)
	e.Attempts++
	return jobs.Answer{Won: true, Attempt: e.Attempts}, nil
}

// held changes the entry if the lease is still the holder's.
func (m *Memory) held(ctx context.Context, l jobs.Lease, change func(*jobs.Entry)) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return false, err
	}
	e := m.find(l.Name, l.Key)
	if e == nil || e.Holder != l.Holder || e.Attempts != l.Attempt || e.Until.IsZero() {
		return false, nil
	}
	change(e)
	return true, nil
}

func (m *Memory) Extend(ctx context.Context, l jobs.Lease, until time.Time) (bool, error) {
	return m.held(ctx, l, func(e *jobs.Entry) { e.Until = ms(until) })
}

func (m *Memory) Finish(ctx context.Context, l jobs.Lease, now time.Time) (bool, error) {
	return m.held(ctx, l, func(e *jobs.Entry) { e.Until, e.DoneAt = time.Time{}, ms(now) })
}

func (m *Memory) Return(ctx context.Context, l jobs.Lease, again time.Time, problem string) (bool, error) {
	return m.held(ctx, l, func(e *jobs.Entry) { e.Until, e.Again, e.LastError = time.Time{}, ms(again), problem })
}

func (m *Memory) List(ctx context.Context, limit int) ([]jobs.Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []jobs.Entry
	for _, e := range m.rows {
		all = append(all, *e)
	}
	slices.SortFunc(all, func(a, b jobs.Entry) int {
		return cmp.Or(b.Due.Compare(a.Due), cmp.Compare(a.Name, b.Name), cmp.Compare(b.Key, a.Key))
	})
	return all[:min(limit, len(all))], ctx.Err()
}

// ms is what a database keeps of a time.
func ms(t time.Time) time.Time { return time.UnixMilli(t.UnixMilli()).UTC() }

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
