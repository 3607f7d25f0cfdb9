package e2e_test

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"
)

// registersPasskey adds a passkey to her account, with a device that Chromium plays, leaves, and comes
// back with nothing but it.
func (w *walk) registersPasskey() {
	w.Helper()
	w.do(func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, webauthn.Enable, webauthn.EnableParams{})
		if err == nil {
			_, err = cdp.Call(ctx, target, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{Options: &webauthn.VirtualAuthenticatorOptions{
				Protocol: webauthn.AuthenticatorProtocolCtap2, Transport: webauthn.AuthenticatorTransportInternal, HasResidentKey: true,
				HasUserVerification: true, IsUserVerified: true, AutomaticPresenceSimulation: true}})
		}
		return chromedp.Void{}, err
	})
	w.goes(chromedp.Navigate(w.url + "/account"))
	w.do(chromedp.WaitVisible(chromedp.CSS(`form[data-passkey="add"]`)))
	w.writes("label", "Küchentisch")
	w.presses(`form[data-passkey="add"] button`)
	w.is("/account")
	w.reads(".notice.done", "Passkey")
	w.reads("section:has(#passkeys) li", "Küchentisch")

	w.presses(`form[action="/sign-out"] button`)
	w.goes(chromedp.Navigate(w.url + "/sign-in"))
	w.do(chromedp.WaitVisible(chromedp.CSS(`form[data-passkey="sign_in"]`)))
	w.presses(`form[data-passkey="sign_in"] button`)
	w.is("/dashboard")
	w.reads("table.clicks", loafTitle)
}
