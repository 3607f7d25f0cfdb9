package store_test

import "strings"

var recipientTables = []table{{
	name:  "recipient",
	there: row{"id": 11, "kind": "team", "name": "team of two", "person": nil, "claimed_at": nil, "created_at": 0},
	fresh: row{"id": 19, "kind": "identity", "name": "domain:example.net", "person": nil, "claimed_at": nil, "created_at": 0},
	refused: map[string][]row{
		"recipient_pkey":        {{"id": 11}},
		"recipient_name_key":    {{"name": "team of two"}},
		"recipient_id_check":    {{"id": 0}},
		"recipient_kind_check":  {{"kind": "group"}},
		"recipient_name_check":  {{"name": ""}, {"name": strings.Repeat("n", 2049)}},
		"recipient_person_fkey": {{"person": 9, "claimed_at": 1}},
		// A person's own recipient has her and was never claimed; an identity has both or neither; a team none.
		"recipient_check":  {{"kind": "person"}, {"kind": "person", "person": 1, "claimed_at": 1}, {"person": 1}, {"kind": "team", "person": 1}},
		"recipient_check1": {{"claimed_at": 1}},
		"recipient_check2": {{"kind": "team", "person": 1, "claimed_at": 1}, {"kind": "team", "claimed_at": 1}},
	},
}, {
	name:  "recipient",
	there: row{"id": 12, "kind": "identity", "name": "domain:example.org", "person": nil, "claimed_at": nil, "created_at": 0},
	fresh: row{"id": 19, "kind": "person", "name": "person:ada", "person": 1, "claimed_at": nil, "created_at": 0},
}, {
	name:  "recipient",
	there: row{"id": 13, "kind": "identity", "name": "twitter:ada", "person": 1, "claimed_at": 5, "created_at": 0},
	fresh: row{"id": 19, "kind": "team", "name": "team of three", "person": nil, "claimed_at": nil, "created_at": 0},
}, {
	name:  "team_member",
	there: row{"team": 11, "position": 0, "member": 12, "weight": 1},
	fresh: row{"team": 11, "position": 1, "member": 13, "weight": 1_000_000},
	refused: map[string][]row{
		"team_member_pkey":            {{"position": 0}},
		"team_member_team_member_key": {{"member": 12}},
		"team_member_position_check":  {{"position": -1}},
		"team_member_weight_check":    {{"weight": 0}, {"weight": 1_000_001}},
		"team_member_check":           {{"member": 11}},
		"team_member_team_fkey":       {{"team": 99}},
		"team_member_member_fkey":     {{"member": 99}},
	},
}}
