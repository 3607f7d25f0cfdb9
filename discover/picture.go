package discover

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"sync"

	"golang.org/x/image/webp"

	"obolus"
)

// pictureTypes are the media types under which pictures come that can be read. SVG is none: it is a
// document, which can hold scripts.
var pictureTypes = []string{"image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp"}

// The limits of a picture as others have made it. What is smaller shows nothing, and counts visits rather.
const (
	maxSide   = 4000
	maxPixels = 9_000_000
	minSide   = 32
	maxRatio  = 4 // of the longer side to the shorter
	// maxScans bounds the passes of a JPEG, each of which costs a walk over all its pixels: those who make them
	// need a dozen, and a small file can hold thousands that say nothing.
	maxScans = 24
)

// jpegScan begins a pass of a JPEG. Within the pixels' own bytes it does not occur.
var jpegScan = []byte{0xff, 0xda}

var errNoPicture = errors.New("this is no picture that can be shown")

// Picture reads the picture at an address, wherever a page has it: most are on hosts of their own. It is
// made small and written anew. The error wraps a *fetch.Error where it could not be had.
func (r Reader) Picture(ctx context.Context, address string) (obolus.Picture, error) {
	document, err := r.Fetch.Get(ctx, address, pictureTypes...)
	if err != nil {
		return obolus.Picture{}, fmt.Errorf("reading a page's picture: %w", err)
	}
	return Shrink(document.Body)
}

// decoding lets one picture at a time be unpacked: a megabyte can become a hundred.
var decoding sync.Mutex

// Shrink makes a small picture of a file, whatever it is called: what the file holds besides pixels,
// like places and programs, stays behind. It fails for what is no PNG, JPEG, GIF or WebP, and for sizes
// that no page needs, which are looked at before anything is unpacked.
func Shrink(file []byte) (small obolus.Picture, err error) {
	decoding.Lock()
	defer decoding.Unlock()
	defer func() {
		if failed := recover(); failed != nil { // a stranger's file has found a hole in a decoder: it costs us the picture only
			small, err = obolus.Picture{}, fmt.Errorf("%w: %v", errNoPicture, failed)
		}
	}()
	f, ok := formatOf(file)
	if !ok {
		return obolus.Picture{}, errNoPicture
	}
	size, err := f.config(bytes.NewReader(file))
	if err != nil {
		return obolus.Picture{}, fmt.Errorf("%w: %v", errNoPicture, err)
	}
	w, h := size.Width, size.Height
	if w < minSide || h < minSide || w > maxSide || h > maxSide || w*h > maxPixels || max(w, h) > maxRatio*min(w, h) {
		return obolus.Picture{}, fmt.Errorf("%w: it is %d×%d", errNoPicture, w, h)
	}
	pixels, err := f.decode(bytes.NewReader(file))
	if err != nil {
		return obolus.Picture{}, fmt.Errorf("%w: %v", errNoPicture, err)
	}
	if size := pixels.Bounds(); size.Dx() < minSide || size.Dy() < minSide || size.Dx() > w || size.Dy() > h { // a GIF's first frame has a size of its own
		return obolus.Picture{}, fmt.Errorf("%w: its pixels are %v of %d×%d", errNoPicture, size, w, h)
	}
	return write(pixels)
}

// format is how a kind of file is read.
type format struct {
	begins string // "?" is any byte
	config func(*bytes.Reader) (image.Config, error)
	decode func(*bytes.Reader) (image.Image, error)
}

// formats are told apart by how files begin: what a host calls them is often wrong.
var formats = []format{
	{"\x89PNG\r\n\x1a\n", func(r *bytes.Reader) (image.Config, error) { return png.DecodeConfig(r) }, func(r *bytes.Reader) (image.Image, error) { return png.Decode(r) }},
	{"\xff\xd8", func(r *bytes.Reader) (image.Config, error) { return jpeg.DecodeConfig(r) }, decodeJPEG},
	{"GIF8?a", func(r *bytes.Reader) (image.Config, error) { return gif.DecodeConfig(r) }, func(r *bytes.Reader) (image.Image, error) { return gif.Decode(r) }},
	{"RIFF????WEBPVP8", func(r *bytes.Reader) (image.Config, error) { return webp.DecodeConfig(r) }, func(r *bytes.Reader) (image.Image, error) { return webp.Decode(r) }},
}

func decodeJPEG(r *bytes.Reader) (image.Image, error) {
	file := make([]byte, r.Len())
	_, err := r.ReadAt(file, 0)
	if err != nil {
		return nil, err
	}
	if bytes.Count(file, jpegScan) > maxScans {
		return nil, errors.New("it has too many scans")
	}
	return jpeg.Decode(r)
}

func formatOf(file []byte) (format, bool) {
	for _, f := range formats {
		fits := len(file) >= len(f.begins)
		for i := 0; fits && i < len(f.begins); i++ {
			fits = f.begins[i] == '?' || f.begins[i] == file[i]
		}
		if fits {
			return f, true
		}
	}
	return format{}, false
}
