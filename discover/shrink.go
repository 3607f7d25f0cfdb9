package discover

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"

	"obolus"
)

// write scales pixels down and writes them in the smallest way that will do: as JPEG, and with
// transparency as PNG where that is small enough. A picture is never made larger.
func write(pixels image.Image) (obolus.Picture, error) {
	for side := obolus.MaxPictureSide; side >= minSide; side /= 2 {
		small := scaled(pixels, side)
		content, kind, err := encoded(small)
		if err != nil {
			return obolus.Picture{}, err
		}
		if content != nil {
			size := small.Bounds().Size()
			return obolus.Picture{Type: kind, Width: size.X, Height: size.Y, Content: content}, nil
		}
	}
	return obolus.Picture{}, errors.New("a page's picture does not become small")
}

// scaled gives pixels whose longer side is at most side.
func scaled(pixels image.Image, side int) *image.NRGBA {
	from := pixels.Bounds()
	w, h := from.Dx(), from.Dy()
	if longer := max(w, h); longer > side {
		w, h = max(1, w*side/longer), max(1, h*side/longer)
	}
	small := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.BiLinear.Scale(small, small.Bounds(), pixels, from, draw.Src, nil)
	return small
}

// qualities of JPEG are tried in this order.
var qualities = []int{82, 65, 45}

// encoded gives the bytes of a picture, none where they are too many.
func encoded(small *image.NRGBA) ([]byte, string, error) {
	var out bytes.Buffer
	if !small.Opaque() {
		err := png.Encode(&out, small)
		if err != nil {
			return nil, "", fmt.Errorf("writing a picture as PNG: %w", err)
		}
		if out.Len() <= obolus.MaxPictureBytes {
			return out.Bytes(), "image/png", nil
		}
	}
	flat := image.NewRGBA(small.Bounds())
	draw.Draw(flat, flat.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(flat, flat.Bounds(), small, image.Point{}, draw.Over)
	for _, quality := range qualities {
		out.Reset()
		err := jpeg.Encode(&out, flat, &jpeg.Options{Quality: quality})
		if err != nil {
			return nil, "", fmt.Errorf("writing a picture as JPEG: %w", err)
		}
		if out.Len() <= obolus.MaxPictureBytes {
			return out.Bytes(), "image/jpeg", nil
		}
	}
	return nil, "", nil
}
