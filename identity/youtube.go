package identity

import "strings"

var (
	youTubeLists  = set("channel user c")        // lists of names beside the handles
	youTubeVideos = set("shorts embed live v e") // the paths under which a video's id stands
)

// readYouTube reads videos in their many addresses, and the four lists of names
// that YouTube has had: a handle, a channel, a user and a custom URL of the same
// word can be four people's. "youtube.com/alice" is a custom URL.
func readYouTube(pl *platform, v visit) (parts, string) {
	if v.sub != "" && v.sub != "music" {
		return v.parts, ""
	}
	before := v.parts
	before.host = strings.TrimPrefix(v.sub+"."+v.site, ".") // youtu.be/about is nothing on youtube.com
	v.host = pl.host
	if kind, id := youTubeWork(v); kind != "" {
		name := pl.kindName(kind, id)
		if name == "" {
			return before, ""
		}
		path, value, _ := strings.Cut(pl.kinds[kind].page+id, "?")
		return parts{host: pl.host, path: path, params: []string{value}}, name
	}
	segments := v.segments()
	if len(segments) == 0 || v.site == "youtu.be" {
		return before, ""
	}
	if strings.HasPrefix(segments[0], "@") {
		if p, name := readPath(pl, v.parts); name != "" {
			return p, name
		}
		return before, ""
	}
	if len(segments) == 1 || !youTubeLists[segments[0]] {
		segments = append([]string{"c"}, segments...)
		if pl.reserves(lower(segments[1])) {
			return before, ""
		}
	}
	id, ok := unpercent(segments[1])
	name := pl.kindName(segments[0], id)
	if !ok || name == "" {
		return before, ""
	}
	_, id, _ = strings.Cut(name, "/")
	segments[1] = pathName(id)
	v.path = "/" + strings.Join(segments, "/")
	return v.parts, name
}

// youTubeWork finds the video or playlist of an address. Where it starts, which
// list it is played from and who shared it are left out: it is the same video.
func youTubeWork(v visit) (kind, id string) {
	segments := v.segments()
	if len(segments) == 1 && v.site == "youtu.be" {
		return "video", segments[0]
	}
	if len(segments) == 1 && segments[0] == "watch" {
		return "video", v.param("v")
	}
	if len(segments) == 1 && segments[0] == "playlist" || v.path == "/embed/videoseries" {
		return "playlist", v.param("list")
	}
	if len(segments) >= 2 && youTubeVideos[segments[0]] {
		return "video", segments[1]
	}
	return "", ""
}
