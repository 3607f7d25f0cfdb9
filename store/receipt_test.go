package store_test

import "strings"

var receiptTables = []table{{
	name:  "receipt",
	there: row{"person": 1, "month": 202609, "number": "2026-09-1", "made_at": 0, "content": "{}"},
	fresh: row{"person": 1, "month": 202610, "number": strings.Repeat("9", 64), "made_at": 0, "content": "{}"},
	refused: map[string][]row{
		"receipt_pkey":          {{"month": 202609}}, // one for each month
		"receipt_number_key":    {{"number": "2026-09-1"}},
		"receipt_person_fkey":   {{"person": 9}},
		"receipt_month_check":   {{"month": 202600}, {"month": 202613}},
		"receipt_number_check":  {{"number": ""}, {"number": strings.Repeat("9", 65)}},
		"receipt_content_check": {{"content": ""}},
	},
}}
