package e2e_test

import (
	"fmt"
	"net/http"

	"github.com/chromedp/chromedp"
)

// thief is a page that tries to spend its reader's money on something of its own: by a frame that nobody
// sees, by a form that sends itself, and by a request. It says when all three have been answered.
func (s *server) thief(w http.ResponseWriter, _ *http.Request) {
	const loot = "https://thief.example/loot"
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(w, `<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Look, a kitten</title>
		<iframe src="%[1]s/give?window=1&amp;url=%[2]s" style="opacity:0" onload="window.framed = true"></iframe>
		<iframe name="sink" onload="window.sent = (window.sent || 0) + 1"></iframe>
		<form method="post" action="%[1]s/give" target="sink"><input name="url" value="%[2]s"></form>
		<script>
		addEventListener("load", () => {
			document.forms[0].submit();
			fetch("%[1]s/give", { method: "POST", mode: "no-cors", credentials: "include", body: new URLSearchParams({ url: "%[2]s" }) })
				.catch(() => {}).then(() => { window.asked = true });
		});
		</script>`, s.url, loot)
}

// meetsThief is signed in, has money, and looks at the thief's page: her cake stays as it was.
func (w *walk) meetsThief() {
	w.Helper()
	w.goes(chromedp.Navigate(w.url + "/dashboard"))
	before := w.slices()
	w.do(chromedp.Navigate(w.site + "/thief"))
	w.comes(`window.framed && window.sent === 2 && window.asked`)
	w.goes(chromedp.Navigate(w.url + "/dashboard"))
	if after := w.slices(); after != before {
		w.Errorf("the cake had %d slices and has %d after a look at the thief's page", before, after)
	}
}
