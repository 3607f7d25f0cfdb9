package identity

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// reserves reports whether a word that stands where accounts do is none.
func (pl *platform) reserves(word string) bool {
	return pl.reserved[word] || reservedEverywhere[word]
}

// names reports whether an account of the platform can have this canonical name.
func (pl *platform) names(name string) bool {
	if name == "" || len(name) > pl.max {
		return false
	}
	for _, r := range name {
		if !strings.ContainsRune(letters+digits+pl.chars, r) && !pl.namesBeyondASCII(r) {
			return false
		}
	}
	return strings.Trim(name, "-._@") != ""
}

// namesBeyondASCII: only YouTube gives handles in other scripts.
func (pl *platform) namesBeyondASCII(r rune) bool {
	return pl.name == "youtube" && r > unicode.MaxASCII && r != utf8.RuneError &&
		(unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))
}

// canonical folds what the platform ignores in a name.
func (pl *platform) canonical(name string) string {
	if pl.canon != nil {
		return pl.canon(name)
	}
	return lower(name)
}

// pathName encodes a valid name for a path.
func pathName(name string) string {
	encoded, err := percent(name)
	if err != nil {
		panic("identity: a valid name cannot be encoded: " + err.Error())
	}
	return encoded
}

var flickrID = regexp.MustCompile(`^[0-9]+@n[0-9]+$`)

// canonFlickr keeps the capital N that Flickr's numeric names are written with.
func canonFlickr(name string) string {
	name = lower(name)
	if flickrID.MatchString(name) {
		return strings.ToUpper(name)
	}
	return name
}

// The names that are not accounts, and have their own grammar.
var (
	kindNames = map[string]*regexp.Regexp{
		"youtube:channel":  regexp.MustCompile(`^UC[A-Za-z0-9_-]{22}$`),
		"youtube:video":    regexp.MustCompile(`^[A-Za-z0-9_-]{11}$`),
		"youtube:playlist": regexp.MustCompile(`^[A-Za-z0-9_-]{2,64}$`),
		"vimeo:video":      regexp.MustCompile(`^[1-9][0-9]{0,15}$`),
		"instagram:post":   regexp.MustCompile(`^[A-Za-z0-9_-]{5,40}$`),
		"threads:post":     regexp.MustCompile(`^[A-Za-z0-9_-]{5,40}$`),
		"twitch:video":     regexp.MustCompile(`^[1-9][0-9]{0,15}$`),
	}
	// youTubePages are words where the id of a video stands, and as long as one.
	youTubePages = set("videoseries live_stream")
)

// kindName gives the canonical name "kind/id", or "" where the id cannot be.
func (pl *platform) kindName(kind, id string) string {
	k, ok := pl.kinds[kind]
	if !ok {
		return ""
	}
	if grammar := kindNames[pl.name+":"+kind]; grammar != nil {
		if !grammar.MatchString(id) || youTubePages[id] {
			return ""
		}
		return kind + "/" + id
	}
	if !k.exact {
		id = pl.canonical(id)
	}
	if !pl.names(id) {
		return ""
	}
	return kind + "/" + id
}
