package e2e_test

import (
	"testing"
	"time"

	"obolus"
	"obolus/app"
	"obolus/money"
	"obolus/store"
	"obolus/store/storetest"
)

// stranger is somebody who has never been here, and what she has to read in her language.
type stranger struct {
	name, email string
	visitor
	words   wording
	browser *browser
	month   string // of her click
}

// wording is what pages say that nobody may miss: mostly their headings.
type wording struct {
	ask, signIn, signUp, sent, letter, confirm, topUp, thanks, clicked, worth, closed, trail, collected string
}

var (
	german = wording{ask: "bo.example unterstützen?", signIn: "Anmelden", signUp: "Konto anlegen", sent: "Sieh in deine Post", letter: "Dein Konto bei obolus", confirm: "Bist du es?",
		topUp: "Aufladen", thanks: "Danke. Dein Klick zählt.", clicked: "Du unterstützt das in diesem Monat.", worth: "3,33\u00a0€", closed: "Der Monat ist geteilt", trail: "Der Weg eines Klicks", collected: "angekommen"}
	french = wording{ask: "Soutenir bo.example\u00a0?", signIn: "Se connecter", signUp: "Créer un compte", sent: "Regarde tes e-mails", letter: "Ton compte chez obolus", confirm: "Est-ce bien toi\u00a0?",
		topUp: "Approvisionner", thanks: "Merci. Ton clic compte.", clicked: "Tu soutiens ceci ce mois-ci.", worth: "3,33\u00a0€", closed: "Le mois est partagé", trail: "Le chemin d’un clic", collected: "reçu"}
	english = wording{ask: "Support bo.example?", signIn: "Sign in", signUp: "Create an account", sent: "Look into your mail", letter: "Your account with obolus", confirm: "Is it you?",
		topUp: "Top up", thanks: "Thank you. Your click counts.", clicked: "Supported by you this month.", worth: "€3.33", closed: "The month is divided", trail: "The way of a click", collected: "collected"}
)

// Protects everybody who comes from another site's page without an account: what she pressed there is
// done at the end of the way, and she is not asked twice. In her language, on a phone, without scripts,
// and nobody else hears of it. The month's end then shows her where every cent is.
func TestStranger_FromAnotherSiteToAClosedMonth(t *testing.T) {
	chromium(t)
	began := obolus.MonthOf(time.Now())
	i := newInstance(t, checked, storetest.File(t))
	i.at(time.Now(), func(a *app.App, _ *store.DB) {
		bo, err := a.AddPerson(t.Context(), "Bo")
		i.must(err)
		_, err = a.Claim(t.Context(), bo.ID, "domain:bo.example")
		i.must(err)
	})
	var told struct{ URL string }
	s := i.start(&told, &told.URL, "serve", "--no-discover", "--payments", "test")
	site := newSite(t, s)
	strangers := []*stranger{
		{name: "Dörte", visitor: visitor{scripts: true, language: "de"}, words: german},
		{name: "Françoise", visitor: visitor{language: "fr"}, words: french},
		{name: "Phil", visitor: visitor{scripts: true, language: "en", phone: true}, words: english},
	}
	for n, who := range strangers {
		who.email, who.site = []string{"d@example.org", "f@example.org", "p@example.org"}[n], site
		who.browser = openAs(t, s.url, who.visitor)
		t.Run(who.name, func(t *testing.T) { who.as(t).comesFrom(s) })
	}
	if t.Failed() {
		return
	}
	t.Run("a thief", func(t *testing.T) { strangers[0].as(t).meetsThief() })
	t.Run("a passkey", func(t *testing.T) { strangers[0].as(t).registersPasskey() })
	for m := began; m <= obolus.MonthOf(time.Now()); m = m.Next() {
		i.at(m.Next().Start().Add(time.Hour), func(a *app.App, _ *store.DB) {
			_, err := a.CloseMonth(t.Context(), m, app.CloseOptions{})
			i.must(err)
		})
	}
	for _, who := range strangers {
		t.Run(who.name+" looks back", func(t *testing.T) { who.as(t).looksBack() })
	}
	s.stop()
	if v := i.verified(); v.Clicks != int64(len(strangers)) {
		t.Errorf("verified were %+v", v)
	}
	var bo struct {
		Creator struct{ Net money.Amount }
	}
	i.read(&bo, "statement", "Bo", strangers[0].month)
	if want := money.Amount(len(strangers)) * 3_330_000; bo.Creator.Net != want && began == obolus.MonthOf(time.Now()) {
		t.Errorf("Bo got %s and not %s", bo.Creator.Net, want)
	}
}
