package web

import (
	"html/template"
	"math"
	"strconv"
	"strings"

	"obolus"
	"obolus/app"
)

// cake is a month's budget as a picture: a coin, cut into one equal slice for each click. Those of one
// recipient lie together and have one colour. Where there are many they are one slice, and the smallest
// of these lie together as the rest. Floats are for the drawing only.
type cake struct {
	Whole   bool // one click: the cake is not cut
	Empty   bool // no click: the plate is laid
	Grouped bool // a slice stands for all clicks of a recipient
	Slices  template.HTML
	Gap     string // width of the cuts
	hues    map[obolus.RecipientID]string
}

const (
	cakeCentre = 120.0
	cakeRadius = 96.0
	cakeHues   = 8 // classes hue0 to hue7
	// cakeSlices is how many slices can be told from each other; cakeGroups of them are of one recipient.
	cakeSlices = 60
	cakeGroups = 23
)

func newCake(f *frame, g app.GivenMonth) cake {
	if g.Total > cakeSlices || int64(len(g.Clicks)) < g.Total {
		return groupedCake(f, g)
	}
	c := cake{Empty: g.Total == 0, Whole: g.Total == 1, Gap: "2.5", hues: hues(g.Clicks)}
	if g.Total > cakeSlices/2 {
		c.Gap = "1.2"
	}
	var order []obolus.RecipientID
	together := map[obolus.RecipientID][]app.StatementClick{}
	for _, k := range g.Clicks {
		if together[k.Recipient.ID] == nil {
			order = append(order, k.Recipient.ID)
		}
		together[k.Recipient.ID] = append(together[k.Recipient.ID], k)
	}
	var b strings.Builder
	n := int64(0)
	for _, r := range order {
		for i, k := range together[r] {
			class := c.hues[r]
			if i%2 == 1 {
				class += " lighter"
			}
			writeSlice(&b, slice{n, n + 1, g.Total}, class, heading(k.Thing))
			n++
		}
	}
	c.Slices = template.HTML(b.String())
	return c
}

// groupedCake has a slice for each of the recipients with most clicks, and one for all others.
func groupedCake(f *frame, g app.GivenMonth) cake {
	c := cake{Grouped: true, Gap: "1.2", hues: map[obolus.RecipientID]string{}}
	var b strings.Builder
	n := int64(0)
	for i, to := range g.To {
		if i == cakeGroups {
			writeSlice(&b, slice{n, g.Total, g.Total}, "rest", f.Plural("cake.rest", g.Total-n))
			break
		}
		c.hues[to.Recipient.ID] = "hue" + strconv.Itoa(i%cakeHues)
		writeSlice(&b, slice{n, n + to.Clicks, g.Total}, c.hues[to.Recipient.ID],
			f.Plural("cake.part", to.Clicks, "Name", f.RecipientName(to.Recipient)))
		n += to.Clicks
	}
	c.Whole = len(g.To) == 1
	c.Slices = template.HTML(b.String())
	return c
}

// hue is the colour of a recipient's slices.
func (c *cake) hue(r obolus.RecipientID) string {
	if c.hues[r] == "" {
		return "rest"
	}
	return c.hues[r]
}

// hues gives each recipient a colour, in the order of the newest clicks. Neighbours differ, the last
// and the first too.
func hues(clicks []app.StatementClick) map[obolus.RecipientID]string {
	given := map[obolus.RecipientID]string{}
	last := obolus.RecipientID(0)
	for _, k := range clicks {
		if given[k.Recipient.ID] == "" {
			given[k.Recipient.ID] = "hue" + strconv.Itoa(len(given)%cakeHues)
			last = k.Recipient.ID
		}
	}
	if len(given) > 1 && len(given)%cakeHues == 1 {
		given[last] = "hue" + strconv.Itoa(cakeHues/2)
	}
	return given
}

// slice is the part of the cake from one click to another, of all.
type slice struct{ from, to, of int64 }

// writeSlice draws a slice, clockwise from the top. It is written here rather than in the template
// because that would take most of a large dashboard's time. Only the title is anybody's text.
func writeSlice(b *strings.Builder, s slice, class, title string) {
	b.WriteString(`<path class="` + class + `" d="`)
	if s.to-s.from == s.of { // an arc from a point to itself would be nothing: two halves make the circle
		b.WriteString("M120 24A96 96 0 0 1 120 216A96 96 0 0 1 120 24Z")
	} else {
		b.WriteString("M120 120L")
		point(b, s.from, s.of)
		if 2*(s.to-s.from) > s.of {
			b.WriteString("A96 96 0 1 1 ")
		} else {
			b.WriteString("A96 96 0 0 1 ")
		}
		point(b, s.to, s.of)
		b.WriteByte('Z')
	}
	b.WriteString(`"><title>` + template.HTMLEscapeString(title) + "</title></path>\n")
}

// point writes where the rim is after i of n slices.
func point(b *strings.Builder, i, n int64) {
	sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
	for j, v := range []float64{cakeCentre + cakeRadius*sin, cakeCentre - cakeRadius*cos} {
		if j == 1 {
			b.WriteByte(' ')
		}
		b.WriteString(strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64))
	}
}
