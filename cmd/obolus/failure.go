package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/alecthomas/kong"

	"obolus"
)

// usageError is a command line that cannot be understood: exit code 2.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// fileError is about what stands in a file; the command line that named it was fine.
type fileError struct {
	file  string
	line  int    // 0: the file as a whole
	field string // the column; "": the line as a whole
	err   error
}

func (e *fileError) Error() string {
	place := fileName(e.file)
	if e.line > 0 {
		place += fmt.Sprintf(", line %d", e.line)
	}
	if e.field != "" {
		place += ": " + e.field
	}
	return place + ": " + e.err.Error()
}

func (e *fileError) Unwrap() error { return e.err }

// errStopped is the end by Ctrl-C or SIGTERM, whatever it looked like on the way.
var errStopped = errors.New("stopped before it was done")

// errFound ends a command that has said on its own what is wrong: exit code 1 and not another word.
var errFound = errors.New("differences were found")

// failed is the JSON of an error.
type failed struct {
	Error struct {
		Kind    string `json:"kind"`
		Code    string `json:"code"`
		Line    int    `json:"line,omitempty"`  // of the file
		Field   string `json:"field,omitempty"` // what is wrong in the input; of a file, the column as its header names it
		Message string `json:"message"`
	} `json:"error"`
}

// fail writes the error as one sentence to the standard error and, for programs, as JSON to the
// standard output. It returns the exit code.
func (c *console) fail(inJSON bool, err error) int {
	if errors.Is(err, errFound) {
		return exitFailed
	}
	answer, code := describe(err)
	fmt.Fprintf(c.Stderr, "obolus: %s\n", answer.Error.Message)
	if inJSON {
		encoder := json.NewEncoder(c.Stdout)
		encoder.SetEscapeHTML(false)
		_ = encoder.Encode(answer) // the exit code says it too, should the output be gone
	}
	return code
}

// describe turns an error into what an operator is told. Unlike a visitor she is told the cause too.
func describe(err error) (failed, int) {
	var answer failed
	var usage *usageError
	var file *fileError
	var line *net.OpError
	known := obolus.AsError(err)
	e := &answer.Error
	e.Kind, e.Code, e.Field, e.Message = string(known.Kind), known.Code, known.Field, known.Error()
	switch {
	case errors.As(err, &usage):
		e.Kind, e.Code, e.Message = "usage", "usage", err.Error()+helpFor(err)
		return tidy(answer), exitUsage
	case errors.As(err, &file):
		e.Line, e.Field, e.Message = file.line, file.field, err.Error()
		if known.Kind != obolus.Conflict { // with what is stored, which has a code of its own
			e.Kind, e.Code = string(obolus.Invalid), "bad_file"
		}
		return tidy(answer), exitFailed
	case errors.Is(err, errStopped):
		e.Kind, e.Code, e.Message = "stopped", "stopped", err.Error()
	case known.Kind == obolus.Unavailable && errors.As(err, &line): // drivers tell it once for each attempt
		e.Message = known.Message + " The reason: " + line.Error()
	case known.Kind == obolus.Unavailable && known.Cause != nil:
		e.Message = known.Message + " The reason: " + known.Cause.Error()
	case known.Kind == obolus.Internal:
		e.Message = err.Error()
	case known.Kind == obolus.Invalid:
		return tidy(answer), exitUsage
	}
	return tidy(answer), exitFailed
}

// helpFor names the help of the command that was not understood.
func helpFor(err error) string {
	var parsing *kong.ParseError
	if !errors.As(err, &parsing) {
		return "" // ours, which says what to write
	}
	command := "obolus"
	if node := parsing.Context.Selected(); node != nil {
		command = node.FullPath()
	}
	return "; see " + command + " --help"
}

// tidy keeps the message on one line.
func tidy(answer failed) failed {
	answer.Error.Message = strings.Join(strings.Fields(answer.Error.Message), " ")
	return answer
}
