package store_test

// The first click is in the month that monthTables closes after it.
var clickTables = []table{{
	name:  "click",
	there: row{"supporter": 1, "month": 202609, "thing": 21, "recipient": 12, "id": 61, "weight": 1, "anonymous": true, "at": 0},
	fresh: row{"supporter": 1, "month": 202610, "thing": 21, "recipient": 12, "id": 62, "weight": 1_000_000, "anonymous": false, "at": 0},
}, {
	name:  "click",
	there: row{"supporter": 1, "month": 202611, "thing": 21, "recipient": 12, "id": 63, "weight": 1, "anonymous": true, "at": 0},
	fresh: row{"supporter": 1, "month": 202610, "thing": 21, "recipient": 12, "id": 62, "weight": 1, "anonymous": true, "at": 0},
	refused: map[string][]row{
		"click_pkey":         {{"month": 202611}}, // R13: once per month, supporter and thing
		"click_month_check":  {{"month": 202600}, {"month": 202613}},
		"click_id_check":     {{"id": 0}},
		"click_weight_check": {{"weight": 0}, {"weight": 1_000_001}},
	},
}}
