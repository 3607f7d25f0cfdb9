package button

import (
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"path"
	"strings"

	"obolus"
)

//go:embed scripts/*.js pictures/*.png
var files embed.FS

// script is a file that other sites load.
type script struct {
	content, compressed []byte
	cache               string
}

// Script says where the newest version of the button's script is, and its hash for the attribute
// integrity. The path changes with the content, so that browsers may keep it for a year.
func Script() (path, integrity string) {
	content := read("scripts/v1.js")
	return "/give/" + versioned("v1", content), "sha384-" + base64.StdEncoding.EncodeToString(hash(content))
}

func hash(content []byte) []byte {
	sum := sha512.Sum384(content)
	return sum[:]
}

func versioned(name string, content []byte) string {
	return name + "-" + hex.EncodeToString(hash(content)[:6]) + ".js"
}

// loadScripts names every version: v1.js is the newest one, also under its hash. A version that
// was released stays as a file v1-HASH.js when it is replaced, for pages that name its hash.
func loadScripts() map[string]script {
	scripts := map[string]script{}
	entries, _ := files.ReadDir("scripts") // embedded
	for _, entry := range entries {
		content := read("scripts/" + entry.Name())
		if strings.Contains(entry.Name(), "-") {
			scripts[entry.Name()] = newScript(content, forVersion)
			continue
		}
		scripts[entry.Name()] = newScript(content, forNewest)
		scripts[versioned(strings.TrimSuffix(entry.Name(), ".js"), content)] = newScript(content, forVersion)
	}
	return scripts
}

// read returns an embedded file, a script without its comments and its indentation.
func read(name string) []byte {
	content, err := files.ReadFile(name)
	if err != nil {
		panic(err) // embedded files can be read
	}
	if path.Ext(name) != ".js" {
		return content
	}
	var lines []string
	for line := range strings.Lines(string(content)) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "//") {
			lines = append(lines, line)
		}
	}
	return []byte(strings.Join(lines, "\n") + "\n")
}

func newScript(content []byte, cache string) script {
	var compressed bytes.Buffer
	z, _ := gzip.NewWriterLevel(&compressed, gzip.BestCompression) // fails only for an unknown level
	_, _ = z.Write(content)                                        // a buffer takes everything
	_ = z.Close()
	return script{content: content, compressed: compressed.Bytes(), cache: cache}
}

// script serves a version of the script.
func (d *door) script(w http.ResponseWriter, r *http.Request) error {
	return d.serve(w, r, r.PathValue("script"))
}

func (d *door) serve(w http.ResponseWriter, r *http.Request, name string) error {
	s, known := d.scripts[name]
	if !known {
		return obolus.Errorf(obolus.NotFound, "page_unknown", "there is no such file")
	}
	open(w, "text/javascript; charset=utf-8", s.cache)
	w.Header().Set("Vary", "Accept-Encoding")
	content := s.content
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.Header().Set("Content-Encoding", "gzip")
		content = s.compressed
	}
	_, _ = w.Write(content) // the reader has gone: there is nobody to tell
	return nil
}
