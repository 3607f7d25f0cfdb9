package identity_test

import (
	"testing"

	"obolus/identity"
)

// An instance fetches what people send it, so no spelling of an address inside
// its own network may come through.
func TestParse_RefusesPrivateHosts(t *testing.T) {
	for _, host := range []string{
		"127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0X7F.0.0.1", "017700000001",
		"0177.0.0.1", "0177.1", "127.0.0.1.", "127.0.0.1。", "１２７.0.0.1", "127。0。0。1", "①②⑦.0.0.1", "%31%32%37.0.0.1", "127.0.0.0x1",
		"0", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
		"169.254.169.254", "0xa9fea9fe", "2852039166", "192.0.2.1", "198.51.100.1", "203.0.113.1",
		"198.18.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1",
		"[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
		"[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[fc00::1]", "[fd00:ec2::254]", "[fe80::1]",
		"[fec0::1]", "[ff02::1]", "[2001:db8::1]", "[100::1]", "[3fff::1]", "[5f00::1]",
		"localhost", "LOCALHOST", "localhost.", "a.localhost", "printer.local", "metadata.google.internal",
		"intranet", "com", "db", "router.lan", "fritz.home.arpa", "1.0.0.127.in-addr.arpa", "wiki.corp",
		"a.test", "a.invalid", "localhost.localdomain", "lo\u00adcalhost", "ｌｏｃａｌｈｏｓｔ", "abc.onion",
	} {
		wantCode(t, "http://"+host+"/", identity.CodePrivate)
		wantCode(t, "http://"+host+":8080/", identity.CodePrivate)
	}
}

// Protects whoever made a typing mistake from being told of networks: a name without a dot is nobody's site.
func TestParse_SaysWhatIsWrongWithAPrivateHost(t *testing.T) {
	for in, want := range map[string]string{
		"example":              `"example" is no address on the public web, where names have a dot: write it as in https://example.org/.`,
		"http://com/":          `"com" is no address on the public web, where names have a dot: write it as in https://example.org/.`,
		"HTTPS://Bad.:8080":    `"bad" is no address on the public web, where names have a dot: write it as in https://example.org/.`,
		"@alice@example":       `"example" is no address on the public web, where names have a dot: write it as in https://example.org/.`,
		"http://localhost/":    "localhost is only reachable from inside a private network, or is reserved; give an address that everybody can open.",
		"http://printer.local": "printer.local is only reachable from inside a private network, or is reserved; give an address that everybody can open.",
	} {
		if _, err := identity.Parse(in); err == nil || err.Error() != want {
			t.Errorf("%s: %v; want %s", in, err, want)
		}
	}
}

// Neighbours of private blocks are public, and must not be lost to a rough rule.
func TestParse_TakesPublicAddresses(t *testing.T) {
	for _, host := range []string{
		"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1",
		"172.15.255.255", "172.32.0.0", "192.167.1.1", "192.169.0.0", "223.255.255.255",
		"[2001:200::1]", "[2003::1]", "[2620:fe::fe]", "localhost.com", "internal.org", "127.0.0.1.example.org", "a.example",
	} {
		if _, err := identity.Parse("https://" + host + "/"); err != nil {
			t.Errorf("%s was refused: %v", host, err)
		}
	}
}

func TestParse_RefusesHostsThatCannotExist(t *testing.T) {
	for _, host := range []string{
		"exa mple.org", "example..org", ".example.org", "example.org..", "ex<a>mple.org", "example.org%2f", "example.org%00",
		"example.org%", "%ff.org", "1.2.3.256", "1.2.3.4.5", "256.1", "4294967296", "0x100000000", "1.2.3.08", "example.1",
		"99999999999999999999", "[::1", "[::1]x", "[1.2.3.4]", "[fe80::1%eth0]", "[2606:4700::1111%25eth0]", "[]", "::1",
		"xn--a.org", "xn--.org", "exam*ple.org", "a'b.org", "\u200b", "\u202eexample.org",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.org",
	} {
		wantCode(t, "https://"+host+"/", identity.CodeBadHost)
	}
}
