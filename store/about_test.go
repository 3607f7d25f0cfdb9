package store_test

import "strings"

// The first two are a second thing and a second person to be told about.
var aboutTables = []table{{
	name:  "thing",
	there: row{"id": 23, "url": "https://example.org/second", "title": "", "recipient": 12, "created_at": 0},
	fresh: row{"id": 24, "url": "https://example.org/third", "title": "", "recipient": 12, "created_at": 0},
}, {
	name:  "person",
	there: row{"id": 7, "name": "Told", "folded": "told", "created_at": 0},
	fresh: row{"id": 8, "name": "New", "folded": "new", "created_at": 0},
}, {
	name:  "description",
	there: row{"thing": 21},
	fresh: row{"thing": 23, "text": strings.Repeat("ü", 1000), "category": "software", "language": "de", "hidden": true, "edited": false,
		"indexed": true, "attempts": 0, "wanted_at": 5, "described_at": nil},
	refused: map[string][]row{
		"description_pkey":           {{"thing": 21}},
		"description_thing_fkey":     {{"thing": 99}},
		"description_text_check":     {{"text": strings.Repeat("ü", 1001)}},
		"description_category_check": {{"category": "games"}, {"category": ""}},
		"description_language_check": {{"language": "123456789"}},
		"description_attempts_check": {{"attempts": -1}},
	},
}, {
	name:  "thing_tag",
	there: row{"tag": "jazz", "thing": 21},
	fresh: row{"tag": strings.Repeat("ж", 40), "thing": 21},
	refused: map[string][]row{
		"thing_tag_pkey":       {{"tag": "jazz"}},
		"thing_tag_tag_check":  {{"tag": ""}, {"tag": strings.Repeat("ж", 41)}},
		"thing_tag_thing_fkey": {{"thing": 99}},
	},
}, {
	name:  "ranking",
	there: row{"list": "day", "place": 1, "thing": 21, "score": 7},
	fresh: row{"list": "ever", "place": 1, "thing": 21, "score": 1},
	refused: map[string][]row{
		"ranking_pkey":           {{"list": "day", "thing": 23}},
		"ranking_list_thing_key": {{"list": "day", "place": 2}},
		"ranking_list_check":     {{"list": "year"}},
		"ranking_place_check":    {{"place": 0}},
		"ranking_score_check":    {{"score": 0}},
		"ranking_thing_fkey":     {{"thing": 99}},
	},
}, {
	name:    "chore",
	there:   row{"name": "ranking", "due_at": 0},
	fresh:   row{"name": "other", "due_at": 0},
	refused: map[string][]row{"chore_pkey": {{"name": "ranking"}}, "chore_name_check": {{"name": ""}}},
}, {
	name:  "profile",
	there: row{"person": 1, "text": "", "shown": false},
	fresh: row{"person": 7, "text": strings.Repeat("é", 1000), "shown": true},
	refused: map[string][]row{
		"profile_pkey":        {{"person": 1}},
		"profile_text_check":  {{"text": strings.Repeat("é", 1001)}},
		"profile_person_fkey": {{"person": 9}},
	},
}}
