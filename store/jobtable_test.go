package store_test

var jobTables = []table{{
	name: "job",
	there: row{"name": "close", "key": "2026-09", "due_at": 0, "holder": "h", "leased_until": 0, "attempts": 1, "next_at": 0,
		"last_error": "", "done_at": 1},
	fresh: row{"name": "close", "key": "2026-10", "due_at": 0, "holder": "h", "leased_until": 9, "attempts": 1, "next_at": 0,
		"last_error": "", "done_at": nil},
	refused: map[string][]row{
		"job_pkey":               {{"key": "2026-09"}},
		"job_name_check":         {{"name": ""}},
		"job_key_check":          {{"key": ""}},
		"job_holder_check":       {{"holder": ""}},
		"job_leased_until_check": {{"leased_until": -1}},
		"job_attempts_check":     {{"attempts": 0}},
		"job_check":              {{"done_at": 5}}, // what is done is nobody's
	},
}}
