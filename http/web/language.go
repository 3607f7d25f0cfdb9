package web

import (
	"net/http"

	"obolus"
	"obolus/i18n"
)

// translator chooses the reader's language among those that are offered: the one she chose, else her
// browser's.
func (d *door) translator(r *http.Request, s obolus.Settings) *i18n.Translator {
	return d.languages.Among(s.Languages).Choose(d.cookies.Read(r, languageCookie), r.Header.Get("Accept-Language"))
}

// language keeps the reader's choice.
func (d *door) language(w http.ResponseWriter, r *http.Request, f *frame) error {
	err := parseForm(r)
	if err != nil {
		return err
	}
	chosen := d.languages.Among(f.settings.Languages).Choose(r.PostForm.Get("language"), r.Header.Get("Accept-Language"))
	d.cookies.Set(w, languageCookie, chosen.Language.Code, languageAge)
	redirect(w, r, localPath(r.PostForm.Get("next")))
	return nil
}
