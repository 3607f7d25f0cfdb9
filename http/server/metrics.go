package server

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"obolus/money"
)

// Metrics counts what this process does, for Prometheus. It never holds a name, a number of a person
// or a URL: labels are error codes, kinds of movement and route patterns, all of which are in the
// source. It is safe for concurrent use. What other processes on the same database do (the command
// line, a second server) is not in it.
type Metrics struct {
	now      func() time.Time
	registry *prometheus.Registry
	clicks   prometheus.Counter
	undone   prometheus.Counter
	refused  *prometheus.CounterVec
	closes   prometheus.Counter
	money    *prometheus.CounterVec
	http     *prometheus.HistogramVec
}

// NewMetrics returns metrics that take the time by a clock. It must be the real one, also where the
// app's clock is moved.
func NewMetrics(now func() time.Time) *Metrics {
	m := &Metrics{
		now:      now,
		registry: prometheus.NewRegistry(),
		clicks:   prometheus.NewCounter(prometheus.CounterOpts{Name: "obolus_clicks_accepted_total", Help: "New clicks that were acknowledged."}),
		undone:   prometheus.NewCounter(prometheus.CounterOpts{Name: "obolus_clicks_undone_total", Help: "Clicks that were taken back."}),
		refused:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "obolus_clicks_refused_total", Help: "Clicks that were refused, by the code of the reason."}, []string{"code"}),
		closes:   prometheus.NewCounter(prometheus.CounterOpts{Name: "obolus_months_closed_total", Help: "Months that this process closed."}),
		money: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "obolus_money_cents_total",
			Help: "Money that came in or went out, in cents of the instance's currency, by kind of movement."}, []string{"kind"}),
		http: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "obolus_http_request_duration_seconds",
			Help: "Time to answer, by route and class of status.", Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}},
			[]string{"route", "class"}),
	}
	m.registry.MustRegister(m.clicks, m.undone, m.refused, m.closes, m.money, m.http,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	for _, kind := range []string{deposited, payoutAsked, payoutPaid} {
		m.money.WithLabelValues(kind) // so that they are there, as 0, from the beginning
	}
	return m
}

// The kinds of movement that are counted.
const (
	deposited   = "deposited"
	payoutAsked = "payout_asked"
	payoutPaid  = "payout_paid"
)

// ClickAccepted counts a new click.
func (m *Metrics) ClickAccepted() { m.clicks.Inc() }

// ClickUndone counts a click that was taken back.
func (m *Metrics) ClickUndone() { m.undone.Inc() }

// ClickRefused counts a click that was refused for a reason with this code.
func (m *Metrics) ClickRefused(code string) { m.refused.WithLabelValues(code).Inc() }

// MonthClosed counts a close.
func (m *Metrics) MonthClosed() { m.closes.Inc() }

// Deposited counts money that came in, gross.
func (m *Metrics) Deposited(gross money.Amount) { m.moved(deposited, gross) }

// PayoutAsked counts money that a creator asked for.
func (m *Metrics) PayoutAsked(amount money.Amount) { m.moved(payoutAsked, amount) }

// PayoutPaid counts money that went out.
func (m *Metrics) PayoutPaid(amount money.Amount) { m.moved(payoutPaid, amount) }

// moved counts whole cents, since only these are exact in what Prometheus keeps.
func (m *Metrics) moved(kind string, amount money.Amount) {
	m.money.WithLabelValues(kind).Add(float64(amount / money.Cent))
}

func (m *Metrics) answered(pattern string, status int, took time.Duration) {
	m.http.WithLabelValues(route(pattern), strconv.Itoa(status/100)+"xx").Observe(took.Seconds())
}

// handler serves the metrics in Prometheus' text format.
func (m *Metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// route is a pattern as label; what no pattern matches shares one, or anybody could fill the memory.
func route(pattern string) string {
	if pattern == "" {
		return "unmatched"
	}
	return pattern
}
