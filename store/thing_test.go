package store_test

import "strings"

var thingTables = []table{{
	name:  "thing",
	there: row{"id": 21, "url": "https://example.org/", "title": "", "recipient": 12, "created_at": 0},
	fresh: row{"id": 22, "url": strings.Repeat("u", 2048), "title": strings.Repeat("ü", 200), "recipient": 12, "created_at": 0},
	refused: map[string][]row{
		"thing_pkey":           {{"id": 21}},
		"thing_url_key":        {{"url": "https://example.org/"}},
		"thing_id_check":       {{"id": 0}},
		"thing_url_check":      {{"url": ""}, {"url": strings.Repeat("u", 2049)}},
		"thing_title_check":    {{"title": strings.Repeat("ü", 201)}},
		"thing_recipient_fkey": {{"recipient": 99}},
	},
}, {
	name:  "history",
	there: row{"person": 1, "source": "flattr", "reference": "1", "month": 201305, "thing": 21, "clicks": 8, "revenue": 1, "clicks_total": 9},
	fresh: row{"person": 1, "source": "flattr", "reference": "1", "month": 201312, "thing": 21, "clicks": 0, "revenue": 0, "clicks_total": 0},
	refused: map[string][]row{
		"history_pkey":               {{"month": 201305}},
		"history_month_check":        {{"month": 201300}, {"month": 201313}},
		"history_clicks_check":       {{"clicks": -1}},
		"history_revenue_check":      {{"revenue": -1}},
		"history_clicks_total_check": {{"clicks_total": -1}},
		"history_person_fkey":        {{"person": 9}},
		"history_thing_fkey":         {{"thing": 99}},
	},
}}
