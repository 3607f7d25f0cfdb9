package server

import (
	"context"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"obolus/app"
	"obolus/money"
)

// booksTime bounds how long Prometheus waits for the sums.
const booksTime = 5 * time.Second

var (
	closedDescription = prometheus.NewDesc("obolus_months_closed_total", "Months that were divided.", nil, nil)
	moneyDescription  = prometheus.NewDesc("obolus_money_cents_total",
		"Money that came in or went out since the beginning, in cents of the instance's currency, by kind of movement.", []string{"kind"}, nil)
)

// books are the sums of money, read from the database when Prometheus asks.
type books struct {
	read func(context.Context) (app.Books, error)
	log  *slog.Logger
}

// ReadBooks has the metrics tell the sums that read returns. Where they cannot be read, the metrics
// are served without them and the reason is logged.
func (m *Metrics) ReadBooks(read func(context.Context) (app.Books, error), log *slog.Logger) {
	m.registry.MustRegister(books{read, log})
}

// Describe names the sums.
func (b books) Describe(descriptions chan<- *prometheus.Desc) {
	descriptions <- closedDescription
	descriptions <- moneyDescription
}

// Collect reads the sums.
func (b books) Collect(metrics chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), booksTime)
	defer cancel()
	sums, err := b.read(ctx)
	if err != nil {
		b.log.ErrorContext(ctx, "the books cannot be read for the metrics", "error", err)
		return
	}
	metrics <- prometheus.MustNewConstMetric(closedDescription, prometheus.CounterValue, float64(sums.Closed))
	for kind, amount := range map[string]money.Amount{
		"deposited": sums.Deposited, "fee": sums.Fees, "payout_asked": sums.PayoutAsked, "payout_paid": sums.PayoutPaid,
	} { // whole cents, since only these are exact in what Prometheus keeps
		metrics <- prometheus.MustNewConstMetric(moneyDescription, prometheus.CounterValue, float64(amount/money.Cent), kind)
	}
}
