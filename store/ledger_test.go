package store_test

var ledgerTables = []table{{
	name:  "transfer",
	there: row{"id": 31, "cause": "deposit", "reference": "41", "at": 0, "available_at": 0},
	fresh: row{"id": 32, "cause": "deposit", "reference": "42", "at": 0, "available_at": 0},
	refused: map[string][]row{
		"transfer_pkey":                {{"id": 31}},
		"transfer_cause_reference_key": {{"reference": "41"}}, // a cause moves money once (R7)
		"transfer_id_check":            {{"id": 0}},
		"transfer_reference_check":     {{"reference": ""}},
	},
}, {
	name: "posting",
	there: row{"transfer": 31, "position": 0, "source_kind": "provider/test", "source_owner": 0,
		"destination_kind": "funds", "destination_owner": 1, "amount": 1},
	fresh: row{"transfer": 31, "position": 1, "source_kind": "funds", "source_owner": 1,
		"destination_kind": "funds", "destination_owner": 2, "amount": 1},
	refused: map[string][]row{
		"posting_pkey":         {{"position": 0}},
		"posting_amount_check": {{"amount": 0}, {"amount": -1}},
		"posting_check":        {{"destination_owner": 1}}, // from an account to itself
	},
}, {
	name:  "balance",
	there: row{"owner": 1, "kind": "funds", "amount": 1},
	fresh: row{"owner": 0, "kind": "provider/test", "amount": -1}, // only the world may be negative
	refused: map[string][]row{
		"balance_pkey": {{"owner": 1, "kind": "funds", "amount": 1}},
		"balance_kind_check": {{"kind": "bank", "amount": 1}, {"kind": "provider/", "amount": 1},
			{"kind": "provider", "amount": 1}, {"kind": "Funds", "amount": 1}},
		"balance_check": {{"kind": "funds"}, {"kind": "pending"}, {"kind": "earnings"}, {"kind": "leaving"},
			{"kind": "escrow"}, {"kind": "pot"}, {"kind": "fee"}},
	},
}}
