// Package auth says who may come in: what a good password is and how it is kept, one-time codes, recovery
// codes, and what counts as an e-mail address. It is rules only: it keeps nothing, asks no clock and knows
// neither people nor sessions. The verbs bring what was stored, and store what comes back.
//
// Two promises run through it. What is stored never gives away what was typed: passwords as argon2id,
// recovery codes as hashes. And no answer tells whether an account exists: CheckPassword costs the same for
// a person who is not there.
package auth

import "obolus"

// refuse builds an error about one field, with a code of its own so that catalogs can translate it.
func refuse(field, code, message string) error {
	return &obolus.Error{Kind: obolus.Invalid, Code: code, Field: field, Message: message}
}
