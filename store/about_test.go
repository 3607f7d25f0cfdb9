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
}, {
	name:  "thing_alias",
	there: row{"url": "https://example.org/alias", "thing": 21, "created_at": 0},
	fresh: row{"url": strings.Repeat("u", 2048), "thing": 21, "created_at": 0},
	refused: map[string][]row{
		"thing_alias_pkey":       {{"url": "https://example.org/alias", "thing": 23}},
		"thing_alias_url_check":  {{"url": ""}, {"url": strings.Repeat("u", 2049)}},
		"thing_alias_thing_fkey": {{"thing": 99}},
	},
}, {
	name:  "thing_picture",
	there: row{"thing": 21, "mark": "0123456789abcdef", "type": "image/png", "width": 1, "height": 1, "content": []byte{1}},
	fresh: row{"thing": 23, "mark": "0123456789abcdef", "type": "image/jpeg", "width": 320, "height": 320, "content": make([]byte, 40_960)},
	refused: map[string][]row{
		"thing_picture_pkey":          {{"thing": 21}},
		"thing_picture_mark_check":    {{"mark": ""}, {"mark": "0123456789abcdef0"}},
		"thing_picture_type_check":    {{"type": "image/svg+xml"}, {"type": ""}},
		"thing_picture_width_check":   {{"width": 0}, {"width": 321}},
		"thing_picture_height_check":  {{"height": 0}, {"height": 321}},
		"thing_picture_content_check": {{"content": []byte{}}, {"content": make([]byte, 40_961)}},
		"thing_picture_thing_fkey":    {{"thing": 99}},
	},
}, {
	name:  "thing_payee",
	there: row{"thing": 21, "place": 1, "markup": "obolus", "name": "github:alice"},
	fresh: row{"thing": 21, "place": 10, "markup": "flattr", "name": strings.Repeat("ü", 2048)},
	refused: map[string][]row{
		"thing_payee_pkey":         {{"place": 1}},
		"thing_payee_place_check":  {{"place": 0}, {"place": 11}},
		"thing_payee_markup_check": {{"markup": "meta"}, {"markup": ""}},
		"thing_payee_name_check":   {{"name": ""}, {"name": strings.Repeat("ü", 2049)}},
		"thing_payee_thing_fkey":   {{"thing": 99}},
	},
}}
