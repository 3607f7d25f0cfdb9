package app_test

import (
	"context"
	"errors"
	"testing"

	"obolus"
	"obolus/app"
)

// feeds are what a reader of pages finds at addresses.
type feeds map[string]obolus.Description

func (f feeds) Describe(_ context.Context, address string) (obolus.Description, error) {
	said, there := f[address]
	if !there {
		return said, errors.New("there is nothing")
	}
	return said, nil
}

// Protects "support anything": a name on a platform is the account's page, a feed the site it describes.
func TestLookUp_HandlesAndFeeds(t *testing.T) {
	worlds(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		for _, c := range []struct{ platform, handle, url, recipient string }{
			{"github", "@Alice", "https://github.com/alice", "github:alice"}, {"twitter", "alice", "https://twitter.com/alice", "twitter:alice"},
			{"mastodon", "@alice@example.social", "https://example.social/@alice", "mastodon:alice@example.social"},
			{"youtube", "https://www.youtube.com/@alice", "https://youtube.com/@alice", "youtube:alice"},
		} {
			found, err := w.LookUpHandle(ctx, c.platform, c.handle)
			if err != nil || found.Thing.URL != c.url || found.Recipient.Name != c.recipient {
				t.Errorf("%s on %s is %+v, %v", c.handle, c.platform, found, err)
			}
		}
		for _, c := range [][2]string{{"mastodon", "alice"}, {"nowhere", "alice"}, {"github", "a b"}, {"github", "https://twitter.com/alice"}} {
			_, err := w.LookUpHandle(ctx, c[0], c[1])
			refused(t, err, obolus.Invalid, "invalid_handle")
		}
		known := feeds{"https://blog.example/feed": {Title: "A blog", Canonical: "https://blog.example/notes"}}
		for address, want := range map[string]string{"https://blog.example/feed": "https://blog.example/notes", "https://gone.example/rss.xml": "https://gone.example/"} {
			for _, pages := range []app.PageReader{known, nil} {
				if pages == nil {
					want = map[string]string{"https://blog.example/feed": "https://blog.example/", "https://gone.example/rss.xml": "https://gone.example/"}[address]
				}
				found, err := w.LookUpFeed(ctx, pages, address)
				if err != nil || found.Thing.URL != want {
					t.Errorf("the feed %s leads to %+v, %v", address, found, err)
				}
			}
		}
		_, err := w.LookUpFeed(ctx, nil, "ftp://blog.example/feed")
		refused(t, err, obolus.Invalid, "invalid_url")
		for address, want := range map[string]bool{"https://a.example/feed/": true, "https://a.example/x.rss": true, "https://a.example/feeding": false, "@alice": false, "https://a.example": false} {
			if app.LooksLikeFeed(address) != want {
				t.Errorf("%s looks like a feed: %v", address, !want)
			}
		}
	})
}
