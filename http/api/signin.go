package api

import (
	"context"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"obolus"
	"obolus/app"
	"obolus/http/server"
)

type callerKey struct{}

// signedIn lets a request pass whose token is known and remembers whose it is. The token is asked
// for before the request is looked at, so that strangers cannot make us parse anything.
func (d *door) signedIn(ctx huma.Context, next func(huma.Context)) {
	r, w := humago.Unwrap(ctx)
	w.Header().Set("Cache-Control", "no-store") // what a token opens is nobody else's
	person, err := d.authenticate(ctx.Context(), ctx.Header("Authorization"))
	if err != nil {
		server.Fail(w, r, err, present)
		return
	}
	next(huma.WithValue(ctx, callerKey{}, person))
}

func (d *door) authenticate(ctx context.Context, authorization string) (obolus.PersonID, error) {
	scheme, secret, _ := strings.Cut(authorization, " ")
	secret = strings.TrimSpace(secret)
	if !strings.EqualFold(scheme, "bearer") || secret == "" {
		return 0, obolus.Errorf(obolus.Signin, "sign_in", "this needs a token, in the header Authorization: Bearer …")
	}
	return d.app.Authenticate(ctx, app.Token, secret)
}

// caller returns who is asking, in operations that need a token.
func caller(ctx context.Context) obolus.PersonID {
	return ctx.Value(callerKey{}).(obolus.PersonID)
}
