package web

import (
	"errors"
	"net/http"
	"strings"

	"obolus"
	"obolus/http/server"
)

type textPage struct {
	*frame
	Paragraphs []paragraph
}

// paragraph is one of a text: its lines, each in pieces of which some are addresses.
type paragraph [][]piece

type piece struct{ Text, Link string }

// text shows one of the operator's own texts; where there is none, there is no page.
func (d *door) text(title string, of func(obolus.Settings) string) handler {
	return func(w http.ResponseWriter, r *http.Request, f *frame) error {
		written := of(f.settings)
		if written == "" {
			return d.nothing(w, r, f)
		}
		f.Title = f.Text(title)
		return d.show(w, "text", &textPage{f, paragraphs(written)})
	}
}

func paragraphs(text string) []paragraph {
	var all []paragraph
	for _, block := range strings.Split(text, "\n\n") {
		var p paragraph
		for _, line := range strings.Split(strings.TrimSpace(block), "\n") {
			p = append(p, pieces(line))
		}
		all = append(all, p)
	}
	return all
}

// pieces finds the addresses of pages and of mail in a line.
func pieces(line string) []piece {
	var all []piece
	for i, word := range strings.Split(line, " ") {
		bare := strings.TrimRight(word, ".,;:!?)")
		p := piece{Text: bare}
		switch {
		case strings.HasPrefix(bare, "https://"), strings.HasPrefix(bare, "http://"):
			p.Link = bare
		case strings.Count(bare, "@") == 1 && strings.Contains(bare[strings.Index(bare, "@"):], ".") && !strings.HasPrefix(bare, "@"):
			p.Link = "mailto:" + bare
		default:
			p.Text = word
			bare = word
		}
		if i > 0 {
			all = append(all, piece{Text: " "})
		}
		all = append(all, p, piece{Text: word[len(bare):]})
	}
	return all
}

// Texts are the operator's pages that there are.
func (f *frame) Texts() []piece {
	var there []piece
	for _, t := range []struct{ text, path, key string }{
		{f.settings.Imprint, "/imprint", "footer.imprint"}, {f.settings.Terms, "/terms", "footer.terms"}, {f.settings.Privacy, "/privacy", "footer.privacy"},
	} {
		if t.text != "" {
			there = append(there, piece{f.Text(t.key), t.path})
		}
	}
	return there
}

// Contact is where to write to the operator, as a piece of text or a link; empty where she has not said.
func (f *frame) Contact() []piece {
	if f.settings.Contact == "" {
		return nil
	}
	return pieces(f.settings.Contact)
}

// maxPageForm is room for the operator's texts.
const maxPageForm = 60 << 10

// parsePageForm is parseForm for an operator's long texts.
func parsePageForm(r *http.Request) error {
	r.Body = http.MaxBytesReader(nil, r.Body, maxPageForm)
	err := r.ParseForm()
	var large *http.MaxBytesError
	if err == nil || errors.As(err, &large) {
		return err
	}
	return formBroken("")
}

func formBroken(field string) error {
	return server.Refuse(http.StatusBadRequest, "form_broken", field, "this form could not be read: go back and send it again")
}
