package store_test

import "strings"

var payoutTables = []table{{
	name: "payout",
	there: row{"id": 51, "person": 1, "month": 202609, "rail": "bank", "amount": 10_000, "state": "asked",
		"reference": "", "created_at": 0, "approved_at": nil, "ended_at": nil, "holder": "", "iban": "", "account_since": nil},
	fresh: row{"id": 52, "person": 1, "month": 202610, "rail": "bank", "amount": 10_000, "state": "paid",
		"reference": "", "created_at": 0, "approved_at": 1, "ended_at": 2, "holder": "Ada", "iban": "NO9386011117947", "account_since": 3},
	refused: map[string][]row{
		"payout_pkey":                  {{"id": 51}},
		"payout_person_month_rail_key": {{"month": 202609}}, // R7
		"payout_id_check":              {{"id": 0}},
		"payout_month_check":           {{"month": 202600}, {"month": 202613}},
		"payout_amount_check":          {{"amount": 0}, {"amount": -10_000}, {"amount": 10_001}},
		"payout_state_check":           {{"state": "lost", "ended_at": nil}},
		"payout_check":                 {{"ended_at": nil}, {"state": "asked"}, {"state": "refused", "ended_at": nil}},
		"payout_person_fkey":           {{"person": 9}},
	},
}, {
	name:  "bank_account",
	there: row{"person": 1, "holder": "Ada", "iban": "NO9386011117947", "changed_at": 0},
	fresh: row{"person": 7, "holder": strings.Repeat("é", 70), "iban": strings.Repeat("1", 34), "changed_at": 0},
	refused: map[string][]row{
		"bank_account_pkey":         {{"person": 1}},
		"bank_account_holder_check": {{"holder": ""}, {"holder": strings.Repeat("é", 71)}},
		"bank_account_iban_check":   {{"iban": "NO93"}, {"iban": strings.Repeat("1", 35)}},
		"bank_account_person_fkey":  {{"person": 9}},
	},
}}
