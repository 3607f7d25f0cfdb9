package web

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"obolus"
	"obolus/app"
)

// The pages under /admin are for operators. To everybody else they do not exist.

// Job is work that happens by itself, as an operator sees it.
type Job struct {
	Name, Key, State, LastError string
	Due, DoneAt                 time.Time
}

func (d *door) operatorRoutes() routes {
	pages := routes{
		"GET /admin":               d.admin,
		"GET /admin/settings":      d.adminSettings,
		"POST /admin/settings":     d.setSettings,
		"GET /admin/people":        d.adminPeople,
		"POST /admin/people/{id}":  d.setPerson,
		"GET /admin/reports":       d.adminReports,
		"POST /admin/reports/{id}": d.decide,
		"GET /admin/things":        d.adminThings,
		"POST /admin/things/{id}":  d.setThing,
		"GET /admin/months":        d.adminMonths,
		"POST /admin/months":       d.work,
		"GET /admin/payouts":       d.adminPayouts,
		"POST /admin/payouts/{id}": d.setPayout,
		"GET /admin/waiting":       d.adminWaiting,
		"POST /admin/waiting":      d.admit,
		"GET /admin/jobs":          d.adminJobs,
		"GET /admin/audit":         d.adminAudit,
	}
	guarded := routes{}
	for pattern, h := range pages {
		guarded[pattern] = operatorsOnly(d, h)
	}
	return guarded
}

// operatorsOnly lets operators pass who have shown lately who they are.
func operatorsOnly(d *door, h handler) handler {
	return func(w http.ResponseWriter, r *http.Request, f *frame) error {
		if !f.Operating() {
			return d.nothing(w, r, f)
		}
		f.NoIndex = true
		err := d.App.Confirmed(r.Context(), d.session(r))
		if asksWho(err) {
			next := f.Path
			if r.Method != http.MethodGet {
				next = "/admin"
			}
			redirect(w, r, "/account/confirm", "next", next)
			return nil
		}
		if err != nil {
			return err
		}
		if r.Method == http.MethodPost {
			err = parsePageForm(r)
			if err != nil {
				return err
			}
		}
		return h(w, r, f)
	}
}

// doing is the context of an operator's deed, which the verb writes into the audit log.
func doing(r *http.Request, f *frame, action, subject, detail string) context.Context {
	return app.Doing(r.Context(), app.Deed{Operator: f.Person.ID, Action: action, Subject: subject, Detail: detail})
}

type adminPage struct {
	*frame
	Reports int64
	Waiting int
	Payouts int
	Letters []app.Letter
	Failing []Job
	Totals  app.Totals
}

// waitingMost bounds what is counted for the overview.
const waitingMost = 1000

// admin shows what waits for the operator.
func (d *door) admin(w http.ResponseWriter, r *http.Request, f *frame) error {
	p := &adminPage{frame: f}
	ctx := r.Context()
	for _, read := range []func() error{
		func() (err error) { p.Reports, err = d.App.OpenReports(ctx); return },
		func() (err error) { p.Totals, err = d.App.Totals(ctx, obolus.MonthOf(d.App.Now())); return },
		func() (err error) { p.Letters, err = d.App.FailedLetters(ctx, 20); return },
		func() error {
			list, err := d.App.WaitingList(ctx, waitingMost)
			p.Waiting = len(list)
			return err
		},
		func() error {
			asked, err := d.App.Payouts(ctx, obolus.PayoutAsked, waitingMost)
			p.Payouts = len(asked)
			return err
		},
		func() error {
			jobs, err := d.jobs(ctx)
			for _, j := range jobs {
				if j.State == "failing" {
					p.Failing = append(p.Failing, j)
				}
			}
			return err
		},
	} {
		err := read()
		if err != nil {
			return fmt.Errorf("the operator's overview: %w", err)
		}
	}
	f.Title = f.Text("admin.title")
	return d.show(w, "admin", p)
}

func (d *door) jobs(ctx context.Context) ([]Job, error) {
	if d.Jobs == nil {
		return nil, nil
	}
	return d.Jobs(ctx)
}

type jobsPage struct {
	*frame
	Jobs []Job
}

func (d *door) adminJobs(w http.ResponseWriter, r *http.Request, f *frame) error {
	p := &jobsPage{frame: f}
	var err error
	p.Jobs, err = d.jobs(r.Context())
	if err != nil {
		return err
	}
	f.Title = f.Text("admin.jobs")
	return d.show(w, "adminjobs", p)
}
