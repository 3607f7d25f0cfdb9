package web

import (
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
	Slices []slice
	Gap    string // width of the cuts; with many slices they become fine
}

type slice struct {
	Path  string // SVG path data
	Class string // its colour, by the style sheet
	Title string
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
	n := 0
	for _, r := range order {
		for i, k := range together[r] {
			class := hues[r]
			if i%2 == 1 {
				class += " lighter"
			}
			c.Slices = append(c.Slices, slice{Path: slicePath(n, len(clicks)), Class: class, Title: heading(k.Thing)})
			n++
		}
	}
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

// slicePath draws slice i of n, clockwise from the top.
func slicePath(i, n int) string {
	if n == 1 { // an arc from a point to itself would be nothing: two halves make the circle
		return "M120 24A96 96 0 0 1 120 216A96 96 0 0 1 120 24Z"
	}
	var b strings.Builder
	b.WriteString("M120 120L")
	point(&b, i, n)
	b.WriteString("A96 96 0 0 1 ")
	point(&b, i+1, n)
	b.WriteByte('Z')
	return b.String()
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
