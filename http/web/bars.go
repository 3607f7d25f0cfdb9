package web

import (
	"slices"
	"strconv"

	"obolus/app"
	"obolus/money"
)

// chart is a creator's months as bars, the oldest on the left.
type chart struct {
	Bars  []bar
	Width int
	Most  money.Amount // what the line at the top stands for
}

type bar struct {
	X, Y, Width, Height int
	Middle              int // where the label stands
	Label, Title        string
}

const (
	chartMonths = 12
	chartHeight = 140 // of the highest bar
	chartTop    = 16
	barWidth    = 36
	barStep     = 56
)

// newChart draws the last months with earnings. months are newest first.
func newChart(f *frame, months []app.MonthEarning) chart {
	shown := slices.Clone(months[:min(len(months), chartMonths)])
	slices.Reverse(shown)
	c := chart{Width: max(len(shown), 6) * barStep}
	for _, m := range shown {
		c.Most = max(c.Most, m.Net)
	}
	for i, m := range shown {
		height := 0
		if c.Most > 0 && m.Net > 0 {
			scaled, err := money.Amount(chartHeight).Proportion(int64(m.Net), int64(c.Most))
			if err == nil { // it cannot fail: Net is between 0 and Most
				height = max(int(scaled), 2)
			}
		}
		x := i*barStep + (barStep-barWidth)/2
		c.Bars = append(c.Bars, bar{X: x, Y: chartTop + chartHeight - height, Width: barWidth, Height: height, Middle: x + barWidth/2,
			Label: strconv.Itoa(int(m.Month%100)) + "/" + strconv.Itoa(int(m.Month/100%100)),
			Title: f.Month(m.Month) + ": " + f.Money(m.Net)})
	}
	return c
}
