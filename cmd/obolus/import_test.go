package main

import (
	"encoding/json"
	"strings"
	"testing"
)

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
		if out := d.must("statement", "Käthe", "2013-06"); strings.Contains(out, "open") || strings.Contains(out, "budget") ||
			!strings.HasPrefix(out, "Given by Käthe in 2013-06: nothing\n\nReceived by Käthe in 2013-06: nothing\n\n") {
			t.Errorf("a month that nothing but history has is headed\n%s", out)
		}
		if r := d.run("import", "flattr-revenue", "testdata/flattr-revenue.csv", "--person", "Eve"); r.code != 1 {
			t.Errorf("for somebody unknown: exit %d", r.code)
		}
		if r := d.run("verify"); r.code != 0 {
			t.Errorf("history is worth no money, but verify says %s", r.stdout)
		}
	})
}

// A report that says something else than before is refused, with the place, and nothing of it is stored.
func TestImport_Differs(t *testing.T) {
	d := newDesk(t)
	d.must("person", "add", "Ada")
	row := `2013-05;7;"u";"http://example.org/";"T";1;0,10;1` + "\n"
	d.in = revenueHeader + "\n" + row
	d.must("import", "flattr-revenue", "-", "--person", "Ada")
	d.in = revenueHeader + "\n" + `2013-05;8;"u";"http://example.org/8";"T";1;0,10;1` + "\n\n" + strings.Replace(row, "0,10", "0,11", 1)
	r := d.run("import", "flattr-revenue", "-", "--person", "Ada", "--json")
	var got failed
	if err := json.Unmarshal([]byte(r.stdout), &got); err != nil {
		t.Fatal(err)
	}
	e := got.Error
	if r.code != exitFailed || e.Kind != "conflict" || e.Code != "history_differs" || e.Line != 4 ||
		e.Message != "the standard input, line 4: 7 of 2013-05 is known with other numbers already; nothing was imported" {
		t.Errorf("exit %d, %+v", r.code, e)
	}
	var stated statementJSON
	d.reads(&stated, "statement", "Ada", "2013-05")
	if len(stated.History) != 1 {
		t.Errorf("the history is %+v", stated.History)
	}
}

// Each bad line is named with its reason.
func TestImport_BadLines(t *testing.T) {
	d := newDesk(t)
	d.must("person", "add", "Ada")
	for row, says := range map[string]string{
		`2013-5;1;"u";"http://example.org/";"T";1;0,10;1`:               "a month is written",
		`2013-05;x;"u";"http://example.org/";"T";1;0,10;1`:              "id: a number, not",
		`2013-05;1;"u";"http://localhost/";"T";1;0,10;1`:                "cannot be supported",
		`2013-05;1;"u";"http://example.org/";"T";one;0,10;1`:            "clicks: a number from 0",
		`2013-05;1;"u";"http://example.org/";"T";-1;0,10;1`:             "clicks: a number from 0",
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
