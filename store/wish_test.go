package store_test

import "strings"

var wishTables = []table{{
	name:  "trusted_site",
	there: row{"person": 1, "site": "example.org", "created_at": 0},
	fresh: row{"person": 1, "site": strings.Repeat("a", 255), "created_at": 0},
	refused: map[string][]row{
		"trusted_site_pkey":        {{"site": "example.org"}},
		"trusted_site_person_fkey": {{"person": 9}},
		"trusted_site_site_check":  {{"site": ""}, {"site": strings.Repeat("a", 256)}},
	},
}, {
	name:  "wish",
	there: row{"person": 1, "url": "https://example.org/wish", "title": "", "created_at": 0, "said": ""},
	fresh: row{"person": 7, "url": "https://example.org/" + strings.Repeat("a", 2028), "title": strings.Repeat("é", 200), "created_at": 0,
		"anonymous": true, "said": strings.Repeat("é", 10_000)},
	refused: map[string][]row{
		"wish_pkey":        {{"person": 1}},
		"wish_person_fkey": {{"person": 9}},
		"wish_url_check":   {{"url": ""}, {"url": strings.Repeat("a", 2049)}},
		"wish_title_check": {{"title": strings.Repeat("é", 201)}},
		"wish_said_check":  {{"said": strings.Repeat("é", 10_001)}},
	},
}}
