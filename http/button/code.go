package button

import (
	"bytes"
	"fmt"
	"image/png"
	"net/http"
	"net/url"
	"strings"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"

	"obolus"
)

// A code's quiet zone is four modules on each side; a PNG has twelve pixels for each module.
const (
	quietModules    = 4
	pixelsPerModule = 12
)

// code makes the QR code that leads to an address's page here. A code with more than its 2,000 letters
// no telephone would read.
func (d *door) code(r *http.Request) (barcode.Barcode, error) {
	address := strings.TrimSpace(r.URL.Query().Get("url"))
	if address == "" || len(address) > 1500 {
		return nil, obolus.Invalidf("url", "name the page to support, in at most 1500 letters: /qr.svg?url=…")
	}
	code, err := qr.Encode(d.BaseURL+"/give?url="+url.QueryEscape(address), qr.M, qr.Auto)
	if err != nil {
		return nil, &obolus.Error{Kind: obolus.Invalid, Code: "invalid_url", Field: "url", Message: "this address is too long for a code", Cause: err}
	}
	return code, nil
}

func (d *door) codeSVG(w http.ResponseWriter, r *http.Request) error {
	code, err := d.code(r)
	if err != nil {
		return err
	}
	n := code.Bounds().Dx()
	var path strings.Builder
	for y := range n {
		for x := range n {
			if black, _, _, _ := code.At(x, y).RGBA(); black == 0 {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+quietModules, y+quietModules)
			}
		}
	}
	size := n + 2*quietModules
	open(w, "image/svg+xml", forCodes)
	fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h%dv%dH0z"/><path d="%s"/></svg>`,
		size, size, size*pixelsPerModule, size*pixelsPerModule, size, size, path.String())
	return nil
}

func (d *door) codePNG(w http.ResponseWriter, r *http.Request) error {
	code, err := d.code(r)
	if err != nil {
		return err
	}
	var drawn bytes.Buffer
	err = png.Encode(&drawn, enlarge(code))
	if err != nil {
		return fmt.Errorf("drawing a code: %w", err)
	}
	open(w, "image/png", forCodes)
	_, _ = drawn.WriteTo(w) // the reader has gone: there is nobody to tell
	return nil
}
