package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Document is what was at an address.
type Document struct {
	URL  string // where it was in the end, after redirects; without a fragment
	Type string // the Content-Type with its parameters; a guess where the host names none
	Body []byte // unpacked
	Cut  bool   // whether Body is but the beginning
}

// wanted is what a caller can do with an answer.
type wanted struct {
	types []string
	start bool // the beginning will do
}

// hop is one request: to the address itself, or to where a redirect led.
type hop struct {
	client *Client
	url    *url.URL
	wanted wanted
}

// run gives the document, or the address where the host sends us.
func (h hop) run(ctx context.Context) (document *Document, next string, err error) {
	host := h.url.Hostname()
	end, err := h.client.turns.take(ctx, host)
	if err != nil {
		return nil, "", explain(ctx, host, CodeBusy, err)
	}
	defer end()
	// Not http.Client: it would follow, remember, and send on more than we want.
	response, err := h.client.wire.RoundTrip(h.request(ctx))
	if err != nil {
		return nil, "", explain(ctx, host, CodeTooSlow, err)
	}
	defer response.Body.Close()
	next, err = redirect(response)
	if err == nil && next == "" {
		document, err = h.document(response)
	}
	if err != nil {
		return nil, "", explain(ctx, host, CodeTooSlow, err)
	}
	return document, next, nil
}

func (h hop) request(ctx context.Context) *http.Request {
	accept := "*/*"
	if len(h.wanted.types) > 0 {
		accept = strings.Join(h.wanted.types, ", ")
	}
	r := &http.Request{Method: http.MethodGet, URL: h.url, Host: h.url.Host, Header: http.Header{
		"User-Agent": {h.client.agent},
		"Accept":     {accept},
	}}
	return r.WithContext(ctx)
}

// redirect gives the address where the host sends us, "" if the document is here.
func redirect(r *http.Response) (string, error) {
	switch r.StatusCode {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		if next := r.Header.Get("Location"); next != "" {
			return next, nil
		}
	case http.StatusOK:
		return "", nil
	}
	return "", &Error{Code: CodeStatus, Status: r.StatusCode}
}

// document reads the body up to the limit.
func (h hop) document(r *http.Response) (*Document, error) {
	declared := r.Header.Get("Content-Type")
	if declared != "" && !h.takes(declared) {
		return nil, otherType(declared)
	}
	if packed := r.Header.Get("Content-Encoding"); packed != "" && packed != "identity" {
		return nil, &Error{Code: CodeType, Cause: fmt.Errorf("packed as %.40q, which was not asked for", packed)}
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, h.client.bytes+1))
	if err != nil {
		return nil, err
	}
	d := &Document{URL: h.url.String(), Type: declared, Body: body}
	if int64(len(body)) > h.client.bytes {
		if !h.wanted.start {
			return nil, tooLarge()
		}
		d.Body, d.Cut = body[:h.client.bytes], true
	}
	if declared == "" {
		d.Type = http.DetectContentType(d.Body)
		if !h.takes(d.Type) {
			return nil, otherType(d.Type)
		}
	}
	return d, nil
}

// takes reports whether a Content-Type is among those wanted. Sloppy parameters
// are no reason to refuse, hence ErrInvalidMediaParameter, which comes with a type.
func (h hop) takes(contentType string) bool {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil && !errors.Is(err, mime.ErrInvalidMediaParameter) {
		return len(h.wanted.types) == 0
	}
	return len(h.wanted.types) == 0 || slices.Contains(h.wanted.types, media)
}

func otherType(contentType string) error {
	return &Error{Code: CodeType, Cause: fmt.Errorf("the host sends %.80q", contentType)}
}
