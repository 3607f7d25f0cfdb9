package button

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

var update = flag.Bool("update", false, "make scripts/v1.js anew from source/v1.js")

// TestScript_IsMadeOfItsSource keeps what pages load in step with what people read and change. What it
// names as an error is answered by: go test ./http/button -run IsMadeOfItsSource -update
func TestScript_IsMadeOfItsSource(t *testing.T) {
	source, err := os.ReadFile("source/v1.js")
	if err != nil {
		t.Fatal(err)
	}
	made := api.Transform(string(source), api.TransformOptions{Target: api.ES2022, Charset: api.CharsetUTF8,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true})
	for _, problem := range made.Errors {
		t.Errorf("source/v1.js:%d: %s", problem.Location.Line, problem.Text)
	}
	if *update && !t.Failed() {
		err = os.WriteFile("scripts/v1.js", made.Code, 0o644)
		if err != nil {
			t.Fatal(err)
		}
	}
	served, err := os.ReadFile("scripts/v1.js")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(served, made.Code) {
		t.Error("scripts/v1.js is not what source/v1.js makes")
	}
}
