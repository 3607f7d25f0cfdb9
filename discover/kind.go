package discover

import (
	"strings"

	"obolus"
)

// kind is what a schema.org type means to us.
type kind struct {
	category obolus.Category
	rank     int // of several things on a page, the page is about the highest
}

// The ranks. A page's own entry comes before the people and pictures that are
// listed beside it, but they count where they are alone.
const (
	aside = iota + 1
	whole
	work
)

// kinds are the types that tell what a page is about. The others (WebSite,
// Organization, BreadcrumbList …) are about its surroundings.
var kinds = kindTable(map[obolus.Category]string{
	obolus.Texts: `Article NewsArticle BlogPosting SocialMediaPosting DiscussionForumPosting Report ScholarlyArticle
		TechArticle OpinionNewsArticle AnalysisNewsArticle ReviewNewsArticle AdvertiserContentArticle SatiricalArticle
		LiveBlogPosting Blog Book Chapter ShortStory Recipe HowTo Review Newspaper Periodical Question QAPage FAQPage Thesis`,
	obolus.Images:   `ImageGallery VisualArtwork Painting Drawing ComicStory ComicIssue ComicSeries Photograph Poster`,
	obolus.Videos:   `VideoObject Movie TVSeries TVEpisode TVSeason Clip MovieClip VideoGallery BroadcastEvent`,
	obolus.Audio:    `AudioObject PodcastSeries PodcastEpisode PodcastSeason MusicRecording MusicAlbum MusicPlaylist MusicComposition Audiobook RadioSeries RadioEpisode`,
	obolus.Software: `SoftwareApplication WebApplication MobileApplication SoftwareSourceCode VideoGame`,
	obolus.People:   `ProfilePage`,
	obolus.Rest:     `Product Event Course Dataset Place Game Map MusicEvent`,
})

func kindTable(table map[obolus.Category]string) map[string]kind {
	all := map[string]kind{
		"ImageObject": {obolus.Images, aside}, "Person": {obolus.People, aside}, "MusicGroup": {obolus.People, aside},
		"WebPage": {"", whole}, "AboutPage": {"", whole}, "CollectionPage": {"", whole}, "ItemPage": {"", whole},
	}
	for category, names := range table {
		for _, name := range strings.Fields(names) {
			all[name] = kind{category, work}
		}
	}
	return all
}

// kindOf gives the highest of a thing's types, each with or without
// "https://schema.org/" in front. The zero kind is none.
func kindOf(names []string) kind {
	var best kind
	for _, name := range names {
		name = name[strings.LastIndexAny(name, "/#:")+1:]
		if k := kinds[name]; k.rank > best.rank {
			best = k
		}
	}
	return best
}
