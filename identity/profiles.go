package identity

import "strings"

// profiles are platforms whose accounts stand at /@name, as Mastodon's do, and
// that are not Mastodon: mastodon:name@host would send whoever wants to prove or
// to pay it to a server that there is not. It is not domain:host either, which
// would pool what was given to strangers and hand it to whoever holds the
// domain. Where accounts at /@name answer to the fediverse (Flipboard), nothing
// stands here: they are what the general rule makes of them.
var profiles = []*platform{
	{
		// The one of these that is a part of the fediverse, where it is still
		// called threads.net.
		name: "threads", host: "threads.com", also: "threads.net", at: "/@", chars: "._", max: 30, fold: 1, fediverse: true,
		kinds: map[string]kind{"post": {page: "/t/", exact: true, work: true}},
		drop:  set("xmt slof hl"), read: readThreads,
	},
	{
		name: "tiktok", host: "tiktok.com", at: "/@", chars: "._", max: 30, fold: 1, read: readProfile,
		drop: set("_r _t _d is_from_webapp is_copy_url sender_device sender_web_id web_id sec_uid sec_user_id share_app_id share_link_id u_code enter_method"),
	},
	{name: "unsplash", host: "unsplash.com", at: "/@", chars: "_", max: 64, fold: 1, read: readProfile},
	{name: "pexels", host: "pexels.com", at: "/@", chars: "-_", max: 64, fold: 1, read: readProfile},
	{name: "printables", host: "printables.com", at: "/@", chars: "-_.", max: 64, fold: 1, read: readProfile},
	{name: "snapchat", host: "snapchat.com", at: "/@", lead: set("add"), chars: "-_.", max: 32, fold: 1, read: readProfile},
	{name: "skeb", host: "skeb.jp", at: "/@", chars: "_", max: 32, fold: 1, read: readProfile},
	// "alice" and "alice:1" are kept apart: whose the bare name is can change.
	{name: "odysee", host: "odysee.com", also: "lbry.tv", at: "/@", chars: "-_.:", max: 120, fold: 1, read: readProfile},
	// One chain of accounts behind many sites, each of which somebody else makes.
	{name: "hive", host: "hive.blog", fronts: "peakd.com ecency.com", at: "/@", chars: "-.", max: 16, fold: 1, read: readProfile},
	{name: "steem", host: "steemit.com", at: "/@", chars: "-.", max: 16, fold: 1, read: readProfile},
	{name: "velog", host: "velog.io", at: "/@", chars: "-_.", max: 64, fold: 1, read: readProfile},
	{name: "observable", host: "observablehq.com", at: "/@", chars: "-_.", max: 64, fold: 1, read: readProfile},
	{name: "hackmd", host: "hackmd.io", at: "/@", chars: "-_.", max: 64, fold: 1, read: readProfile},
	{name: "replit", host: "replit.com", at: "/@", chars: "-_.", max: 64, fold: 1, read: readProfile},
	{name: "hashnode", host: "hashnode.com", at: "/@", chars: "-_.", max: 64, fold: 1, read: readProfile},
	{name: "producthunt", host: "producthunt.com", at: "/@", chars: "-_.", max: 64, fold: 1, read: readProfile},
}

// readProfile also finds an account behind a language or a category:
// unsplash.com/de/@alice, hive.blog/photography/@alice/a-post.
func readProfile(pl *platform, v visit) (parts, string) {
	if v.sub != "" {
		return v.parts, ""
	}
	segments := v.segments()
	if len(segments) < 2 || strings.HasPrefix(segments[0], "@") || !strings.HasPrefix(segments[1], "@") {
		return readPath(pl, v.parts)
	}
	behind := v.parts
	behind.path = "/" + strings.Join(segments[1:], "/")
	p, name := readPath(pl, behind)
	if name == "" {
		return v.parts, ""
	}
	p.path = "/" + segments[0] + p.path
	return p, name
}

// readThreads: the short address of a post does not name its maker. What of a
// post's page is shown first (/media) is left out.
func readThreads(pl *platform, v visit) (parts, string) {
	segments := v.segments()
	if v.sub == "" && len(segments) >= 2 && segments[0] == "t" {
		name := pl.kindName("post", segments[1])
		if name != "" {
			v.path = "/t/" + segments[1]
		}
		return v.parts, name
	}
	if v.sub == "" && len(segments) > 3 && segments[1] == "post" && segments[2] != "" {
		v.path = "/" + strings.Join(segments[:3], "/")
	}
	return readPlain(pl, v)
}
