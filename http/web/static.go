package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"obolus"
)

//go:embed static
var static embed.FS

// assets are the embedded files under names that change with their content, so that browsers keep
// them for ever and never have an old one.
type assets struct {
	named  map[string]string // "style.css" → "style.0123456789ab.css"
	served map[string]asset
}

type asset struct {
	content []byte
	kind    string
}

// types are those of the files we have; the machine's own table may not know them.
var types = map[string]string{".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}

func loadAssets() assets {
	a := assets{named: map[string]string{}, served: map[string]asset{}}
	names, _ := fs.Glob(static, "static/*") // the pattern is well-formed
	for _, name := range names {
		content, err := static.ReadFile(name)
		if err != nil {
			panic(err) // embedded files can be read
		}
		base, extension := path.Base(name), path.Ext(name)
		sum := sha256.Sum256(content)
		hashed := strings.TrimSuffix(base, extension) + "." + hex.EncodeToString(sum[:6]) + extension
		kind := types[extension]
		if kind == "" {
			kind = mime.TypeByExtension(extension)
		}
		a.named[base], a.served[hashed] = hashed, asset{content, kind}
	}
	return a
}

func (a assets) path(name string) string { return "/static/" + a.named[name] }

// static serves an embedded file under its hashed name, for a year.
func (d *door) static(w http.ResponseWriter, r *http.Request) error {
	file, known := d.assets.served[r.PathValue("name")]
	if !known {
		return obolus.Errorf(obolus.NotFound, "page_unknown", "there is no such file")
	}
	w.Header().Set("Content-Type", file.kind)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write(file.content) // the reader has gone: there is nobody to tell
	return nil
}
