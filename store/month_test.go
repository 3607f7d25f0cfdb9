package store_test

var monthTables = []table{{
	name:  "month",
	there: row{"month": 202609, "closed_at": 0, "fee_rate": 0},
	fresh: row{"month": 202612, "closed_at": 0, "fee_rate": 999_999},
	refused: map[string][]row{
		"month_pkey":           {{"month": 202609}}, // R7: one close per month
		"month_month_check":    {{"month": 202600}, {"month": 202613}},
		"month_fee_rate_check": {{"fee_rate": -1}, {"fee_rate": 1_000_000}},
	},
}, {
	name:  "month",
	there: row{"month": 202608, "closed_at": 0, "fee_rate": 0},
	fresh: row{"month": 202601, "closed_at": 0, "fee_rate": 0},
}, {
	name: "settlement",
	there: row{"supporter": 1, "month": 202609, "budget": 5_000_000, "funds": 5_000_000, "clicks": 1, "weights": 1,
		"share": 5_000_000, "late": false},
	fresh: row{"supporter": 1, "month": 202608, "budget": 5_000_000, "funds": 4_000_000, "clicks": 2, "weights": 4,
		"share": 1_000_000, "late": true},
	refused: map[string][]row{
		"settlement_pkey":         {{"month": 202609}}, // R7: one settlement per month and supporter
		"settlement_budget_check": {{"budget": -1, "share": -1}},
		"settlement_funds_check":  {{"funds": -1, "share": -1}},
		"settlement_clicks_check": {{"clicks": 0}},
		"settlement_check":        {{"weights": 1}},
		"settlement_share_check":  {{"share": -1}},
		"settlement_share_check1": {{"share": 100_000_001, "budget": 500_000_000, "funds": 500_000_000}},
		"settlement_check1":       {{"share": 1_000_001}, {"budget": 3_999_999}}, // nobody gives what she has not
	},
}}
