package store_test

import "strings"

var operatorTables = []table{{
	name:  "report",
	there: row{"id": 71, "reporter": 1, "thing": 21, "person": nil, "kind": "spam", "text": "", "state": "open", "answer": "", "created_at": 0, "decided_at": nil},
	fresh: row{"id": 72, "reporter": nil, "thing": nil, "person": 1, "kind": "other", "text": strings.Repeat("é", 2000), "state": "upheld",
		"answer": strings.Repeat("é", 2000), "created_at": 0, "decided_at": 1},
	refused: map[string][]row{
		"report_pkey":          {{"id": 71}},
		"report_id_check":      {{"id": 0}},
		"report_reporter_fkey": {{"reporter": 9}},
		"report_thing_fkey":    {{"thing": 99, "person": nil}},
		"report_person_fkey":   {{"person": 9}},
		"report_kind_check":    {{"kind": "ugly"}},
		"report_text_check":    {{"text": strings.Repeat("é", 2001)}},
		"report_state_check":   {{"state": "lost"}},
		"report_answer_check":  {{"answer": strings.Repeat("é", 2001)}},
		"report_subject_check": {{"thing": 21}, {"person": nil}}, // exactly one
		"report_decided_check": {{"state": "open"}, {"decided_at": nil}},
	},
}, {
	name:  "hold",
	there: row{"recipient": 11, "at": 0},
	fresh: row{"recipient": 12, "at": 0},
	refused: map[string][]row{
		"hold_pkey":           {{"recipient": 11}},
		"hold_recipient_fkey": {{"recipient": 99}},
	},
}, {
	name:  "barred",
	there: row{"thing": 21, "at": 0, "hidden": false},
	fresh: row{"thing": 23, "at": 0, "hidden": true},
	refused: map[string][]row{
		"barred_pkey":       {{"thing": 21}},
		"barred_thing_fkey": {{"thing": 99}},
	},
}, {
	name:  "audit",
	there: row{"id": 81, "at": 0, "operator": nil, "action": "close", "subject": "", "detail": ""},
	fresh: row{"id": 82, "at": 0, "operator": 1, "action": "close", "subject": "", "detail": strings.Repeat("é", 2000)},
	refused: map[string][]row{
		"audit_pkey":          {{"id": 81}},
		"audit_id_check":      {{"id": 0}},
		"audit_operator_fkey": {{"operator": 9}},
		"audit_action_check":  {{"action": ""}},
		"audit_detail_check":  {{"detail": strings.Repeat("é", 2001)}},
	},
}}
