package web

import (
	"net/http"

	"obolus/i18n"
)

// translator chooses the reader's language: the one she chose, else her browser's.
func (d *door) translator(r *http.Request) *i18n.Translator {
	return d.languages.Choose(d.cookies.Read(r, languageCookie), r.Header.Get("Accept-Language"))
}

// language keeps the reader's choice.
func (d *door) language(w http.ResponseWriter, r *http.Request, _ *frame) error {
	err := parseForm(r)
	if err != nil {
		return err
	}
	chosen := d.languages.Choose(r.PostForm.Get("language"), r.Header.Get("Accept-Language"))
	d.cookies.Set(w, languageCookie, chosen.Language.Code, languageAge)
	redirect(w, r, localPath(r.PostForm.Get("next")))
	return nil
}
