package server

import (
	"net/http"

	"obolus"
)

// SameOrigin keeps forms of other sites away from handlers that trust a cookie: a request that
// changes something and that a browser sent from elsewhere is refused with 403 (code cross_origin).
// Browsers say so themselves, by Sec-Fetch-Site or Origin, so no token has to be in the forms.
// Doors that only know bearer tokens do not need it.
func SameOrigin(h http.Handler, present Present) http.Handler {
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(Adapt(func(http.ResponseWriter, *http.Request) error {
		return obolus.Errorf(obolus.Forbidden, "cross_origin", "this came from another site: open the page here and try again")
	}, present))
	return protection.Handler(h)
}
