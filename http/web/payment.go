package web

import "net/http"

// GiveURL is where programs send whoever wants to support the thing (rel="payment").
func (p *thingPage) GiveURL() string { return p.door.BaseURL + pathOf("/give", "url", p.Thing.URL) }

// OEmbedURL is where programs find the button for the thing, as JSON.
func (p *thingPage) OEmbedURL() string {
	return p.door.BaseURL + pathOf("/oembed", "format", "json", "url", p.GiveURL())
}

// linkPayment tells programs that read no HTML how the thing is supported.
func (p *thingPage) linkPayment(w http.ResponseWriter) {
	w.Header().Add("Link", "<"+p.GiveURL()+`>; rel="payment"; type="text/html"`)
}
