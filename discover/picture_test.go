package discover_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"net/http"
	"testing"

	"obolus"
	"obolus/discover"
	"obolus/fetch"
	"obolus/fetch/fetchtest"
)

// noise is a picture that no format makes small.
func noise(w, h int, alpha uint8) *image.NRGBA {
	random := rand.New(rand.NewPCG(1, 2))
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := range m.Pix {
		m.Pix[i] = uint8(random.Uint32())
		if i%4 == 3 {
			m.Pix[i] = alpha
		}
	}
	return m
}

func asPNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	must(t, png.Encode(&out, m))
	return out.Bytes()
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// plain is a picture of one colour.
func plain(w, h int, c color.Color) *image.Paletted {
	return image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{c})
}

// webpFile is a lossless WebP of 40×40 pixels in one colour: its size, no transforms, and five codes of one symbol.
var webpFile = func() []byte {
	var bits, n uint64
	body := []byte{0x2f}
	put := func(value uint64, count int) {
		for i := range count {
			bits |= value >> i & 1 << n
			if n++; n == 8 {
				body, bits, n = append(body, byte(bits)), 0, 0
			}
		}
	}
	put(39, 14)
	put(39, 14)
	put(0, 4+3)
	for _, symbol := range []uint64{100, 200, 50, 255} {
		put(5, 3)
		put(symbol, 8)
	}
	put(1, 4)
	put(0, 8)
	size := uint32(len(body))
	chunk := append(binary.LittleEndian.AppendUint32([]byte("WEBPVP8L"), size), body...)
	if size%2 == 1 {
		chunk = append(chunk, 0)
	}
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(chunk))), chunk...)
}()

// checkSmall fails the test unless a picture is within bounds, and what it says that it is.
func checkSmall(t *testing.T, p obolus.Picture) image.Image {
	t.Helper()
	m, kind, err := image.Decode(bytes.NewReader(p.Content))
	if err != nil || "image/"+kind != p.Type || m.Bounds().Dx() != p.Width || m.Bounds().Dy() != p.Height {
		t.Fatalf("the small picture is %s %v, said to be %s %d×%d: %v", kind, m, p.Type, p.Width, p.Height, err)
	}
	if len(p.Content) > obolus.MaxPictureBytes || max(p.Width, p.Height) > obolus.MaxPictureSide {
		t.Errorf("the small picture has %d bytes, %d×%d", len(p.Content), p.Width, p.Height)
	}
	return m
}

// Protects pages from large pictures, and readers from what is in files besides pixels: whatever comes in
// is written anew, small, in its shape.
func TestShrink(t *testing.T) {
	var jpg, animated bytes.Buffer
	must(t, jpeg.Encode(&jpg, noise(600, 400, 255), nil))
	hidden := append([]byte("\xff\xd8\xff\xe1\x00\x20Exif\x00\x00 <script>taken at home"), make([]byte, 3)...)
	hidden = append(hidden[:2+2+0x20], jpg.Bytes()[2:]...)
	frame := plain(64, 96, color.White)
	must(t, gif.EncodeAll(&animated, &gif.GIF{Image: []*image.Paletted{frame, frame, frame}, Delay: []int{0, 0, 0}}))
	for name, k := range map[string]struct {
		file []byte
		kind string
		w, h int
	}{
		"a large PNG":                     {asPNG(t, noise(700, 350, 255)), "image/jpeg", 320, 160},
		"a JPEG with secrets":             {hidden, "image/jpeg", 320, 213},
		"a small one":                     {asPNG(t, plain(64, 48, color.White)), "image/jpeg", 64, 48},
		"an animated GIF":                 {animated.Bytes(), "image/jpeg", 64, 96},
		"a transparent one":               {asPNG(t, plain(400, 400, color.NRGBA{200, 0, 0, 90})), "image/png", 320, 320},
		"a transparent one full of noise": {asPNG(t, noise(320, 320, 128)), "image/jpeg", 320, 320},
		"a WebP":                          {webpFile, "image/jpeg", 40, 40},
		"as large as may be":              {asPNG(t, plain(4000, 2250, color.Black)), "image/jpeg", 320, 180},
	} {
		p, err := discover.Shrink(k.file)
		if err != nil || p.Type != k.kind || p.Width != k.w || p.Height != k.h {
			t.Errorf("%s becomes %s %d×%d, %v; want %s %d×%d", name, p.Type, p.Width, p.Height, err, k.kind, k.w, k.h)
			continue
		}
		checkSmall(t, p)
		if bytes.Contains(p.Content, []byte("script")) || bytes.Contains(p.Content, []byte("Exif")) {
			t.Errorf("%s keeps what was hidden in it", name)
		}
	}
}

// claims is a PNG that says it is of some size, and has nothing of it.
func claims(t *testing.T, w, h uint32) []byte {
	t.Helper()
	file := asPNG(t, plain(1, 1, color.White))
	binary.BigEndian.PutUint32(file[16:], w)
	binary.BigEndian.PutUint32(file[20:], h)
	binary.BigEndian.PutUint32(file[29:], crc32.ChecksumIEEE(file[12:29]))
	return file
}

// Protects the server from files that are no pictures, or become gigabytes when unpacked: their size is
// read before anything else is.
func TestShrink_RefusesHostileFiles(t *testing.T) {
	whole := asPNG(t, noise(100, 100, 255))
	for name, file := range map[string][]byte{
		"nothing":         nil,
		"a bomb":          claims(t, 4000, 4000),
		"a wide bomb":     claims(t, 1<<31-1, 40),
		"two numbers":     claims(t, 1<<16, 1<<16),
		"none":            claims(t, 0, 100),
		"a pixel":         asPNG(t, plain(1, 1, color.White)),
		"a line":          asPNG(t, plain(2000, 40, color.White)),
		"half a picture":  whole[:len(whole)/2],
		"SVG":             []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`),
		"a page":          []byte("<!doctype html><img src=x onerror=alert(1)>"),
		"a false WebP":    []byte("RIFF\x10\x00\x00\x00WEBPVP8 \x00\x00\x00\x00"),
		"only its head":   []byte("GIF89a"),
		"only half a one": []byte("\x89PN"),
	} {
		before := allocated()
		if p, err := discover.Shrink(file); err == nil {
			t.Errorf("%s becomes %s %d×%d", name, p.Type, p.Width, p.Height)
		}
		if took := allocated() - before; took > 4<<20 {
			t.Errorf("%s took %d bytes", name, took)
		}
	}
}

// FuzzShrink: whatever the bytes, nothing breaks, and what comes out is a small picture.
func FuzzShrink(f *testing.F) {
	f.Add(asPNG(f, plain(40, 40, color.White)))
	f.Add(webpFile)
	f.Add([]byte("GIF89a\x40\x00\x40\x00\x80\x00\x00"))
	f.Add([]byte("\xff\xd8\xff\xe0"))
	f.Fuzz(func(t *testing.T, file []byte) {
		p, err := discover.Shrink(file)
		if err == nil && (len(p.Content) == 0 || len(p.Content) > obolus.MaxPictureBytes || max(p.Width, p.Height) > obolus.MaxPictureSide) {
			t.Errorf("it becomes %d bytes of %d×%d", len(p.Content), p.Width, p.Height)
		}
	})
}

// Protects the way of a picture: through the guarded client alone, and only what is sent as one.
func TestPicture_ComesThroughTheGuard(t *testing.T) {
	file := asPNG(t, plain(64, 64, color.White))
	world := fetchtest.Start(t, fetchtest.Sites{"cdn.example.org": http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", map[string]string{"/a.png": "image/png", "/b": "image/svg+xml", "/c": "text/html", "/big": "image/png"}[r.URL.Path])
		_, _ = w.Write(file) // a reader that left is not this test's affair
		if r.URL.Path == "/big" {
			_, _ = w.Write(make([]byte, 2<<20))
		}
	})})
	r := discover.Reader{Fetch: world.Client()}
	p, err := r.Picture(t.Context(), "https://cdn.example.org/a.png")
	if err != nil || p.Width != 64 {
		t.Errorf("the picture is %+v, %v", p, err)
	}
	for address, code := range map[string]fetch.Code{"https://cdn.example.org/b": fetch.CodeType, "https://cdn.example.org/c": fetch.CodeType,
		"https://cdn.example.org/big": fetch.CodeTooLarge, "https://10.0.0.1/a.png": fetch.CodePrivate, "file:///etc/passwd": fetch.CodeAddress} {
		if p, err := r.Picture(t.Context(), address); fetch.CodeOf(err) != code || len(p.Content) > 0 {
			t.Errorf("%s gives %+v, %v", address, p, err)
		}
	}
}
