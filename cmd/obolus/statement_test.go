package main

import (
	"encoding/csv"
	"strconv"
	"strings"
	"testing"
)

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
	rows, _, err := readRevenue("ours", []byte(out))
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
