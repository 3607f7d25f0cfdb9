package auth_test

import (
	"net/mail"
	"strings"
	"testing"

	"obolus"
	"obolus/auth"
)

// Protects one account for each address, and mail that arrives.
func TestMailAddress(t *testing.T) {
	long := "abcdef@" + strings.Repeat(strings.Repeat("a", 60)+".", 4) + "org"
	cases := []struct{ name, typed, written, folded string }{
		{"plain", "alice@example.org", "alice@example.org", "alice@example.org"},
		{"blanks around", " alice@example.org\r\n", "alice@example.org", "alice@example.org"},
		{"capitals", "Alice.Smith@Example.ORG", "Alice.Smith@example.org", "alice.smith@example.org"},
		{"a tag", "alice+obolus@example.org", "alice+obolus@example.org", "alice+obolus@example.org"},
		{"signs that may stand", "o'neil_#1@example.org", "o'neil_#1@example.org", "o'neil_#1@example.org"},
		{"a host of another script", "a@Bücher.example", "a@xn--bcher-kva.example", "a@xn--bcher-kva.example"},
		{"the same in punycode", "a@XN--BCHER-KVA.example", "a@xn--bcher-kva.example", "a@xn--bcher-kva.example"},
		{"the same decomposed", "a@bu\u0308cher.example", "a@xn--bcher-kva.example", "a@xn--bcher-kva.example"},
		{"an ideographic dot", "a@example。org", "a@example.org", "a@example.org"},
		{"a name of another script", "ÄNNE@example.org", "ÄNNE@example.org", "änne@example.org"},
		{"a dotted capital I is no i", "\u0130da@example.org", "\u0130da@example.org", "\u0130da@example.org"},
		{"254 bytes", long, long, long},
		{"64 before the @", strings.Repeat("a", 64) + "@example.org", strings.Repeat("a", 64) + "@example.org", strings.Repeat("a", 64) + "@example.org"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			written, folded, err := auth.MailAddress(c.typed)
			if err != nil || written != c.written || folded != c.folded {
				t.Errorf("got %q, %q, %v; want %q, %q", written, folded, err, c.written, c.folded)
			}
		})
	}
}

// Protects the mail server and other people's mailboxes from addresses that say more than one address.
func TestMailAddress_Refuses(t *testing.T) {
	long := strings.Repeat(strings.Repeat("a", 60)+".", 4)
	for name, typed := range map[string]string{
		"nothing": "", "no @": "alice.example.org", "nobody": "@example.org", "nowhere": "alice@", "two @": "a@b@example.org",
		"a display name": "Alice <alice@example.org>", "angle brackets": "<alice@example.org>", "two addresses": "a@example.org,b@example.org",
		"two by semicolon": "a@example.org;b@example.org", "a comment": "alice(x)@example.org", "quotes": `"alice"@example.org`,
		"a quoted @": `"a@b"@example.org`, "a backslash": `al\ice@example.org`, "a blank": "al ice@example.org",
		"a header": "alice@example.org\r\nBcc: all@example.org", "a header before": "x\r\nBcc: y\r\n@example.org",
		"a line feed": "alice\n@example.org", "a null": "alice\x00@example.org", "a line separator": "alice\u2028@example.org",
		"no-break space": "al\u00a0ice@example.org", "a hidden letter": "al\u200bice@example.org", "text turned round": "al\u202eice@example.org",
		"broken text": "al\xffice@example.org", "a dot first": ".alice@example.org", "a dot last": "alice.@example.org",
		"two dots": "al..ice@example.org", "one label": "alice@localhost", "an empty label": "alice@example..org",
		"a dot behind": "alice@example.org.", "an IPv4 address": "alice@192.0.2.1", "an address literal": "alice@[192.0.2.1]",
		"an underscore": "alice@ex_ample.org", "a hyphen first": "alice@-example.org", "a port": "alice@example.org:25",
		"a slash": "alice@example.org/x", "65 before the @": strings.Repeat("a", 65) + "@example.org", "255 bytes": "abcdefg@" + long + "org",
		"a long label": "a@" + strings.Repeat("a", 64) + ".org", "a book": strings.Repeat("a@", 1<<20) + "example.org",
	} {
		t.Run(name, func(t *testing.T) {
			written, folded, err := auth.MailAddress(typed)
			if e := obolus.AsError(err); err == nil || e.Kind != obolus.Invalid || e.Field != "email" || written+folded != "" {
				t.Errorf("got %q, %q, %v; want a refusal of email", written, folded, err)
			}
		})
	}
}

// Protects what the rest relies on: an accepted address is plain, stays what it is when read again, and is
// one and the same address for the standard library.
func FuzzMailAddress(f *testing.F) {
	for _, seed := range []string{"alice@example.org", "Ä@bücher.example", "a@b\r\nBcc: c@d.org", `"a"@b.org`, "a@xn--a.org", "K@K.org"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		written, folded, err := auth.MailAddress(typed)
		if err != nil {
			return
		}
		if strings.ContainsAny(written, "\r\n\x00\t \"<>,;:()") || len(written) > 254 || strings.Count(written, "@") != 1 {
			t.Fatalf("%q was accepted as %q", typed, written)
		}
		again, foldedAgain, err := auth.MailAddress(written)
		if err != nil || again != written || foldedAgain != folded {
			t.Fatalf("%q becomes %q, %q, then %q, %q, %v", typed, written, folded, again, foldedAgain, err)
		}
		if _, twice, err := auth.MailAddress(folded); err != nil || twice != folded {
			t.Fatalf("%q folds to %q and that to %q, %v", typed, folded, twice, err)
		}
		if parsed, err := mail.ParseAddress(written); err != nil || parsed.Address != written {
			t.Fatalf("%q is %v for the standard library, %v", written, parsed, err)
		}
	})
}
