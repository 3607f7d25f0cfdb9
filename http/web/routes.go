package web

import (
	"net/http"

	"obolus"
	"obolus/http/server"
)

// routes are pages by the pattern of their address.
type routes map[string]handler

// register adds all pages to a mux.
func (d *door) register(mux *http.ServeMux) {
	mux.Handle("GET /static/{name}", server.Adapt(d.static, server.Plain))
	mux.Handle("GET /things/{id}/picture/{mark}", server.Adapt(d.picture, server.Plain))
	for _, area := range []routes{d.publicRoutes(), d.thingRoutes(), d.supporterRoutes(), d.creatorRoutes(), d.signInRoutes(), d.accountRoutes(), d.giveRoutes(), d.operatorRoutes()} {
		for pattern, h := range area {
			mux.Handle(pattern, d.page(h))
		}
	}
}

func (d *door) publicRoutes() routes {
	return routes{
		"GET /{$}":           d.front,
		"GET /things/{id}":   d.thing,
		"GET /things/lookup": d.lookup,
		"POST /language":     d.language,
		"GET /reports/new":   d.report,
		"POST /reports":      d.sendReport,
		"GET /imprint":       d.text("footer.imprint", func(s obolus.Settings) string { return s.Imprint }),
		"GET /terms":         d.text("footer.terms", func(s obolus.Settings) string { return s.Terms }),
		"GET /privacy":       d.text("footer.privacy", func(s obolus.Settings) string { return s.Privacy }),
		"/":                  d.nothing,
	}
}

func (d *door) thingRoutes() routes {
	return routes{
		"GET /things":            d.catalogue,
		"GET /popular":           d.popular,
		"GET /trending":          d.trending,
		"GET /search":            d.search,
		"GET /feeds/{name}":      d.feed,
		"GET /things/{id}/edit":  d.edit,
		"POST /things/{id}/edit": d.saveEdit,
		"GET /people/{id}":       d.person,
		"POST /profile":          d.profile,
	}
}

func (d *door) supporterRoutes() routes {
	return routes{
		"POST /clicks":            d.click,
		"POST /clicks/{id}/undo":  d.undo,
		"GET /top-up":             d.topUp,
		"POST /top-up":            d.deposit,
		"GET /dashboard":          d.dashboard,
		"POST /budget":            d.budget,
		"POST /anonymous":         d.anonymous,
		"GET /clicks/{id}":        d.trail,
		"GET /account/data":       d.data,
		"POST /account/export":    d.export,
		"GET /account/delete":     d.data,
		"POST /account/delete":    d.leave,
		"GET /statements":         d.statements,
		"GET /statements/{month}": d.statement,

		"GET /statements/{month}/given.csv":   d.givenCSV,
		"GET /statements/{month}/receipt.pdf": d.receipt,
	}
}

func (d *door) creatorRoutes() routes {
	return routes{
		"GET /earnings":                       d.earnings,
		"POST /payouts":                       d.payout,
		"POST /moves":                         d.move,
		"GET /statements/{month}/revenue.csv": d.revenue,
	}
}

func (d *door) signInRoutes() routes {
	return routes{
		"GET /sign-in":       d.signIn,
		"GET /signin/{link}": d.signIn,
		"POST /sign-in":      d.useLink,
		"POST /sign-out":     d.signOut,
	}
}

func (d *door) giveRoutes() routes {
	return routes{
		"GET /give":      d.hearing(d.give),
		"POST /give":     d.giveNow,
		"POST /give/ask": d.distrust,
		"GET /get":       d.get,
	}
}
