package identity

import "strings"

// trackingPrefixes begin the names of parameters that tell a site how a person
// came, never which page she is on.
var trackingPrefixes = []string{
	"utm_", "mtm_", "matomo_", "piwik_", "pk_", // web analytics
	"hsa_", "__hs", "_hs", // HubSpot
	"fb_action_", "fb_comment_", "guce_", "oly_", "vero_", "ml_subscriber",
}

// trackingNames are such parameters by their whole name, in lower case. A name
// is listed only if no site is known to use it for content; "ref", "source"
// and "s" are not, and are dropped on single platforms instead.
var trackingNames = set(`
	fbclid gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid srsltid _ga _gl
	msclkid yclid ysclid _openstat twclid ttclid igshid igsh li_fat_id epik rdt_cid
	sccid irclickid irgwc rb_clickid wickedid zanpid cjevent
	mc_cid mc_eid mkt_tok hsctatracking ck_subscriber_id nr_email_referer
	fb_ref fb_source guccounter wt_mc wt_zmc xtor
	ns_campaign ns_fee ns_linkname ns_mchannel ns_source`)

// withoutTracking drops tracking and empty parameters. The names come
// percent-normalised, so utm%5Fsource does not slip through.
func withoutTracking(params []string) []string {
	var kept []string
	for _, param := range params {
		name, _, _ := strings.Cut(lower(param), "=")
		if param != "" && !isTracking(name) {
			kept = append(kept, param)
		}
	}
	return kept
}

func isTracking(name string) bool {
	for _, prefix := range trackingPrefixes {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return trackingNames[name]
}
