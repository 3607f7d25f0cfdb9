package obolus

import (
	"crypto/sha256"
	"encoding/hex"
)

// Picture is a small picture of a thing, made anew by us of what its page shows: nothing of the file that
// somebody else has written is in it.
type Picture struct {
	Type          string // image/jpeg or image/png
	Width, Height int    // pixels, at most MaxPictureSide
	Content       []byte // at most MaxPictureBytes
}

// The limits of a small picture.
const (
	MaxPictureSide  = 320      // pixels
	MaxPictureBytes = 40 << 10 // bytes
)

// Mark changes with the content, so that an address with it can be kept by browsers.
func (p Picture) Mark() string {
	sum := sha256.Sum256(p.Content)
	return hex.EncodeToString(sum[:8])
}
