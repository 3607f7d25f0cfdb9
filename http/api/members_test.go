package api

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// Protects people from being answered for something else than they sent: of two members with one name
// encoding/json keeps the last, and somebody who looked at the request may have read the first.
func TestUnmarshal_RefusesRepeatedMembers(t *testing.T) {
	cases := []struct{ body, path string }{
		{`{"url":"a","url":"b"}`, "url"},
		{`{"url":"a","title":"t","url":"a"}`, "url"},
		{`{"url":"a","\u0075rl":"b"}`, "url"},
		{`{"a":{"b":1,"c":2,"b":3}}`, "a.b"},
		{`{"a":[{"b":1},{"b":1,"b":2}]}`, "a.b"},
		{`[[{"":1,"":2}]]`, ""},
		{`{"a\"b":1,"a\u0022b":2}`, `a"b`},
		{strings.Repeat(`{"a":`, 2000) + `{"b":0,"b":0}` + strings.Repeat(`}`, 2000), strings.Repeat("a.", 2000) + "b"},
	}
	for _, c := range cases {
		var v any
		err := jsonFormat.Unmarshal([]byte(c.body), &v)
		if err == nil || err.Error() != repeatedMember+c.path {
			t.Errorf("%.40s got %.80v, want %.40q", c.body, err, c.path)
		}
	}
	for _, body := range []string{`{}`, `[]`, `null`, `":"`, `{"a":":\":","b:":"\\","c":"\\\":"}`, `{"a":{"a":{"a":[{"a":1},{"a":1}]}}}`, `{"url":"a","Url":"b"}`, ` { "a" : "b" } `} {
		var v any
		if err := jsonFormat.Unmarshal([]byte(body), &v); err != nil {
			t.Errorf("%s got %v", body, err)
		}
	}
}

// whole matches a JSON text all of whose surrogates come in pairs.
var whole = regexp.MustCompile(`(?si)^([^\\]|\\[^u]|\\u([^d]...|d[0-7]..)|\\ud[89ab]..\\ud[c-f]..)*$`)

// Protects the quick looks at a body, which are sure of themselves, by readers that are neither.
func FuzzUnmarshal(f *testing.F) {
	for _, body := range []string{`{"url":"a","url":"b"}`, `{"a":":","\u0061":"\\""}`, `[{"a":1},{"a":[1,{"b":"","b":0}]}]`, `{"a":{"a":1}}`,
		`{"\ud800":1,"\udfff":2}`, `"\ud83d\ude00\\ud800"`, `"\uD83D\uD83D\uDE00"`, `"\""`, "{\"a\":\"\x7f\\u0000:\"}"} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var plain, v any
		if json.Unmarshal(body, &plain) != nil || !utf8.Valid(body) {
			return
		}
		err := jsonFormat.Unmarshal(body, &v)
		refused, half, repeated := err != nil, !whole.Match(body), repeats(body)
		if refused != (half || repeated) {
			t.Errorf("%q got %v; a character is halved: %v, a member stands twice: %v", body, err, half, repeated)
		}
		if told := refused && strings.HasPrefix(err.Error(), repeatedMember); told != (repeated && !half) {
			t.Errorf("%q was told %v; a character is halved: %v, a member stands twice: %v", body, err, half, repeated)
		}
	})
}

// repeats reads a JSON text token by token, with a set of names for every object that is open.
func repeats(body []byte) bool {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	type level struct {
		names map[string]bool // nil for a list
		value bool            // a name has been read, and what comes is its value
	}
	open := []*level{{}}
	for {
		token, err := d.Token()
		if err != nil {
			return false
		}
		in := open[len(open)-1]
		if name, text := token.(string); text && in.names != nil && !in.value {
			if in.names[name] {
				return true
			}
			in.names[name], in.value = true, true
			continue
		}
		in.value = false
		switch token {
		case json.Delim('{'):
			open = append(open, &level{names: map[string]bool{}})
		case json.Delim('['):
			open = append(open, &level{})
		case json.Delim('}'), json.Delim(']'):
			open = open[:len(open)-1]
		}
	}
}

// Protects the click, which is measured to the microsecond: looking for repeated members allocates nothing.
func TestUnmarshal_CostsNothingInTheGoodCase(t *testing.T) {
	body := []byte(`{"url":"https://example.org/2026/10/a-song","title":"A song"}`)
	var v any
	if err := jsonFormat.Unmarshal(body, &v); err != nil {
		t.Fatal(err)
	}
	if n := testing.AllocsPerRun(100, func() { _ = repeatsNone(body, v) }); n != 0 {
		t.Errorf("it allocates %v times", n)
	}
}

func BenchmarkRepeatsNone(b *testing.B) {
	body := []byte(`{"url":"https://example.org/2026/10/a-song","title":"A song"}`)
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if !repeatsNone(body, v) {
			b.Fatal("repeats")
		}
	}
}
