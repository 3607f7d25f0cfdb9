package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"obolus"
)

//go:embed static styles
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
var types = map[string]string{".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".js": "text/javascript; charset=utf-8"}

func loadAssets() assets {
	a := assets{named: map[string]string{}, served: map[string]asset{}}
	names, _ := fs.Glob(static, "static/*") // the pattern is well-formed
	for _, name := range names {
		a.add(path.Base(name), embedded(name))
	}
	a.add("style.css", style())
	return a
}

func (a assets) add(name string, content []byte) {
	extension := path.Ext(name)
	sum := sha256.Sum256(content)
	hashed := strings.TrimSuffix(name, extension) + "." + hex.EncodeToString(sum[:6]) + extension
	a.named[name], a.served[hashed] = hashed, asset{content, types[extension]}
}

// style is the one style sheet: the tokens and what all pages share, then the areas by name.
func style() []byte {
	all := embedded("styles/base.css")
	names, _ := fs.Glob(static, "styles/*.css") // the pattern is well-formed
	for _, name := range names {
		if name != "styles/base.css" {
			all = append(append(all, '\n'), embedded(name)...)
		}
	}
	return all
}

func embedded(name string) []byte {
	content, err := static.ReadFile(name)
	if err != nil {
		panic(err) // embedded files can be read
	}
	return content
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
