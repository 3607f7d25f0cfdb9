package app

import (
	"context"

	"obolus"
)

// Said is what the page that links a thing says of it: its first description, until the thing's own page
// has been read, whose words replace these one by one. Whoever takes it from a request sees to it that the
// linking page is of the thing's own site: anybody can write words into a link to somebody else's thing.
type Said struct {
	Text     string          `json:"text,omitempty"`
	Category obolus.Category `json:"category,omitempty"` // "" where the page does not tell
	Language string          `json:"language,omitempty"`
	Tags     []string        `json:"tags,omitempty"`
	Hidden   bool            `json:"hidden,omitempty"` // to stay out of lists, feeds and search
}

// Clean keeps what a page's own description could say.
func (s Said) Clean() Said {
	d := obolus.Source{}.Clean(obolus.Description{Text: s.Text, Category: s.Category, Language: s.Language, Tags: s.Tags})
	return Said{Text: d.Text, Category: d.Category, Language: d.Language, Tags: d.Tags, Hidden: s.Hidden}
}

// Empty tells whether nothing was said.
func (s Said) Empty() bool {
	return s.Text == "" && s.Category == "" && s.Language == "" && len(s.Tags) == 0 && !s.Hidden
}

// introduce describes a new thing in the words of who linked it. Its page is read all the same.
func introduce(ctx context.Context, tx Tx, id obolus.ThingID, s Said) error {
	s = s.Clean()
	if s.Empty() {
		return nil
	}
	return tx.Introduce(ctx, About{Thing: id, Text: s.Text, Category: shelf(s.Category), Language: s.Language, Tags: s.Tags, Hidden: s.Hidden})
}
