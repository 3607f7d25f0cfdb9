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
// recipient lie together and have one colour. Floats are for the drawing only.
type cake struct {
	Whole  bool // one click: the cake is not cut
	Empty  bool // no click: the plate is laid
	Slices template.HTML
	Gap    string // width of the cuts; with many slices they become fine
}

const (
	cakeCentre = 120.0
	cakeRadius = 96.0
	cakeHues   = 8 // classes hue0 to hue7
)

func newCake(clicks []app.StatementClick) cake {
	c := cake{Empty: len(clicks) == 0, Whole: len(clicks) == 1, Gap: "2.5"}
	switch {
	case len(clicks) > 200:
		c.Gap = "0.2"
	case len(clicks) > 50:
		c.Gap = "0.8"
	}
	hues := hues(clicks)
	var order []obolus.RecipientID
	together := map[obolus.RecipientID][]app.StatementClick{}
	for _, k := range clicks {
		if together[k.Recipient.ID] == nil {
			order = append(order, k.Recipient.ID)
		}
		together[k.Recipient.ID] = append(together[k.Recipient.ID], k)
	}
	var b strings.Builder
	n := 0
	for _, r := range order {
		for i, k := range together[r] {
			class := hues[r]
			if i%2 == 1 {
				class += " lighter"
			}
			writeSlice(&b, n, len(clicks), class, heading(k.Thing))
			n++
		}
	}
	c.Slices = template.HTML(b.String())
	return c
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

// writeSlice draws slice i of n, clockwise from the top. It is written here rather than in the template
// because that would take most of a large dashboard's time. Only the title is anybody's text.
func writeSlice(b *strings.Builder, i, n int, class, title string) {
	b.WriteString(`<path class="` + class + `" d="`)
	if n == 1 { // an arc from a point to itself would be nothing: two halves make the circle
		b.WriteString("M120 24A96 96 0 0 1 120 216A96 96 0 0 1 120 24Z")
	} else {
		b.WriteString("M120 120L")
		point(b, i, n)
		b.WriteString("A96 96 0 0 1 ")
		point(b, i+1, n)
		b.WriteByte('Z')
	}
	b.WriteString(`"><title>` + template.HTMLEscapeString(title) + "</title></path>\n")
}

// point writes where the rim is after i of n slices.
func point(b *strings.Builder, i, n int) {
	sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
	for j, v := range []float64{cakeCentre + cakeRadius*sin, cakeCentre - cakeRadius*cos} {
		if j == 1 {
			b.WriteByte(' ')
		}
		b.WriteString(strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64))
	}
}
