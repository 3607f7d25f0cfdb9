package app

import (
	"context"
	"time"

	"obolus"
)

// Deed is what an operator is about to do. A door puts it into the context of the verb that does it; the
// verb's transaction then writes it into the audit log, or neither happens.
type Deed struct {
	Operator obolus.PersonID // 0: the command line
	Action   string          // such as "person.suspend"
	Subject  string          // what it is done to, such as "person 17"
	Detail   string          // the operator's reason, or the new value
}

// Audited is a deed in the log.
type Audited struct {
	Deed
	ID int64
	At time.Time
}

type auditReader interface {
	// AuditLog returns up to limit deeds before a number, newest first; before everything for 0.
	AuditLog(ctx context.Context, before int64, limit int) ([]Audited, error)
}

type auditWriter interface {
	InsertAudit(ctx context.Context, entry Audited) error
}

// deed is a Deed under way: it is written once, by the first transaction that commits.
type deed struct {
	Deed
	written bool
}

type deedKey struct{}

// Doing returns a context under which the next verb that writes records the deed with what it writes.
func Doing(ctx context.Context, d Deed) context.Context {
	return context.WithValue(ctx, deedKey{}, &deed{Deed: d})
}

// audited makes f write the context's deed too, if there is one that is not written yet. done must be
// called when f has been committed.
func (a *App) audited(ctx context.Context, f func(Tx) error) (g func(Tx) error, done func(), err error) {
	d, _ := ctx.Value(deedKey{}).(*deed)
	if d == nil || d.written {
		return f, func() {}, nil
	}
	id, err := a.store.NewIDs(ctx, 1)
	if err != nil {
		return nil, nil, err
	}
	return func(tx Tx) error {
		err := f(tx)
		if err != nil {
			return err
		}
		entry := Audited{Deed: d.Deed, ID: id, At: a.now()}
		entry.Subject, entry.Detail = obolus.CleanTitle(entry.Subject), obolus.CleanText(entry.Detail)
		return tx.InsertAudit(ctx, entry)
	}, func() { d.written = true }, nil
}

// Record writes the context's deed by itself, for deeds that change nothing, such as a dry run.
func (a *App) Record(ctx context.Context) error {
	return a.write(ctx, func(Tx) error { return nil })
}

// AuditLog returns up to limit deeds before a number, newest first (keyset pagination).
func (a *App) AuditLog(ctx context.Context, before int64, limit int) ([]Audited, error) {
	return a.store.AuditLog(ctx, before, limit)
}
