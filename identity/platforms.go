package identity

// platform is what we know about the URLs of one platform.
type platform struct {
	name string // as in identities: "twitter"
	host string // the canonical host; www., m. and mobile. are folded into it
	also string // other hosts that serve the same pages

	// Sites of other people that show the same accounts. What is no account's there is their own.
	fronts string

	site     bool   // accounts are sites of their own: alice.bandcamp.com
	at       string // what stands before the account in the path of its page
	lead     words  // first path segments that an account may follow
	chars    string // what an account may contain beside a–z and 0–9
	max      int    // longest account, in bytes
	fold     int    // leading path segments, the account included, without case
	kinds    map[string]kind
	reserved words // path segments or subdomains that are no accounts
	drop     words // parameters that only track on this platform

	fediverse bool // @alice@host, by any of its hosts, is the account too

	read  func(*platform, visit) (parts, string) // nil: by the fields above
	canon func(string) string                    // nil: lower
}

// kind is a second sort of name on a platform: youtube:channel/UC…
type kind struct {
	page  string // what stands before the name in the URL of its page
	exact bool   // case matters
	work  bool   // not an account, but a work whose maker the URL does not tell
}

// platforms is the table. Whoever edits it moves money: a URL that changes its
// identity leaves its clicks behind, and one that is written otherwise needs a
// step in store/readdress.go. Words that everybody reserves are in
// reservedEverywhere.
var platforms = append([]*platform{
	{
		name: "twitter", host: "twitter.com", also: "x.com", at: "/", chars: "_", max: 20, fold: 1,
		reserved: set("home hashtag i intent share compose messages notifications who_to_follow personalization logged_out widgets statuses oauth account invitations following followers favorites"),
		drop:     set("s t ref_src ref_url cn cxt mx"), read: readTwitter,
	},
	{
		name: "github", host: "github.com", at: "/", lead: set("sponsors"), chars: "-_", max: 39, fold: 2,
		reserved: set("orgs users sponsors topics trending collections marketplace notifications new organizations issues pulls codespaces readme customer-stories enterprise team stars gist site git-guides nonprofit solutions resources copilot watching account dashboard repositories mobile premium-support open-source edu codesearch advisories"),
		read:     readGitHub,
	},
	{
		name: "gitlab", host: "gitlab.com", at: "/", chars: "-_.", max: 255, fold: 2,
		reserved: set("groups users dashboard projects profile admin snippets oauth -"), read: readForge,
	},
	{
		name: "codeberg", host: "codeberg.org", at: "/", chars: "-_.", max: 255, fold: 2,
		reserved: set("user org issues pulls milestones repo assets avatars api attachments notifications admin swagger.v1.json metrics codeberg"), read: readForge,
	},
	{
		name: "youtube", host: "youtube.com", also: "youtube-nocookie.com youtu.be", at: "/@", chars: "-_.·", max: 120, fold: 1,
		kinds: map[string]kind{
			"channel": {page: "/channel/", exact: true}, "user": {page: "/user/"}, "c": {page: "/c/"},
			"video":    {page: "/watch?v=", exact: true, work: true},
			"playlist": {page: "/playlist?list=", exact: true, work: true},
		},
		reserved: set("watch results feed playlist shorts embed live v e channel user c channels premium gaming post clip hashtag account upload redirect t creators ads yt oembed attribution_link movies source trending music kids studio library explore"),
		drop:     set("si feature ab_channel pp app cbrd ucbcb"), read: readYouTube,
	},
	{
		name: "vimeo", host: "vimeo.com", at: "/", chars: "-_", max: 64, fold: 1,
		kinds:    map[string]kind{"video": {page: "/", exact: true, work: true}},
		reserved: set("channels groups categories album showcase ondemand watch couchmode upload upgrade join log_in manage staffpicks stock enterprise solutions create user video videos event hd everywhere forums tag live cameo apps progress guidelines"), read: readVimeo,
	},
	{
		name: "soundcloud", host: "soundcloud.com", at: "/", chars: "-_", max: 64, fold: 1,
		reserved: set("discover stream you upload charts people tags imprint mobile messages notifications signin popular getstarted connect premium pro creators apps groups for-artists feed library player community-guidelines stations go checkout sets"),
		drop:     set("in si ref p c"),
	},
	{
		name: "flickr", host: "flickr.com", at: "/photos/", lead: set("photos people"), chars: "-_@N", max: 64,
		reserved: set("tags upload me organize friends"), canon: canonFlickr,
	},
	{
		name: "instagram", host: "instagram.com", also: "instagr.am", at: "/", lead: set("stories"), chars: "._", max: 30, fold: 1,
		kinds:    map[string]kind{"post": {page: "/p/", exact: true, work: true}},
		reserved: set("p reel reels tv stories direct accounts web s challenge developer directory lite tags highlights"),
		drop:     set("img_index hl taken-by"), read: readInstagram,
	},
	{
		name: "twitch", host: "twitch.tv", at: "/", chars: "_", max: 25, fold: 1,
		kinds:    map[string]kind{"video": {page: "/videos/", exact: true, work: true}},
		reserved: set("directory videos p turbo store subscriptions wallet friends inventory drops prime broadcast dashboard popout moderator u user products collections team event activate embed bits partner"),
		drop:     set("tt_medium tt_content sr"), read: readTwitch,
	},
	{
		name: "medium", host: "medium.com", site: true, at: "/@", chars: "-_.", max: 64,
		reserved: set("policy"), drop: set("source sk gi"), read: readMedium,
	},
	{
		name: "substack", host: "substack.com", site: true, chars: "-", max: 63,
		kinds:    map[string]kind{"user": {page: "/@"}},
		reserved: set("open on support cdn reader email"),
		drop:     set("r s publication_id post_id isfreemail triedredirect showwelcome"), read: readSubstack,
	},
	{
		name: "bandcamp", host: "bandcamp.com", site: true, chars: "-", max: 63,
		reserved: set("daily get f4 popplers5 bandcamptech"), drop: set("from label tab search_item_id search_item_type search_page_id search_page_no search_rank search_sig"),
	},
	{
		name: "wordpress", host: "wordpress.com", site: true, chars: "-", max: 63,
		reserved: set("files en de fr es nl sv it pt ja ru id tr public-api vip discover learn wp themes theme widgets r-login jetpack stats dashboard s0 s1 s2 i0 i1 i2"),
		drop:     set("share nb like_comment"),
	},
	{
		// Not blogspot.in: Google lost that domain.
		name: "blogger", host: "blogspot.com", site: true, chars: "-_", max: 63,
		also: "blogspot.de blogspot.fr blogspot.nl blogspot.se blogspot.it blogspot.be blogspot.ch blogspot.dk blogspot.fi " +
			"blogspot.no blogspot.pt blogspot.ie blogspot.ca blogspot.cz blogspot.gr blogspot.hu blogspot.jp blogspot.ru " +
			"blogspot.co.uk blogspot.co.at blogspot.co.nz blogspot.co.il blogspot.com.es blogspot.com.br blogspot.com.ar blogspot.com.au blogspot.com.tr",
		reserved: set("1 2 3 4 bp draft"), drop: set("m spref"),
	},
}, profiles...)

// reservedEverywhere are names that no platform gives to an account.
var reservedEverywhere = set(`
	www m mobile api app apps about account accounts admin auth blog business careers
	contact dashboard developer developers docs download downloads explore features
	feed features help home jobs legal login logout mail pricing press privacy
	register rss search security settings signin signup sitemap sitemap.xml static
	status store support terms tos robots.txt favicon.ico .well-known`)
