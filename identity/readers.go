package identity

import "strings"

var (
	gistPages      = set("discover starred forked") // what is no account on gist.github.com
	instagramPosts = set("p reel reels tv")         // the paths under which a post's id stands
)

// readTwitter also understands "/#!/alice", which Twitter used from 2010 to
// 2012, and leaves out what of a tweet's page is shown first (/photo/1).
func readTwitter(pl *platform, v visit) (parts, string) {
	if v.sub != "" {
		return v.parts, ""
	}
	if hashbang, ok := strings.CutPrefix(v.fragment, "!/"); ok && v.path == "/" {
		path, _, _ := strings.Cut(hashbang, "?")
		v.path, v.fragment = cleanPath(path), ""
	}
	segments := v.segments()
	if len(segments) > 0 {
		segments[0] = strings.TrimPrefix(segments[0], "@")
	}
	if len(segments) >= 3 && segments[2] != "" && (segments[1] == "status" || segments[1] == "statuses") {
		segments = []string{segments[0], "status", segments[2]}
	}
	bare := v.parts
	bare.path = "/" + strings.Join(segments, "/")
	if p, name := readPath(pl, bare); name != "" {
		return p, name
	}
	return v.parts, ""
}

// readGitHub also reads gists. A gist's own address may leave out its owner,
// and an id of digits could as well be an account.
func readGitHub(pl *platform, v visit) (parts, string) {
	if v.sub != "gist" {
		return readForge(pl, v)
	}
	segments := v.segments()
	if len(segments) == 0 {
		return v.parts, ""
	}
	first := lower(segments[0]) // as an account would be written
	if gistPages[first] || len(segments) == 1 && (only(first, digits) || len(first) >= 20 && only(first, lowerHex)) {
		return v.parts, ""
	}
	return readPath(pl, v.parts)
}

// readForge takes a repository's clone URL for its page.
func readForge(pl *platform, v visit) (parts, string) {
	if v.sub != "" {
		return v.parts, ""
	}
	p, name := readPath(pl, v.parts)
	if s := p.segments(); name != "" && len(s) == 2 && strings.HasSuffix(s[1], ".git") && s[1] != ".git" {
		p.path = strings.TrimSuffix(p.path, ".git")
	}
	return p, name
}

// readVimeo: a video's page does not name its maker.
func readVimeo(pl *platform, v visit) (parts, string) {
	segments := v.segments()
	if v.sub == "player" && len(segments) >= 2 && segments[0] == "video" {
		segments = segments[1:]
	} else if v.sub != "" {
		return v.parts, ""
	}
	if len(segments) == 3 && segments[0] == "channels" {
		segments = segments[2:]
	}
	if len(segments) == 4 && segments[0] == "groups" && segments[2] == "videos" {
		segments = segments[3:]
	}
	if len(segments) > 0 {
		if name := pl.kindName("video", segments[0]); name != "" {
			v.host, v.path = pl.host, "/"+strings.Join(segments, "/")
			return v.parts, name
		}
		if only(segments[0], digits) {
			return v.parts, ""
		}
	}
	if v.sub != "" {
		return v.parts, ""
	}
	return readPath(pl, v.parts)
}

// readInstagram: a post has one id under three paths, and names its maker in
// only one form of its URL.
func readInstagram(pl *platform, v visit) (parts, string) {
	if segments := v.segments(); v.sub == "" && len(segments) >= 2 && instagramPosts[segments[0]] {
		name := pl.kindName("post", segments[1])
		if name != "" {
			v.path = "/p/" + segments[1]
		}
		return v.parts, name
	}
	return readPlain(pl, v)
}

// readTwitch: a recorded stream's page does not name its maker.
func readTwitch(pl *platform, v visit) (parts, string) {
	if segments := v.segments(); v.sub == "" && len(segments) == 2 && segments[0] == "videos" {
		return v.parts, pl.kindName("video", segments[1])
	}
	return readPlain(pl, v)
}

// readMedium folds alice.medium.com into medium.com/@alice: Medium serves both.
// Publications (medium.com/name) have their own owners, whom we cannot name.
func readMedium(pl *platform, v visit) (parts, string) {
	if v.sub == "" {
		return readPath(pl, v.parts)
	}
	p, name := readSite(pl, v)
	if name != "" && name == v.sub {
		p.host, p.path = pl.host, cleanPath("/@"+name+p.path)
	}
	return p, name
}

// readSubstack: a person's handle and a publication's subdomain are two lists,
// where one name can be two people's.
func readSubstack(pl *platform, v visit) (parts, string) {
	segments := v.segments()
	if v.sub == "open" && len(segments) >= 2 && segments[0] == "pub" {
		name := lower(segments[1])
		if pl.names(name) && !pl.reserves(name) {
			v.host, v.path = name+"."+pl.host, "/"+strings.Join(segments[2:], "/")
			return v.parts, name
		}
	}
	if v.sub != "" {
		return readSite(pl, v)
	}
	if len(segments) == 0 || !strings.HasPrefix(segments[0], "@") {
		return v.parts, ""
	}
	name := pl.kindName("user", segments[0][1:])
	if name != "" {
		segments[0] = lower(segments[0])
		v.path = "/" + strings.Join(segments, "/")
	}
	return v.parts, name
}
