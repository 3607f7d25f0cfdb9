package identity_test

import (
	"testing"

	"obolus/identity"
)

// Protects the list that people choose from: each of its names can be the platform of a handle.
func TestPlatforms(t *testing.T) {
	for _, platform := range identity.Platforms() {
		handle := "@alice"
		if platform == "mastodon" {
			handle = "@alice@example.social"
		}
		address, err := identity.ParseHandle(platform, handle)
		if err != nil || address.Identity.Platform != platform {
			t.Errorf("%s of %s is %+v, %v", handle, platform, address, err)
		}
	}
}
