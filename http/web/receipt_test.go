package web_test

import (
	"bytes"
	"compress/zlib"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"obolus/app"
)

// Protects receipts: a file that is the same whenever it is fetched, in any language, for any script, and
// only for a month that is divided.
func TestReceipt_PDF(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	for _, l := range liked {
		c.give(c.ada, l.address, l.title)
	}
	c.set(c.now().AddDate(0, 1, 0))
	_, err := c.CloseMonth(t.Context(), 202610, app.CloseOptions{})
	must(t, err)
	b := c.as(c.ada, "Accept-Language", "de")
	if b.page("/statements/2026-10").Find("a[href='/statements/2026-10/receipt.pdf']").Length() != 1 {
		t.Error("the statement does not lead to its receipt")
	}
	first := b.get("/statements/2026-10/receipt.pdf")
	if first.Code != http.StatusOK || first.Header().Get("Content-Type") != "application/pdf" || !bytes.HasPrefix(first.Body.Bytes(), []byte("%PDF-")) {
		t.Fatalf("the answer is %d %v", first.Code, first.Header())
	}
	content := first.Body.Bytes()
	if *pictures != "" {
		must(t, os.WriteFile(filepath.Join(*pictures, "receipt.pdf"), content, 0o600))
	}
	c.set(c.now().AddDate(0, 0, 3))
	if again := b.get("/statements/2026-10/receipt.pdf").Body.Bytes(); !bytes.Equal(content, again) {
		t.Error("three days later it is another file")
	}
	drawn := inflated(t, content)
	for _, part := range []string{"Beleg 2026-10-1", "Ada Öberg", "Ein Lied über Käse", "Μικρές", "qissa.example", "10,00", "0,71"} {
		if !bytes.Contains(drawn, wide(part)) {
			t.Errorf("it lacks %q", part)
		}
	}
	if bytes.Contains(drawn, wide("المدينة")) {
		t.Error("it has letters that the face has not")
	}
	for _, language := range []string{"en", "nl", "sv", "fr", "es"} {
		if w := c.as(c.ada, "Accept-Language", language).get("/statements/2026-09/receipt.pdf"); w.Code != http.StatusOK {
			t.Errorf("in %s it is %d", language, w.Code)
		}
	}
	b.expect(b.get("/statements/2026-11/receipt.pdf"), http.StatusConflict)
	bo, out := c.as(c.bo), c.browser()
	if bo.page("/statements/2026-10").Find("a[href$='receipt.pdf']").Length() != 0 {
		t.Error("a statement leads to a receipt that is not there")
	}
	bo.expect(bo.get("/statements/2026-10/receipt.pdf"), http.StatusNotFound)
	out.leads(out.get("/statements/2026-10/receipt.pdf"), "/sign-in?next=")
}

// wide is a text as PDF writes it.
func wide(text string) []byte {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		b = append(b, byte(unit>>8), byte(unit))
	}
	return b
}

var stream = regexp.MustCompile(`(?s)stream\r?\n(.*?)endstream`)

// inflated is what a PDF's streams hold.
func inflated(t *testing.T, pdf []byte) []byte {
	t.Helper()
	var all []byte
	for _, match := range stream.FindAllSubmatch(pdf, -1) {
		r, err := zlib.NewReader(bytes.NewReader(match[1]))
		if err != nil {
			continue // a font
		}
		text, err := io.ReadAll(r)
		must(t, err)
		all = append(all, text...)
	}
	return all
}

// Protects whoever adds up her statement: its rows and the trail of each click are exact, and not rounded.
func TestStatement_IsExact(t *testing.T) {
	c := newTown(t, "http://localhost:8080")
	b := c.as(c.ada, "Accept-Language", "en")
	text := b.page("/statements/2026-09").Find("main").Text()
	if strings.Count(text, "€3.333333") != 4 || !strings.Contains(text, "€0.000001") || !strings.Contains(text, "€9.999999") {
		t.Errorf("three clicks on €10 are %s", text)
	}
	if text = b.page("/clicks/" + strconv.FormatInt(int64(c.first.Click.ID), 10)).Find("main").Text(); !strings.Contains(text, "€3.333333") || strings.Contains(text, "€3.33 ") {
		t.Errorf("the trail says %s", text)
	}
}
