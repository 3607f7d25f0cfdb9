package button

import (
	"image"
	"image/color"
)

// enlarge draws a code with its quiet zone in black and white, a square for each module. It draws one line of
// each row of modules and copies it: anybody can ask for large codes.
func enlarge(code image.Image) image.Image {
	n := code.Bounds().Dx()
	size := (n + 2*quietModules) * pixelsPerModule
	drawn := image.NewPaletted(image.Rect(0, 0, size, size), color.Palette{color.White, color.Black})
	for row := range n {
		top := (row + quietModules) * pixelsPerModule
		line := drawn.Pix[top*drawn.Stride:][:size]
		for column := range n {
			if black, _, _, _ := code.At(column, row).RGBA(); black != 0 {
				continue
			}
			for x := range pixelsPerModule {
				line[(column+quietModules)*pixelsPerModule+x] = 1
			}
		}
		for y := 1; y < pixelsPerModule; y++ {
			copy(drawn.Pix[(top+y)*drawn.Stride:], line)
		}
	}
	return drawn
}
