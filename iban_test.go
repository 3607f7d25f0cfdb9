package obolus_test

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"obolus"
)

// Protects creators from money that goes astray: the published examples are read as people write them, and
// what is none is refused with its field.
func TestParseIBAN(t *testing.T) {
	for text, want := range map[string]string{
		"DE89 3704 0044 0532 0130 00": "DE89370400440532013000", " gb29nwbk60161331926819 ": "GB29NWBK60161331926819", "NO93 8601 1117 947": "NO9386011117947",
		"FR14 2004 1010 0505 0001 3M02 606": "FR1420041010050500013M02606", "NL91\tABNA 0417 1643 00": "NL91ABNA0417164300", "SE45 5000 0000 0583 9825 7466": "SE4550000000058398257466",
	} {
		got, err := obolus.ParseIBAN(text)
		if err != nil || string(got) != want {
			t.Errorf("%q is %q, %v", text, got, err)
		}
		if strings.ReplaceAll(got.String(), " ", "") != want || strings.Contains(got.Masked(), want[4:8]) {
			t.Errorf("%q is written %q and masked %q", want, got, got.Masked())
		}
	}
	for _, text := range []string{"", "DE", "DE89 3704 0044 0532 0130 01", "DE89 3704 0044 0532 0130 0", "8989370400440532013000", "DE8937040044053201300Ö",
		"DE89-3704-0044-0532-0130-00", "XX00" + strings.Repeat("0", 60), "GB29NWBK6016133192681\x00", "DE98 3704 0044 0532 0130 00"} {
		_, err := obolus.ParseIBAN(text)
		var e *obolus.Error
		if !errors.As(err, &e) || e.Kind != obolus.Invalid || e.Field != "iban" {
			t.Errorf("%q gave %v", text, err)
		}
	}
}

// Protects from slips of the finger: one wrong digit, or two neighbours swapped, is never another's account.
func TestParseIBAN_FindsEverySlip(t *testing.T) {
	iban := "DE89370400440532013000"
	rapid.Check(t, func(t *rapid.T) {
		slip := []byte(iban)
		at := rapid.IntRange(2, len(slip)-2).Draw(t, "at")
		if rapid.Bool().Draw(t, "swap") {
			slip[at], slip[at+1] = slip[at+1], slip[at]
		} else {
			slip[at] = byte(rapid.IntRange('0', '9').Draw(t, "digit"))
		}
		_, err := obolus.ParseIBAN(string(slip))
		if (err == nil) != (string(slip) == iban) {
			t.Errorf("%s is taken: %v", slip, err)
		}
	})
}

// Whatever is typed, what is accepted is read again as itself.
func FuzzParseIBAN(f *testing.F) {
	f.Add("DE89 3704 0044 0532 0130 00")
	f.Add("no93 8601 1117 947")
	f.Add("\x00")
	f.Fuzz(func(t *testing.T, text string) {
		iban, err := obolus.ParseIBAN(text)
		if err != nil {
			return
		}
		again, err := obolus.ParseIBAN(iban.String())
		if err != nil || again != iban || len(iban) > 34 {
			t.Errorf("%q is %q and then %q, %v", text, iban, again, err)
		}
	})
}
