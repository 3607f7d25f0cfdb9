package obolus

import (
	"strings"
)

// IBAN is an international bank account number (ISO 13616) without spaces, in capitals. "" is none.
type IBAN string

// ibanLengths are those of countries in and around SEPA; of others only the bounds and the check digits
// are known here.
var ibanLengths = map[string]int{
	"AD": 24, "AL": 28, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FO": 18,
	"FR": 27, "GB": 22, "GI": 23, "GL": 18, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21,
	"MC": 27, "MD": 24, "ME": 22, "MK": 19, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "RS": 22, "SE": 24, "SI": 19, "SK": 24,
	"SM": 27, "TR": 26, "UA": 29, "VA": 22,
}

const ibanLeast, ibanMost = 15, 34

// ParseIBAN reads an IBAN as people write it, with spaces and in any case. It fails with kind Invalid,
// field iban, where letters, length or check digits are not those of one; a single wrong digit and two
// that were swapped are always found.
func ParseIBAN(text string) (IBAN, error) {
	if len(text) > 4*ibanMost {
		return "", errIBAN
	}
	compact := strings.ToUpper(strings.Join(strings.Fields(text), ""))
	if len(compact) < ibanLeast || len(compact) > ibanMost || !ibanLetters(compact) {
		return "", errIBAN
	}
	length, known := ibanLengths[compact[:2]]
	if known && len(compact) != length || remainder97(compact[4:]+compact[:4]) != 1 {
		return "", errIBAN
	}
	return IBAN(compact), nil
}

var errIBAN = &Error{Kind: Invalid, Code: "iban_wrong", Field: "iban",
	Message: "this is no IBAN: it begins with two letters of a country and two digits, and one of its characters is missing or wrong"}

func ibanLetters(compact string) bool {
	for i := range len(compact) {
		c := compact[i]
		letter, digit := c >= 'A' && c <= 'Z', c >= '0' && c <= '9'
		switch {
		case i < 2 && !letter, i >= 2 && i < 4 && !digit, !letter && !digit:
			return false
		}
	}
	return true
}

// remainder97 reads letters as numbers from 10 to 35 and divides by 97 (ISO 7064).
func remainder97(text string) int {
	rest := 0
	for i := range len(text) {
		c := text[i]
		if c >= 'A' {
			rest = (rest*100 + int(c-'A') + 10) % 97
		} else {
			rest = (rest*10 + int(c-'0')) % 97
		}
	}
	return rest
}

// String groups an IBAN by four, as on paper.
func (b IBAN) String() string {
	var groups []string
	for i := 0; i < len(b); i += 4 {
		groups = append(groups, string(b[i:min(i+4, len(b))]))
	}
	return strings.Join(groups, " ")
}

// Masked shows country and end, by which its owner knows it and nobody else can use it.
func (b IBAN) Masked() string {
	if len(b) < 8 {
		return ""
	}
	return string(b[:2]) + " … " + string(b[len(b)-4:])
}
