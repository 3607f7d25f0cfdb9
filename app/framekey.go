package app

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"obolus"
)

type frameReader interface {
	// FrameCredential returns the session whose frame key has this hash; kind NotFound for none.
	FrameCredential(ctx context.Context, frame string) (Credential, error)
}

type frameWriter interface {
	// SetFrame stores the hash of a session's frame key; a session that has ended stays ended.
	SetFrame(ctx context.Context, hash, frame string) error
}

// frameKey follows from a session's secret, which cannot be learned from it.
func frameKey(session string) string {
	mac := hmac.New(sha256.New, []byte(session))
	mac.Write([]byte("frame"))
	return "obolus_frame_" + hex.EncodeToString(mac.Sum(nil))
}

// FrameKey returns the key with which a session's buttons work in place, on pages of sites that its person
// trusts. Browsers send it where such a page frames the button, unlike the session itself, so it is good
// for nothing else; it ends with the session. It fails with kind Signin.
func (a *App) FrameKey(ctx context.Context, session string) (string, error) {
	_, err := a.Authenticate(ctx, Session, session)
	if err != nil {
		return "", err
	}
	key := frameKey(session)
	_, err = a.FramePerson(ctx, key)
	if obolus.KindOf(err) == obolus.Signin {
		err = a.write(ctx, func(tx Tx) error { return tx.SetFrame(ctx, hash(session), hash(key)) })
	}
	if err != nil {
		return "", fmt.Errorf("making a frame key: %w", err)
	}
	return key, nil
}

// FramePerson tells whose frame key this is. It fails with kind Signin.
func (a *App) FramePerson(ctx context.Context, key string) (obolus.PersonID, error) {
	c, err := a.store.FrameCredential(ctx, hash(key))
	switch {
	case obolus.KindOf(err) == obolus.NotFound:
		return 0, errSignin
	case err != nil:
		return 0, fmt.Errorf("looking up a frame key: %w", err)
	case c.Kind != Session || c.ended(a.now()):
		return 0, errSignin
	}
	return c.Person, nil
}
