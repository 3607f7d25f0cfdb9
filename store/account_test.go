package store_test

import "strings"

// The first entry is a second person, for keys that a person has once.
var accountTables = []table{{
	name:  "person",
	there: row{"id": 3, "name": "Eve", "folded": "eve", "budget": 0, "anonymous": true, "created_at": 0, "deleted_at": nil, "suspended_at": nil},
	fresh: row{"id": 4, "name": "Fay", "folded": "fay", "budget": 0, "anonymous": true, "created_at": 0, "deleted_at": nil, "suspended_at": nil},
}, {
	name:  "account",
	there: row{"person": 1, "email": "ada@example.org", "folded": "ada@example.org", "confirmed_at": 0, "password": "", "handle": "there", "language": ""},
	fresh: row{"person": 3, "email": "b@x", "folded": "b@x", "confirmed_at": nil, "password": "", "handle": "fresh", "language": "de"},
	refused: map[string][]row{
		"account_pkey":        {{"person": 1}},
		"account_person_fkey": {{"person": 9}},
		"account_folded_key":  {{"folded": "ada@example.org"}},
		"account_handle_key":  {{"handle": "there", "language": ""}},
		"account_email_check": {{"email": "@"}, {"email": strings.Repeat("a", 255)}},
		"account_check":       {{"email": nil}, {"folded": nil}},
	},
}, {
	name:  "pending",
	there: row{"hash": strings.Repeat("a", 64), "kind": "sign_up", "person": nil, "data": "{}", "expires_at": 0},
	fresh: row{"hash": strings.Repeat("b", 64), "kind": "waiting", "person": 1, "data": "{}", "expires_at": 0},
	refused: map[string][]row{
		"pending_pkey":        {{"hash": strings.Repeat("a", 64)}},
		"pending_hash_check":  {{"hash": "a"}},
		"pending_kind_check":  {{"kind": "token"}},
		"pending_person_fkey": {{"person": 9}},
	},
}, {
	name:  "totp",
	there: row{"person": 1, "secret": "A", "used": 0, "on_at": nil},
	fresh: row{"person": 3, "secret": "A", "used": 1, "on_at": 5},
	refused: map[string][]row{
		"totp_pkey":         {{"person": 1}},
		"totp_person_fkey":  {{"person": 9}},
		"totp_secret_check": {{"secret": ""}},
		"totp_used_check":   {{"used": -1}},
	},
}, {
	name:  "recovery",
	there: row{"person": 1, "hash": strings.Repeat("a", 64)},
	fresh: row{"person": 1, "hash": strings.Repeat("b", 64)},
	refused: map[string][]row{
		"recovery_pkey":        {{"hash": strings.Repeat("a", 64)}},
		"recovery_person_fkey": {{"person": 9}},
		"recovery_hash_check":  {{"hash": "a"}},
	},
}, {
	name:  "passkey",
	there: row{"id": "there", "person": 1, "label": "", "data": "{}", "created_at": 0, "used_at": nil},
	fresh: row{"id": "fresh", "person": 1, "label": "", "data": "{}", "created_at": 0, "used_at": 1},
	refused: map[string][]row{
		"passkey_pkey":        {{"id": "there"}},
		"passkey_person_fkey": {{"person": 9}},
		"passkey_id_check":    {{"id": ""}, {"id": strings.Repeat("a", 1401)}},
	},
}, {
	name: "letter",
	there: row{"id": 1, "kind": "link", "email": "a@example.org", "language": "en", "data": "{}", "created_at": 0, "due_at": 1, "tries": 0,
		"sent_at": nil, "failed_at": nil, "problem": ""},
	fresh: row{"id": 2, "kind": "link", "email": "a@example.org", "language": "en", "data": "", "created_at": 0, "due_at": nil, "tries": 1,
		"sent_at": 2, "failed_at": nil, "problem": ""},
	refused: map[string][]row{
		"letter_pkey":        {{"id": 1}},
		"letter_id_check":    {{"id": 0}},
		"letter_kind_check":  {{"kind": ""}},
		"letter_email_check": {{"email": ""}},
		"letter_tries_check": {{"tries": -1}},
		"letter_check":       {{"due_at": 1}, {"due_at": 1, "sent_at": nil, "failed_at": 2}}, // what is done is not sent again
	},
}, {
	name:  "attempt",
	there: row{"subject": strings.Repeat("a", 64), "since": 0, "n": 1},
	fresh: row{"subject": strings.Repeat("a", 64), "since": 1, "n": 1},
	refused: map[string][]row{
		"attempt_pkey":          {{"since": 0}},
		"attempt_subject_check": {{"subject": "192.0.2.1"}},
		"attempt_n_check":       {{"n": 0}},
	},
}, {
	name:  "invitation",
	there: row{"code": "there-there", "person": 1, "number": 1, "created_at": 0, "used_at": 1, "used_by": 1},
	fresh: row{"code": "fresh-fresh", "person": 1, "number": 2, "created_at": 0, "used_at": 1, "used_by": 3},
	refused: map[string][]row{
		"invitation_pkey":              {{"code": "there-there"}},
		"invitation_person_fkey":       {{"person": 9}},
		"invitation_used_by_fkey":      {{"used_by": 9}},
		"invitation_used_by_key":       {{"used_by": 1}},
		"invitation_person_number_key": {{"number": 1}},
		"invitation_number_check":      {{"number": 0}},
		"invitation_code_check":        {{"code": "short"}, {"code": strings.Repeat("a", 65)}},
		"invitation_check":             {{"used_at": nil}, {"used_by": nil}},
	},
}, {
	name:  "waiting",
	there: row{"folded": "there", "email": "a@example.org", "language": "en", "confirmed_at": 0, "admitted_at": nil},
	fresh: row{"folded": "fresh", "email": "a@example.org", "language": "en", "confirmed_at": 0, "admitted_at": 1},
	refused: map[string][]row{
		"waiting_pkey":        {{"folded": "there"}},
		"waiting_email_check": {{"email": ""}},
	},
}}
