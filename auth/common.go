package auth

import (
	"bytes"
	"compress/gzip"
	_ "embed" // common.txt.gz
	"fmt"
	"io"
	"strings"
	"sync"
)

// commonPacked holds the 10,000 most common passwords of at least 8 characters, folded, sorted by bytes,
// one to a line. Shorter ones are not needed, since JudgePassword refuses them anyway. Where they come
// from, and under which licence, stands in common.NOTICE.
//
//go:embed common.txt.gz
var commonPacked []byte

// common unpacks the list when it is first needed. It stays one text of some 100 kB, in which a line is
// searched, because a map of so many strings would take ten times that.
var common = sync.OnceValue(func() string {
	unpacker, err := gzip.NewReader(bytes.NewReader(commonPacked))
	if err != nil {
		panic(fmt.Sprintf("auth: opening the embedded list of passwords: %v", err))
	}
	text, err := io.ReadAll(unpacker)
	if err != nil {
		panic(fmt.Sprintf("auth: unpacking the embedded list of passwords: %v", err))
	}
	return "\n" + string(text)
})

// isCommon looks a folded password up.
func isCommon(folded string) bool {
	return !strings.Contains(folded, "\n") && strings.Contains(common(), "\n"+folded+"\n")
}
