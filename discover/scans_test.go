package discover_test

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"testing"

	"obolus/discover"
)

// manyScans is a progressive JPEG of 64 by 64 grey pixels whose scans say nothing but that all blocks end here.
func manyScans(scans int) []byte {
	file := []byte{0xff, 0xd8}
	segment := func(marker byte, content ...byte) {
		file = append(append(file, 0xff, marker, byte((len(content)+2)>>8), byte(len(content)+2)), content...)
	}
	segment(0xdb, append([]byte{0}, bytes.Repeat([]byte{1}, 64)...)...)
	segment(0xc2, 8, 0, 64, 0, 64, 1, 1, 0x11, 0)
	segment(0xc4, append(append([]byte{0x00, 1}, make([]byte, 15)...), 0)...)    // DC: one code of one bit
	segment(0xc4, append(append([]byte{0x10, 1}, make([]byte, 15)...), 0xe0)...) // AC: the same, a run of 16,384 ends of blocks and more
	for range scans {
		segment(0xda, 1, 1, 0x00, 1, 63, 0x00)
		file = append(file, 0, 1) // the code, and 14 bits of 0
	}
	return append(file, 0xff, 0xd9)
}

// Stops a file of some kilobytes from keeping a processor busy for minutes: each scan walks over all pixels.
func TestShrink_JPEGOfTooManyScans(t *testing.T) {
	_, err := discover.Shrink(manyScans(20))
	if err != nil {
		t.Errorf("some scans are refused: %v", err)
	}
	_, err = discover.Shrink(manyScans(1000))
	if err == nil {
		t.Error("any number of scans is walked through")
	}
}

// Stops pictures that say one size and have another: a GIF's first frame may be of no pixels at all.
func TestShrink_GIFWithoutPixels(t *testing.T) {
	for _, frame := range []image.Rectangle{image.Rect(0, 0, 1, 1), image.Rect(0, 0, 200, 1), image.Rect(10, 10, 20, 20)} {
		var file bytes.Buffer
		err := gif.EncodeAll(&file, &gif.GIF{Image: []*image.Paletted{image.NewPaletted(frame, color.Palette{color.Black, color.White})},
			Delay: []int{0}, Config: image.Config{ColorModel: color.Palette{color.Black, color.White}, Width: 200, Height: 200}})
		must(t, err)
		p, err := discover.Shrink(file.Bytes())
		if err == nil {
			t.Errorf("a frame of %v gives a picture of %d by %d", frame, p.Width, p.Height)
		}
	}
}
