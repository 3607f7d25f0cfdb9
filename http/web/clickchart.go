package web

import (
	"strconv"
	"strings"

	"obolus"
	"obolus/app"
)

// clickChart is a thing's clicks by month as bars, the running month on the right.
type clickChart struct {
	Bars  []bar
	Width int
	Text  string // the same for who cannot see it
}

// newClickChart draws the last twelve months at most, from the first with clicks; none for a thing whose
// clicks are all of one month, of which a single bar would say nothing.
func newClickChart(f *frame, months []app.MonthClicks, running obolus.Month) clickChart {
	counted := map[obolus.Month]int64{}
	most := int64(0)
	for _, m := range months {
		counted[m.Month] = m.Clicks
	}
	var shown []obolus.Month
	for m := running; len(shown) < chartMonths && len(months) > 0 && m >= months[0].Month; m = m.Previous() {
		shown = append([]obolus.Month{m}, shown...)
		most = max(most, counted[m])
	}
	if len(shown) < 2 || most == 0 {
		return clickChart{}
	}
	c := clickChart{Width: max(len(shown), 6) * barStep}
	var texts []string
	for i, m := range shown {
		height := 0
		if counted[m] > 0 {
			height = max(int(counted[m]*chartHeight/most), 2)
		}
		x := i*barStep + (barStep-barWidth)/2
		title := f.Month(m) + ": " + f.Plural("discover.clicks", counted[m])
		texts = append(texts, title)
		c.Bars = append(c.Bars, bar{X: x, Y: chartTop + chartHeight - height, Width: barWidth, Height: height, Middle: x + barWidth/2,
			Label: strconv.Itoa(int(m%100)) + "/" + strconv.Itoa(int(m/100%100)), Title: title})
	}
	c.Text = strings.Join(texts, ", ")
	return c
}
