package web

import (
	"bytes"
	_ "embed"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"codeberg.org/go-pdf/fpdf"

	"obolus/app"
	"obolus/money"
)

// receipt hands out a month's receipt as PDF.
func (d *door) receipt(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := signedInOnly(f)
	if err != nil {
		return err
	}
	m, err := readMonth(r)
	if err != nil {
		return err
	}
	made, err := d.App.Receipt(r.Context(), f.Person.ID, m)
	if err != nil {
		return err
	}
	content, err := newPaper(f, made).write()
	if err != nil {
		return fmt.Errorf("drawing receipt %s: %w", made.Number, err)
	}
	download(w, "receipt", m, "application/pdf", content)
	return nil
}

// face has the letters of Latin, Greek and Cyrillic scripts, and its license beside it.
//
//go:embed fonts/DejaVuSans.ttf
var face []byte

// paper is a receipt being drawn, in millimetres on A4. What it says is fixed in the receipt; only its
// labels are in the reader's language.
type paper struct {
	*frame
	app.Receipt
	pdf *fpdf.Fpdf
}

const (
	paperMargin = 20
	paperWidth  = 210 - 2*paperMargin
	paperLine   = 5.5
)

func newPaper(f *frame, r app.Receipt) *paper {
	p := &paper{frame: f, Receipt: r, pdf: fpdf.New("P", "mm", "A4", "")}
	p.pdf.SetCatalogSort(true) // with the dates: the same receipt is the same file
	p.pdf.SetCreationDate(r.MadeAt)
	p.pdf.SetModificationDate(r.MadeAt)
	p.pdf.SetLang(f.Language.Code)
	p.pdf.SetTitle(f.Text("receipt.title", "Number", r.Number), true)
	p.pdf.SetMargins(paperMargin, paperMargin, paperMargin)
	p.pdf.SetAutoPageBreak(true, paperMargin)
	p.pdf.AddUTF8FontFromBytes("face", "", face)
	p.pdf.AliasNbPages("{pages}")
	p.pdf.SetFooterFunc(func() {
		p.pdf.SetXY(paperMargin, -paperMargin+6)
		p.size(8)
		p.pdf.CellFormat(paperWidth, paperLine, p.Receipt.Number+"   "+strconv.Itoa(p.pdf.PageNo())+" / {pages}", "", 0, "C", false, 0, "")
	})
	return p
}

func (p *paper) size(points float64) { p.pdf.SetFont("face", "", points) }

func (p *paper) write() ([]byte, error) {
	p.pdf.AddPage()
	p.size(11)
	p.line(written(p.Receipt.Instance, ""))
	p.size(20)
	p.pdf.MultiCell(paperWidth, 11, p.Text("receipt.title", "Number", p.Receipt.Number), "", "L", false)
	p.size(10)
	p.line(p.frame.Month(p.Receipt.Month))
	p.line(p.Text("receipt.for", "Name", written(p.Receipt.Person, p.Receipt.Number)))
	p.line(p.Text("receipt.made", "Day", p.Date(p.MadeAt)))
	p.deposits()
	p.given()
	var file bytes.Buffer
	err := p.pdf.Output(&file)
	return file.Bytes(), err
}

func (p *paper) line(text string) { p.pdf.MultiCell(paperWidth, paperLine, text, "", "L", false) }

func (p *paper) heading(text string) {
	p.pdf.Ln(6)
	p.size(13)
	p.pdf.MultiCell(paperWidth, 9, text, "", "L", false)
	p.size(9)
}

// deposits are what was put in: gross, fee and net side by side (R6).
func (p *paper) deposits() {
	if len(p.Deposits) == 0 {
		return
	}
	p.heading(p.Text("receipt.deposits"))
	p.row("B", p.Text("table.day"), p.Text("table.gross"), p.Text("table.fee"), p.Text("table.net"))
	for _, d := range p.Deposits {
		p.charge("", p.Date(d.At), d.Charge)
	}
	p.charge("T", p.Text("receipt.sum"), p.Paid)
}

func (p *paper) charge(border, name string, c money.Charge) {
	p.row(border, name, p.amount(c.Gross), p.amount(c.Fee), p.amount(c.Net))
}

// given are the clicks, each with its worth.
func (p *paper) given() {
	if len(p.Given) == 0 {
		return
	}
	p.heading(p.Text("statement.given"))
	p.line(p.Text("form.budget") + ": " + p.amount(p.Budget) + "   " + p.Text("statement.share") + ": " + p.amount(p.Share) +
		"   " + p.Text("statement.kept") + ": " + p.amount(p.Kept))
	p.pdf.Ln(2)
	p.row("B", p.Text("table.thing"), "", p.Text("table.day"), p.Text("table.worth"))
	for _, g := range p.Given {
		p.thing(g)
	}
	p.row("T", p.Text("statement.spent"), "", "", p.amount(p.Spent))
}

// thing is a click's line: what it was for, whom, when, and what it was worth.
func (p *paper) thing(g app.ReceiptLine) {
	name := written(g.Title, g.URL)
	if name != g.URL {
		name += " · " + written(g.URL, g.URL)
	}
	name += " → " + written(g.Recipient, g.Recipient)
	width, side := paperWidth*0.62, paperWidth*0.19
	page, top := p.pdf.PageNo(), p.pdf.GetY()
	p.pdf.MultiCell(width, paperLine, name, "", "L", false)
	bottom := p.pdf.GetY()
	if p.pdf.PageNo() != page { // the text went on over the page's end: its numbers stand where it ends
		top = bottom - paperLine
	}
	p.pdf.SetXY(paperMargin+width, top)
	p.pdf.CellFormat(side, paperLine, g.At.UTC().Format("2006-01-02"), "", 0, "R", false, 0, "")
	p.pdf.CellFormat(side, paperLine, p.amount(g.Worth), "", 0, "R", false, 0, "")
	p.pdf.SetXY(paperMargin, bottom)
}

// row is a line of a table of four columns; the last three hold numbers.
func (p *paper) row(border string, cells ...string) {
	widths := []float64{paperWidth * 0.43, paperWidth * 0.19, paperWidth * 0.19, paperWidth * 0.19}
	for i, cell := range cells {
		align, ln := "R", 0
		if i == 0 {
			align = "L"
		}
		if i == len(cells)-1 {
			ln = 1
		}
		p.pdf.CellFormat(widths[i], paperLine+1, cell, border, ln, align, false, 0, "")
	}
}

// amount is in the receipt's currency, which the instance's cannot differ from once there was money.
func (p *paper) amount(a money.Amount) string { return p.Translator.Money(a, p.Currency) }

// written is a text if the face has its letters, and instead as much of another as it has: the letters
// of an address that are missing are written by their bytes, as addresses may be.
func written(text, instead string) string {
	if drawable(text) {
		return text
	}
	var b strings.Builder
	for _, r := range instead {
		if drawable(string(r)) {
			b.WriteRune(r)
		} else {
			b.WriteString(url.PathEscape(string(r)))
		}
	}
	return b.String()
}

func drawable(text string) bool {
	for _, r := range text {
		if r > 0x2122 || unicode.IsControl(r) || !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Common, unicode.Inherited) {
			return false
		}
	}
	return true
}
