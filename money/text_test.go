package money_test

import (
	"encoding/json"
	"errors"
	"math/big"
	"strings"
	"testing"

	"obolus/money"

	"pgregory.net/rapid"
)

// TestParse holds the grammar: what people and programs may write, and what nobody may.
func TestParse(t *testing.T) {
	tests := []struct {
		text string
		want money.Amount
		err  error
	}{
		{"0", 0, nil},
		{"12", 12_000_000, nil},
		{"12.5", 12_500_000, nil},
		{"12.345678", 12_345_678, nil},
		{"0.000001", 1, nil},
		{"-0.000001", -1, nil},
		{"-12.50", -12_500_000, nil},
		{"9223372036854.775807", most, nil},
		{"-9223372036854.775808", least, nil},
		{"9223372036854.775808", 0, money.ErrOverflow},
		{"-9223372036854.775809", 0, money.ErrOverflow},
		{"9223372036855", 0, money.ErrOverflow},
		{"99999999999999", 0, money.ErrOverflow},
		{strings.Repeat("9", 10_000), 0, money.ErrOverflow},
		{"-" + strings.Repeat("9", 10_000) + ".5", 0, money.ErrOverflow},
		{strings.Repeat("0", 10_000), 0, money.ErrSyntax},
		{strings.Repeat("0", 10_000) + "1", 0, money.ErrSyntax},
		{strings.Repeat("-", 10_000), 0, money.ErrSyntax},
		{"", 0, money.ErrSyntax},
		{"-", 0, money.ErrSyntax},
		{"-0", 0, money.ErrSyntax},
		{"-0.000000", 0, money.ErrSyntax},
		{"00012", 0, money.ErrSyntax},
		{"00.5", 0, money.ErrSyntax},
		{"--1", 0, money.ErrSyntax},
		{"+1", 0, money.ErrSyntax},
		{"1.", 0, money.ErrSyntax},
		{".5", 0, money.ErrSyntax},
		{".", 0, money.ErrSyntax},
		{"1.2.3", 0, money.ErrSyntax},
		{"1.-2", 0, money.ErrSyntax},
		{"1,5", 0, money.ErrSyntax},
		{"1.0000000", 0, money.ErrSyntax},
		{"1e3", 0, money.ErrSyntax},
		{"0x10", 0, money.ErrSyntax},
		{"1_000", 0, money.ErrSyntax},
		{" 1", 0, money.ErrSyntax},
		{"1\n", 0, money.ErrSyntax},
		{"1\x00", 0, money.ErrSyntax},
		{"NaN", 0, money.ErrSyntax},
		{"Inf", 0, money.ErrSyntax},
		{"\u0661\u0662", 0, money.ErrSyntax}, // Arabic digits are digits to unicode, not to us
		{"\uff11", 0, money.ErrSyntax},       // nor are full-width ones
		{"1\xff", 0, money.ErrSyntax},
	}
	for _, test := range tests {
		got, err := money.Parse(test.text)
		if got != test.want || !errors.Is(err, test.err) {
			t.Errorf("Parse(%.30q) = %d, %v; want %d, %v", test.text, got, err, test.want, test.err)
		}
	}
}

// TestString_ReadBack: what is written is read as the same amount, as text and as JSON.
func TestString_ReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := money.Amount(anyNumber().Draw(t, "amount"))
		exact, _ := new(big.Rat).SetString(amount.String())
		if exact == nil || exact.Cmp(big.NewRat(int64(amount), 1_000_000)) != 0 {
			t.Fatalf("%d is written %s", int64(amount), amount)
		}
		back, err := money.Parse(amount.String())
		if err != nil || back != amount {
			t.Fatalf("%d is written %s and read %d, %v", int64(amount), amount, back, err)
		}
		document, err := json.Marshal(amount)
		if err != nil || string(document) != `"`+amount.String()+`"` {
			t.Fatalf("%d in JSON is %s, %v", int64(amount), document, err)
		}
		var read money.Amount
		err = json.Unmarshal(document, &read)
		if err != nil || read != amount {
			t.Fatalf("%s is read %d, %v", document, read, err)
		}
	})
}

// TestUnmarshalJSON_Refuses everything but a decimal string, and leaves what was there.
func TestUnmarshalJSON_Refuses(t *testing.T) {
	for _, document := range []string{`5`, `5.0`, `null`, `""`, `"5,0"`, `true`, `{}`, `["5"]`, `"99999999999999"`} {
		amount := money.Cent
		err := json.Unmarshal([]byte(document), &amount)
		if err == nil || amount != money.Cent {
			t.Errorf("%s is read as %s, %v; want an error and nothing changed", document, amount, err)
		}
	}
}
