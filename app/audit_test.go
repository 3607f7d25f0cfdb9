package app_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"obolus/app"
)

// Protects whoever reads the log from a wrong order: two processes have numbers of their own, and the
// newest deed is first all the same, page by page.
func TestAudit_IsInTheOrderOfTime(t *testing.T) {
	twice(t, func(t *testing.T, p *processes) {
		for i := range 6 {
			p.time.move(time.Minute)
			err := p.both[i%2].Record(app.Doing(t.Context(), app.Deed{Action: fmt.Sprint(i), Subject: "books"}))
			if err != nil {
				t.Fatal(err)
			}
		}
		var read []string
		for before := int64(0); ; {
			log, err := p.AuditLog(t.Context(), before, 2)
			if err != nil {
				t.Fatal(err)
			}
			if len(log) == 0 {
				break
			}
			for _, deed := range log {
				read = append(read, deed.Action)
				before = deed.ID
			}
		}
		if got := strings.Join(read, " "); got != "5 4 3 2 1 0" {
			t.Errorf("the log is read as %s", got)
		}
	})
}
