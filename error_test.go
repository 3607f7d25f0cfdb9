package obolus_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"obolus"
)

// TestKindOf: the kind survives wrapping, and what has none is our own mistake.
func TestKindOf(t *testing.T) {
	unpaid := obolus.Errorf(obolus.Unpaid, "funds_empty", "Top up first.")
	tests := []struct {
		name string
		err  error
		want obolus.Kind
	}{
		{"nothing", nil, ""},
		{"its own kind", unpaid, obolus.Unpaid},
		{"wrapped", fmt.Errorf("clicking: %w", fmt.Errorf("thing 4: %w", unpaid)), obolus.Unpaid},
		{"joined", errors.Join(io.EOF, unpaid), obolus.Unpaid},
		{"of a field", obolus.Invalidf("month", "no month %d", 13), obolus.Invalid},
		{"a stranger", io.EOF, obolus.Internal},
		{"without a kind", &obolus.Error{Message: "pq: password authentication failed"}, obolus.Internal},
		{"the outer of two", &obolus.Error{Kind: obolus.Conflict, Cause: unpaid}, obolus.Conflict},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := obolus.KindOf(test.err); got != test.want {
				t.Errorf("%v is %q, want %q", test.err, got, test.want)
			}
		})
	}
}

// TestAsError_TellsNothing of an error that was not written for people, and keeps it for the log.
func TestAsError_TellsNothing(t *testing.T) {
	const secret = "password=hunter2"
	for _, err := range []error{errors.New(secret), &obolus.Error{Message: secret}, fmt.Errorf("opening: %w", &obolus.Error{Message: secret})} {
		told := obolus.AsError(err)
		if told.Kind != obolus.Internal || told.Code != "internal" || strings.Contains(told.Message, secret) {
			t.Errorf("%v is told as %+v", err, told)
		}
		if !strings.Contains(told.Error(), secret) || !errors.Is(told, err) {
			t.Errorf("the log of %v has only %q", err, told.Error())
		}
	}
}

// TestAsError_Nothing: no error is no error, also as a pointer.
func TestAsError_Nothing(t *testing.T) {
	if got := obolus.AsError(nil); got != nil {
		t.Errorf("no error is told as %v", got)
	}
}

// TestInvalidf names the field in the code, so that catalogs can translate it.
func TestInvalidf(t *testing.T) {
	got := obolus.AsError(fmt.Errorf("reading: %w", obolus.Invalidf("budget", "A budget is at least %s.", "2.00")))
	want := obolus.Error{Kind: obolus.Invalid, Code: "invalid_budget", Field: "budget", Message: "A budget is at least 2.00."}
	if *got != want {
		t.Errorf("%+v, want %+v", *got, want)
	}
}

// TestError_Log: the log has the sentence and the cause; the cause can be asked for.
func TestError_Log(t *testing.T) {
	err := &obolus.Error{Kind: obolus.Unavailable, Message: "Try again later.", Cause: io.ErrUnexpectedEOF}
	if err.Error() != "Try again later.: unexpected EOF" || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("the log has %q", err)
	}
	if bare := (&obolus.Error{Message: "Try again later."}); bare.Error() != "Try again later." || bare.Unwrap() != nil {
		t.Errorf("the log has %q", bare)
	}
}
