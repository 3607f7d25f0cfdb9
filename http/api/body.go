package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
)

const jsonType = "application/json"

// formats is JSON alone, also under names such as problem+json.
var formats = map[string]huma.Format{jsonType: jsonFormat, "json": jsonFormat}

var jsonFormat = huma.Format{
	Marshal: func(w io.Writer, v any) error {
		encoder := json.NewEncoder(w)
		encoder.SetEscapeHTML(false)
		return encoder.Encode(v)
	},
	Unmarshal: unmarshal,
}

// unmarshal reads a body. huma does it twice: into an any, by which it validates, and then into our
// type. In the first, what encoding/json takes for something else than was sent is refused.
func unmarshal(data []byte, v any) error {
	if !utf8.Valid(data) {
		return errors.New("the body is not UTF-8")
	}
	err := json.Unmarshal(data, v)
	parsed, first := v.(*any)
	if !first {
		return err
	}
	var number *json.UnmarshalTypeError
	switch {
	case errors.As(err, &number): // an any takes everything else
		return fmt.Errorf("the number that ends at byte %d is larger than any that is read here", number.Offset)
	case err != nil && bytes.HasPrefix(data, []byte("\ufeff")):
		return errors.New("the body begins with a byte order mark: leave it out")
	case err != nil:
		return err
	case halfCharacter(data):
		return errors.New(`an escape such as \ud800 is half of a character: send the other half too, or neither`)
	}
	return checkMembers(data, *parsed)
}

// halfCharacter tells whether a JSON text has one half of a surrogate pair without the other. Like bytes that
// are no text, it would become a replacement character in somebody's URL.
func halfCharacter(data []byte) bool {
	for {
		escape := bytes.IndexByte(data, '\\')
		if escape < 0 {
			return false
		}
		data = data[escape:]
		if data[1] != 'u' {
			data = data[2:]
			continue
		}
		half := escaped(data)
		data = data[6:]
		if !utf16.IsSurrogate(half) {
			continue
		}
		if !bytes.HasPrefix(data, []byte(`\u`)) || utf16.DecodeRune(half, escaped(data)) == unicode.ReplacementChar {
			return true
		}
		data = data[6:]
	}
}

// escaped reads the escape with which data begins, such as \u00fc.
func escaped(data []byte) rune {
	unit, _ := strconv.ParseUint(string(data[2:6]), 16, 16) // the text is JSON: four digits follow
	return rune(unit)
}
