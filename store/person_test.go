package store_test

import "strings"

var peopleTables = []table{{
	name:  "id_block",
	there: row{"name": "there", "next": 1},
	fresh: row{"name": "fresh", "next": 9007199254740991},
	refused: map[string][]row{
		"id_block_pkey":       {{"name": "there"}},
		"id_block_next_check": {{"next": 0}, {"next": 9007199254740992}}, // JavaScript reads numbers below 2^53
	},
}, {
	name:    "setting",
	there:   row{"name": "there", "value": ""},
	fresh:   row{"name": "fresh", "value": ""},
	refused: map[string][]row{"setting_pkey": {{"name": "there"}}},
}, {
	name:  "person",
	there: row{"id": 1, "name": "Ada", "folded": "ada", "budget": 0, "anonymous": true, "created_at": 0, "deleted_at": nil, "suspended_at": nil, "operator": false},
	fresh: row{"id": 2, "name": strings.Repeat("é", 64), "folded": "bob", "budget": 100_000_000, "anonymous": false, "created_at": 0, "deleted_at": 2, "suspended_at": 1, "operator": true},
	refused: map[string][]row{
		"person_pkey":         {{"id": 1}},
		"person_folded_key":   {{"folded": "ada"}},
		"person_id_check":     {{"id": 0}, {"id": -1}},
		"person_name_check":   {{"name": ""}, {"name": strings.Repeat("é", 65)}},
		"person_budget_check": {{"budget": -1}, {"budget": 1}, {"budget": 1_999_999}, {"budget": 100_000_001}},
	},
}, {
	name:  "credential",
	there: row{"hash": strings.Repeat("a", 64), "kind": "token", "person": 1, "label": "", "created_at": 5, "expires_at": nil, "used_at": nil, "seen_at": nil, "confirmed_at": nil, "frame": strings.Repeat("c", 64)},
	fresh: row{"hash": strings.Repeat("b", 64), "kind": "link", "person": 1, "label": "", "created_at": 5, "expires_at": 6, "used_at": 5, "seen_at": 5, "confirmed_at": 5, "frame": nil},
	refused: map[string][]row{
		"credential_pkey":        {{"hash": strings.Repeat("a", 64)}},
		"credential_hash_check":  {{"hash": "a"}},
		"credential_frame_check": {{"frame": "a"}},
		"credential_kind_check":  {{"kind": "password"}},
		"credential_check":       {{"expires_at": 5}},
		"credential_person_fkey": {{"person": 9}},
	},
}, {
	name:  "idempotency",
	there: row{"person": 1, "key": "there", "fingerprint": "", "answer": "{}", "created_at": 0},
	fresh: row{"person": 1, "key": strings.Repeat("k", 255), "fingerprint": "", "answer": "{}", "created_at": 0},
	refused: map[string][]row{
		"idempotency_pkey":        {{"key": "there"}},
		"idempotency_key_check":   {{"key": ""}, {"key": strings.Repeat("k", 256)}},
		"idempotency_person_fkey": {{"person": 9}},
	},
}}
