package api

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"obolus/app"
	"obolus/http/server"
)

// Retry is what a POST can carry to be safe to repeat.
type Retry struct {
	Key string `header:"Idempotency-Key" maxLength:"255" doc:"Makes the request safe to repeat: the same key with the same body gets the first answer again, with another body 422. 1 to 255 visible ASCII characters, without spaces."`
}

const (
	onceHeader = "Idempotency-Key"
	maxKey     = 255
)

// onceKey refuses a key that could not protect: an empty one, two, or one that cannot be stored.
// To take it for none would let the client pay twice and believe that it could not.
func onceKey(ctx huma.Context, next func(huma.Context)) {
	r, w := humago.Unwrap(ctx)
	keys := r.Header[onceHeader]
	if len(keys) == 0 || len(keys) == 1 && validKey(keys[0]) {
		next(ctx)
		return
	}
	server.Fail(w, r, server.Refuse(http.StatusBadRequest, "invalid_idempotency_key", onceHeader,
		"a key is 1 to 255 visible ASCII characters, given once"), present)
}

func validKey(key string) bool {
	if key == "" || len(key) > maxKey {
		return false
	}
	for _, c := range []byte(key) {
		if c <= ' ' || c > '~' {
			return false
		}
	}
	return true
}

// once returns the key with a fingerprint of the request. The body is taken as it was understood,
// so that blanks and the order of its members make no other request of it.
func (k Retry) once(operation string, body any) (app.Once, error) {
	if k.Key == "" {
		return app.Once{}, nil
	}
	text, err := json.Marshal(body)
	if err != nil {
		return app.Once{}, fmt.Errorf("fingerprinting a request: %w", err)
	}
	sum := sha256.Sum256(append([]byte(operation+"\n"), text...))
	return app.Once{Key: k.Key, Fingerprint: hex.EncodeToString(sum[:])}, nil
}
