package button

import (
	"image"
	"image/color"
)

// enlarge draws a code with its quiet zone in black and white, a square for each module.
func enlarge(code image.Image) image.Image {
	n := code.Bounds().Dx()
	size := (n + 2*quietModules) * pixelsPerModule
	drawn := image.NewPaletted(image.Rect(0, 0, size, size), color.Palette{color.White, color.Black})
	for y := range size {
		for x := range size {
			column, row := x/pixelsPerModule-quietModules, y/pixelsPerModule-quietModules
			if column < 0 || row < 0 || column >= n || row >= n {
				continue
			}
			if black, _, _, _ := code.At(column, row).RGBA(); black == 0 {
				drawn.SetColorIndex(x, y, 1)
			}
		}
	}
	return drawn
}
