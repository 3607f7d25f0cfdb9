package e2e_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"testing"
)

// Protects R7 between processes: of several that close one month at once one divides it, and the
// others wait and report its result.
func TestClose_ByTwoProcesses(t *testing.T) {
	engines(t, checked, func(t *testing.T, i *instance) {
		m := people.Month.String()
		small := people
		small.Supporters, small.Recipients, small.Things = 500, 200, 600
		i.populate(small)
		const processes = 3
		var closing [processes]*exec.Cmd
		var out, stderr [processes]bytes.Buffer
		for k := range closing {
			closing[k] = i.command("close", m, "--json")
			closing[k].Stdout, closing[k].Stderr = &out[k], &stderr[k]
			i.must(closing[k].Start())
		}
		var results [processes]closed
		winners := 0
		for k := range closing {
			err := closing[k].Wait()
			if err != nil {
				t.Fatalf("process %d ended with %v: %s", k, err, &stderr[k])
			}
			i.must(json.Unmarshal(out[k].Bytes(), &results[k]))
			if !results[k].AlreadyClosed {
				winners++
			}
		}
		for _, r := range results {
			r.AlreadyClosed = results[0].AlreadyClosed
			if *r.ClosedAt != *results[0].ClosedAt {
				t.Errorf("one says that it was closed at %s, another at %s", *r.ClosedAt, *results[0].ClosedAt)
			}
			r.ClosedAt = results[0].ClosedAt
			if r != results[0] {
				t.Errorf("one reports %+v, another %+v", r, results[0])
			}
		}
		if winners != 1 || results[0].Clicks != 5000 {
			t.Errorf("%d of them closed the month, into %+v", winners, results[0])
		}
		i.verified()
	})
}
