package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"obolus"
	"obolus/app"
	"obolus/money"
	"obolus/store"
)

// octobers is a month with two supporters, a creator with two things, and one identity that waits;
// the day is 15 October, and nothing is closed.
func octobers(t *testing.T, d *desk) {
	t.Helper()
	for _, name := range []string{"Ada", "Bo", "Käthe"} {
		d.must("person", "add", name)
	}
	d.must("person", "budget", "ada", "5")
	d.must("person", "budget", "bo", "10")
	d.must("deposit", "Ada", "20", "--reference", "a-1")
	d.must("deposit", "Bo", "8", "--reference", "b-1") // 7.60 after the fee: less than the budget
	d.must("claim", "domain:blog.example", "--person", "Käthe")
	clickOn(t, d, "Ada", "https://blog.example/1", "Über Äpfel; \"rot\"")
	clickOn(t, d, "Ada", "https://blog.example/2", "Zwei")
	clickOn(t, d, "Ada", "https://github.com/someone/tool", "A tool")
	clickOn(t, d, "Bo", "https://blog.example/1", "")
}

// clickOn clicks through the verb: the command line has no command for it.
func clickOn(t *testing.T, d *desk, name, url, title string) {
	t.Helper()
	db, err := store.Open(t.Context(), d.db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	a := newDatabase(db, d.clock)
	p, err := a.PersonNamed(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	_, err = a.Click(t.Context(), app.NewClick{Person: p.ID, Address: url, Title: title})
	if err != nil {
		t.Fatal(err)
	}
}

// From a deposit to a paid payout by the command line alone, on both engines.
func TestMonth_FromDepositToPayout(t *testing.T) {
	onEach(t, func(t *testing.T, d *desk) {
		octobers(t, d)
		var again depositJSON
		d.reads(&again, "deposit", "Ada", "20", "--reference", "a-1")
		if again.Gross != 20*money.Unit || again.Fee != money.Unit || again.Net != 19*money.Unit {
			t.Errorf("the deposit is %+v", again)
		}
		if r := d.run("deposit", "Ada", "21", "--reference", "a-1"); r.code != 1 {
			t.Errorf("another deposit under the same reference: exit %d", r.code)
		}
		var ahead, dry, closing, already closingJSON
		d.reads(&ahead, "close", "2026-10", "--dry-run")
		if out := d.must("close", "2026-10", "--dry-run"); !ahead.Running || !ahead.DryRun || !strings.Contains(out, "If 2026-10 ended now") {
			t.Errorf("ahead of time it is %+v, in words\n%s", ahead, out)
		}
		d.now = instant("2026-11-01T00:00:00Z")
		d.reads(&dry, "close", "2026-10", "--dry-run")
		d.reads(&closing, "close", "2026-10")
		d.reads(&already, "close", "2026-10")
		if !dry.DryRun || dry.AlreadyClosed || closing.DryRun || closing.AlreadyClosed || !already.AlreadyClosed {
			t.Errorf("dry %+v, real %+v, again %+v", dry, closing, already)
		}
		if ahead.Spent != closing.Spent || dry.Spent != closing.Spent || already.Spent != closing.Spent || closing.Spent != 12_599_998 ||
			closing.ToPeople != 10_933_332 || closing.ToEscrow != 1_666_666 || closing.Supporters != 2 || closing.Clicks != 4 {
			t.Errorf("dry %+v, real %+v, again %+v", dry, closing, already)
		}
		if r := d.run("payout", "ask", "Käthe"); r.code != 1 {
			t.Errorf("a payout before the 10th: exit %d", r.code)
		}
		d.now = instant("2026-11-10T00:00:00Z")
		var payout payoutJSON
		d.reads(&payout, "payout", "ask", "Käthe")
		if payout.Amount != 10_930_000 || payout.State != obolus.PayoutAsked || payout.Person != "Käthe" {
			t.Errorf("the payout is %+v", payout)
		}
		id := fmt.Sprint(payout.ID)
		if r := d.run("payout", "paid", id, "--reference", "bank-1"); r.code != 1 {
			t.Errorf("paid before it was approved: exit %d", r.code)
		}
		d.must("payout", "approve", id)
		d.reads(&payout, "payout", "paid", id, "--reference", "bank-1")
		if payout.State != obolus.PayoutPaid || payout.Reference != "bank-1" || payout.EndedAt == nil {
			t.Errorf("the payout is %+v", payout)
		}
		var payouts []payoutJSON
		d.reads(&payouts, "payout", "list", "--state", "paid")
		if len(payouts) != 1 || payouts[0].ID != payout.ID {
			t.Errorf("paid are %+v", payouts)
		}
		if out := d.must("claim", "github:someone"); !strings.Contains(out, "nobody's yet") {
			t.Errorf("before the claim it says %s", out)
		}
		if out := d.must("claim", "github:someone", "--person", "Bo"); !strings.Contains(out, "1.666666 waited") {
			t.Errorf("the claim says %s", out)
		}
		var verified verifiedJSON
		d.reads(&verified, "verify")
		if !verified.Verified || verified.Months != 1 || verified.Clicks != 4 {
			t.Errorf("verified: %+v", verified)
		}
	})
}

// What people see of a month, and what a creator's scripts get.
func TestStatement(t *testing.T) {
	d := newDesk(t)
	octobers(t, d)
	open := d.must("statement", "Ada", "2026-10")
	if !strings.Contains(open, "Ada in 2026-10 (open: as if it closed now)") || !strings.Contains(open, "1.666666") {
		t.Errorf("while the month is open:\n%s", open)
	}
	open = d.must("statement", "Käthe", "2026-10")
	if !strings.Contains(open, "Received by Käthe in 2026-10 (open: clicks are worth nothing until it closes)") {
		t.Errorf("the creator's side while the month is open:\n%s", open)
	}
	d.now = instant("2026-11-01T00:00:00Z")
	d.must("close", "2026-10")
	golden(t, "statement-ada.txt", d.must("statement", "Ada", "2026-10"))
	golden(t, "statement-kaethe.txt", d.must("statement", "Käthe", "2026-10"))
	var stated statementJSON
	d.reads(&stated, "statement", "käthe", "2026-10")
	if stated.Creator.Gross != 10_933_332 || len(stated.Creator.Clicks) != 3 || len(stated.Creator.Things) != 2 ||
		stated.Creator.Things[0].Clicks+stated.Creator.Things[1].Clicks != 3 || len(stated.Supporter.Clicks) != 0 {
		t.Errorf("as JSON: %+v", stated)
	}
	out := d.must("statement", "Käthe", "2026-10", "--csv", "--base-url", "https://obolus.example/")
	want := strings.Join([]string{revenueHeader,
		`2026-10;ID1;"https://obolus.example/things/ID1";"https://blog.example/1";"Über Äpfel; ""rot""";2;9,27;2`,
		`2026-10;ID2;"https://obolus.example/things/ID2";"https://blog.example/2";"Zwei";1;1,67;1`, ""}, "\n")
	for i, id := range ids(t, out) {
		want = strings.ReplaceAll(want, "ID"+strconv.Itoa(i+1), id)
	}
	if out != want {
		t.Errorf("the CSV is\n%s\nwant\n%s", out, want)
	}
	rows, err := readRevenue("ours", []byte(out))
	if err != nil || len(rows) != 2 || rows[0].Title != `Über Äpfel; "rot"` || rows[0].Revenue != 9_270_000 {
		t.Errorf("read back: %+v, %v", rows, err)
	}
}

// ids are the numbers of the things in a CSV, which differ from run to run.
func ids(t *testing.T, text string) []string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = ';'
	records, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, record := range records[1:] {
		found = append(found, record[1])
	}
	return found
}

// A history is brought in once, however often it is imported, and not at all if a line is bad.
func TestImport(t *testing.T) {
	onEach(t, func(t *testing.T, d *desk) {
		d.must("person", "add", "Käthe")
		var first, second importedJSON
		d.reads(&first, "import", "flattr-revenue", "testdata/flattr-revenue.csv", "--person", "käthe")
		d.reads(&second, "import", "flattr-revenue", "testdata/flattr-revenue.csv", "--person", "Käthe")
		if first.Rows != 4 || first.Added != 4 || first.Known != 0 || second.Added != 0 || second.Known != 4 {
			t.Errorf("first %+v, second %+v", first, second)
		}
		var stated statementJSON
		d.reads(&stated, "statement", "Käthe", "2013-05")
		if len(stated.History) != 3 || stated.History[0].Revenue+stated.History[1].Revenue+stated.History[2].Revenue != 1_690_000 ||
			stated.Creator.Gross != 0 {
			t.Errorf("the history is shown as %+v", stated)
		}
		if out := d.must("statement", "Käthe", "2013-06"); !strings.Contains(out, "Käthes Blog") || !strings.Contains(out, "worth no money") {
			t.Errorf("the history is shown as\n%s", out)
		}
		if r := d.run("import", "flattr-revenue", "testdata/flattr-revenue.csv", "--person", "Eve"); r.code != 1 {
			t.Errorf("for somebody unknown: exit %d", r.code)
		}
		if r := d.run("verify"); r.code != 0 {
			t.Errorf("history is worth no money, but verify says %s", r.stdout)
		}
	})
}

// Each bad line is named with its reason.
func TestImport_BadLines(t *testing.T) {
	d := newDesk(t)
	d.must("person", "add", "Ada")
	for row, says := range map[string]string{
		`2013-5;1;"u";"http://example.org/";"T";1;0,10;1`:               "a month is written",
		`2013-05;x;"u";"http://example.org/";"T";1;0,10;1`:              "the id is a number",
		`2013-05;1;"u";"http://localhost/";"T";1;0,10;1`:                "cannot be supported",
		`2013-05;1;"u";"http://example.org/";"T";one;0,10;1`:            "clicks are a number",
		`2013-05;1;"u";"http://example.org/";"T";-1;0,10;1`:             "clicks are a number",
		`2013-05;1;"u";"http://example.org/";"T";1;0.10;1`:              "a decimal comma",
		`2013-05;1;"u";"http://example.org/";"T";1;-0,10;1`:             "a decimal comma",
		`2013-05;1;"u";"http://example.org/";"T";1;0,10`:                "7 fields instead of 8",
		`2013-05;1;"u";"http://example.org/";"T"t;1;0,10;1`:             `"`,
		`2013-05;1;"u";"http://example.org/";"` + "\xff" + `";1;0,10;1`: "UTF-8",
	} {
		d.in = revenueHeader + "\n" + `2013-05;9;"u";"http://example.org/9";"T";1;0,10;1` + "\n" + row + "\n"
		r := d.run("import", "flattr-revenue", "-", "--person", "Ada")
		if r.code != 1 || !strings.Contains(r.stderr, "line 3: ") || !strings.Contains(r.stderr, says) {
			t.Errorf("%s: exit %d, %q; want line 3 and %q", row, r.code, r.stderr, says)
		}
	}
}

// A token is shown once; a link leads to the sign-in page of the instance.
func TestPerson_Secrets(t *testing.T) {
	d := newDesk(t)
	d.must("person", "add", "Ada")
	token := strings.TrimSpace(d.must("person", "token", "ada"))
	if token == strings.TrimSpace(d.must("person", "token", "ada")) || !strings.HasPrefix(token, "obolus_") {
		t.Errorf("the token is %q", token)
	}
	link := d.must("person", "link", "ada", "--base-url", "https://obolus.example/")
	if !strings.HasPrefix(link, "https://obolus.example/signin/obolus_") {
		t.Errorf("the link is %q", link)
	}
	d.must("person", "suspend", "ADA")
	var people []map[string]any
	d.reads(&people, "person", "list")
	if len(people) != 1 || people[0]["suspended_at"] != "2026-10-15T12:00:00.000Z" || people[0]["funds"] != "0.000000" {
		t.Errorf("listed: %v", people)
	}
	if out := d.must("person", "list"); !strings.Contains(out, "suspended 2026-10-15") {
		t.Errorf("listed:\n%s", out)
	}
	d.must("person", "reinstate", "Ada")
	d.must("person", "token", "ada", "--label", "my phone")
	var tokens []struct{ Token, Label string }
	d.reads(&tokens, "person", "tokens", "ada")
	if len(tokens) != 3 || strings.Contains(d.must("person", "tokens", "ada"), token) {
		t.Errorf("her tokens are %v", tokens)
	}
	for _, listed := range tokens {
		if listed.Label == "my phone" {
			d.must("person", "revoke", "ada", listed.Token)
		}
	}
	if out := d.must("person", "tokens", "ada"); strings.Contains(out, "my phone") || strings.Count(out, "\n") != 3 {
		t.Errorf("after the end of one her tokens are\n%s", out)
	}
}

// A pending deposit is no funds until it is decided, and is decided once.
func TestDeposit_Pending(t *testing.T) {
	d := newDesk(t)
	d.must("person", "add", "Ada")
	d.must("deposit", "Ada", "20", "--pending", "--reference", "debit-1")
	var p []listedPerson
	d.reads(&p, "person", "list")
	if p[0].Funds != 0 || p[0].Pending != 20*money.Unit {
		t.Errorf("pending: %+v", p[0])
	}
	d.must("deposit", "decide", "debit-1", "cleared")
	d.must("deposit", "decide", "debit-1", "cleared")
	d.reads(&p, "person", "list")
	if p[0].Funds != 19*money.Unit || p[0].Pending != 0 {
		t.Errorf("cleared: %+v", p[0])
	}
	if r := d.run("deposit", "decide", "debit-1", "failed"); r.code != 1 {
		t.Errorf("the opposite: exit %d", r.code)
	}
}

// Whatever is changed behind obolus's back is named, and the exit code says it.
func TestVerify_NamesDifferences(t *testing.T) {
	d := newDesk(t)
	octobers(t, d)
	tamper(t, d.db, `UPDATE balance SET amount = amount + 1 WHERE kind = 'funds'`)
	r := d.run("verify")
	if r.code != 1 || !strings.Contains(r.stdout, "funds") || !strings.Contains(r.stdout, "2 differences found") || r.stderr != "" {
		t.Errorf("exit %d:\n%s%s", r.code, r.stdout, r.stderr)
	}
	r = d.run("verify", "--json")
	var verified verifiedJSON
	err := json.Unmarshal([]byte(r.stdout), &verified)
	if err != nil || r.code != 1 || verified.Verified || len(verified.Differences) != 2 {
		t.Errorf("exit %d, %+v, %v", r.code, verified, err)
	}
}

// A backup is the whole database while somebody writes, and overwrites nothing.
func TestBackup(t *testing.T) {
	d := newDesk(t)
	octobers(t, d)
	server, err := store.Open(t.Context(), d.db, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	err = server.Write(t.Context(), func(tx app.Tx) error { // a transaction is under way
		err := tx.PutSetting(t.Context(), "name", "not yet")
		if err != nil {
			return err
		}
		d.must("backup", filepath.Join(filepath.Dir(d.db), "copy.db"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	copied := *d
	copied.db = filepath.Join(filepath.Dir(d.db), "copy.db")
	var settings settingsJSON
	copied.reads(&settings, "settings")
	if settings.Name != "obolus" {
		t.Errorf("the copy has seen what was not committed: %q", settings.Name)
	}
	want := d.must("verify")
	if got := copied.must("verify"); got != want {
		t.Errorf("the copy: %s, the original: %s", got, want)
	}
	if r := d.run("backup", copied.db); r.code != 1 || !strings.Contains(r.stderr, "there already") {
		t.Errorf("onto a file: exit %d, %s", r.code, r.stderr)
	}
	if r := d.run("backup", "/nowhere/copy.db"); r.code != 1 || !strings.Contains(r.stderr, "there is no folder /nowhere") {
		t.Errorf("into nowhere: exit %d, %s", r.code, r.stderr)
	}
	if r := d.run("backup", "x", "--db", "postgres://127.0.0.1/x"); r.code != 1 || !strings.Contains(r.stderr, "pg_dump") {
		t.Errorf("of PostgreSQL: exit %d, %s", r.code, r.stderr)
	}
	left, _ := os.ReadDir(filepath.Dir(d.db))
	for _, file := range left {
		if strings.HasSuffix(file.Name(), ".partial") {
			t.Errorf("%s is left", file.Name())
		}
	}
}

// A new database is ready after migrate, and so is one that is up to date.
func TestMigrate(t *testing.T) {
	onEach(t, func(t *testing.T, d *desk) {
		var first, second migratedJSON
		d.reads(&first, "migrate")
		d.reads(&second, "migrate")
		if first.Schema < 4 || first != second {
			t.Errorf("first %+v, then %+v", first, second)
		}
	})
}
