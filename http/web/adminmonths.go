package web

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"

	"obolus"
	"obolus/app"
)

// bench is where the operator's long work lies: a dry run or a check, one at a time in this process. It
// goes on when the page that asked for it is left; the page shows how far it is.
type bench struct {
	mutex sync.Mutex
	work  work
}

type work struct {
	Name        string // "dry" or "verify"; "" for none yet
	Month       obolus.Month
	Running     bool
	Done, Total int64
	Closing     app.Closing
	Found       app.Verification
	Err         error
	Since       time.Time
}

// begin starts a piece of work unless another is under way.
func (b *bench) begin(w work, run func(progress func(done, total int64)) work) bool {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if b.work.Running {
		return false
	}
	w.Running = true
	b.work = w
	go func() {
		result := run(func(done, total int64) {
			b.mutex.Lock()
			defer b.mutex.Unlock()
			b.work.Done, b.work.Total = done, total
		})
		b.mutex.Lock()
		defer b.mutex.Unlock()
		w.Running, w.Closing, w.Found, w.Err = false, result.Closing, result.Found, result.Err
		b.work = w
	}()
	return true
}

func (b *bench) look() work {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.work
}

type monthsPage struct {
	*frame
	Closed  []app.Closing
	Next    obolus.Month // that would be closed next
	Over    bool         // it could be closed now
	Work    work
	Percent string
	Failure string
}

// adminMonths shows the closed months, and the long work on the bench; it reloads itself while that runs.
func (d *door) adminMonths(w http.ResponseWriter, r *http.Request, f *frame) error {
	p := &monthsPage{frame: f, Work: d.bench.look()}
	var err error
	p.Closed, err = d.App.ClosedMonths(r.Context())
	if err != nil {
		return err
	}
	p.Next, err = d.App.FirstOpenMonth(r.Context())
	if err != nil {
		return err
	}
	p.Over = p.Next.Over(d.App.Now())
	if p.Work.Total > 0 {
		p.Percent = strconv.FormatInt(100*p.Work.Done/p.Work.Total, 10)
	}
	if p.Work.Err != nil {
		p.Failure = f.sentence(obolus.AsError(p.Work.Err))
	}
	f.Title = f.Text("admin.months")
	return d.show(w, "adminmonths", p)
}

// work puts a dry run of the next close, or a check of all the books, on the bench.
func (d *door) work(w http.ResponseWriter, r *http.Request, f *frame) error {
	name := r.PostForm.Get("do")
	if name != "dry" && name != "verify" {
		return formBroken("do")
	}
	m, err := d.App.FirstOpenMonth(r.Context())
	if err != nil {
		return err
	}
	err = d.App.Record(doing(r, f, "books."+name, m.String(), ""))
	if err != nil {
		return err
	}
	ctx := context.WithoutCancel(r.Context()) // it outlives the request
	d.bench.begin(work{Name: name, Month: m, Since: d.App.Now()}, func(progress func(done, total int64)) work {
		var result work
		if name == "dry" {
			result.Closing, result.Err = d.App.CloseMonth(ctx, m, app.CloseOptions{DryRun: true, Progress: progress})
		} else {
			result.Found, result.Err = d.App.Verify(ctx, progress)
		}
		return result
	})
	redirect(w, r, "/admin/months")
	return nil
}
