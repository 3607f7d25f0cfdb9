package web

import (
	"obolus"
	"obolus/app"
)

// AdminPages are the operator's pages.
func (f *frame) AdminPages() []piece {
	return []piece{{f.Text("admin.overview"), "/admin"}, {f.Text("admin.reports"), "/admin/reports"}, {f.Text("admin.things"), "/admin/things"}, {f.Text("admin.people"), "/admin/people"},
		{f.Text("admin.payouts"), "/admin/payouts"}, {f.Text("admin.months"), "/admin/months"}, {f.Text("admin.waiting"), "/admin/waiting"},
		{f.Text("admin.jobs"), "/admin/jobs"}, {f.Text("admin.settings"), "/admin/settings"}, {f.Text("admin.audit"), "/admin/audit"}}
}

// ReportKind, Decision, ModeName and JobState name the words of the code in the reader's language.
func (f *frame) ReportKind(k obolus.ReportKind) string { return f.Text("report_kind." + string(k)) }

// Decision says what will be done.
func (f *frame) Decision(d app.Decision) string { return f.Text("decision." + string(d)) }

// ModeName says who may join.
func (f *frame) ModeName(mode string) string { return f.Text("mode." + mode) }

// JobState says where work stands.
func (f *frame) JobState(state string) string { return f.Text("job." + state) }
