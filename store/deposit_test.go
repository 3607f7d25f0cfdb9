package store_test

import "strings"

var depositTables = []table{{
	name: "deposit",
	there: row{"id": 41, "person": 1, "provider": "test", "reference": "there", "gross": 10_000, "fee": 500, "net": 9_500,
		"state": "pending", "created_at": 0, "decided_at": nil},
	fresh: row{"id": 42, "person": 1, "provider": "test", "reference": strings.Repeat("r", 255), "gross": 10_000, "fee": 500, "net": 9_500,
		"state": "cleared", "created_at": 0, "decided_at": 1},
	refused: map[string][]row{
		"deposit_pkey":                   {{"id": 41}},
		"deposit_provider_reference_key": {{"reference": "there"}}, // R7
		"deposit_id_check":               {{"id": 0}},
		"deposit_reference_check":        {{"reference": ""}, {"reference": strings.Repeat("r", 256)}},
		"deposit_gross_check":            {{"gross": 10_001, "fee": 501}, {"gross": 0, "fee": 0, "net": 0}, {"gross": -10_000, "fee": 0, "net": -10_000}},
		"deposit_fee_check":              {{"fee": -1, "net": 10_001}},
		"deposit_net_check":              {{"fee": 10_000, "net": 0}},
		"deposit_check":                  {{"fee": 499}}, // gross = fee + net (R6)
		"deposit_state_check":            {{"state": "lost"}},
		"deposit_check1":                 {{"decided_at": nil}, {"state": "pending"}},
		"deposit_person_fkey":            {{"person": 9}},
	},
}}
