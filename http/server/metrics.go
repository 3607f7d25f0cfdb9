package server

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics counts what this process does, for Prometheus. It never holds a name, a number of a person
// or a URL: labels are error codes, kinds of movement and route patterns, all of which are in the
// source. It is safe for concurrent use. Clicks and requests are this process's; money and closes are
// read from the books when Prometheus asks, whichever process moved them (see ReadBooks).
type Metrics struct {
	now      func() time.Time
	registry *prometheus.Registry
	clicks   prometheus.Counter
	undone   prometheus.Counter
	refused  *prometheus.CounterVec
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
		http: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "obolus_http_request_duration_seconds",
			Help: "Time to answer, by route and class of status.", Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}},
			[]string{"route", "class"}),
	}
	m.registry.MustRegister(m.clicks, m.undone, m.refused, m.http,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// ClickAccepted counts a new click.
func (m *Metrics) ClickAccepted() { m.clicks.Inc() }

// ClickUndone counts a click that was taken back.
func (m *Metrics) ClickUndone() { m.undone.Inc() }

// ClickRefused counts a click that was refused for a reason with this code.
func (m *Metrics) ClickRefused(code string) { m.refused.WithLabelValues(code).Inc() }

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
