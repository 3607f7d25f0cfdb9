package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
)

// record is one line of a table in a file.
type record struct {
	line   int
	fields []string
}

// readCSV reads a whole table whose first line must be header. A byte order mark and either kind of
// line end are accepted. An error is a *fileError that names the line.
func readCSV(name string, data []byte, comma rune, header string) ([]record, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	reader := csv.NewReader(bytes.NewReader(data))
	reader.Comma = comma
	reader.FieldsPerRecord = -1 // ours names the line and what belongs there
	first, err := reader.Read()
	if err != nil && !errors.Is(err, io.EOF) || strings.Join(first, string(comma)) != header {
		return nil, &fileError{name, 1, fmt.Errorf("the first line must be exactly %s", header)}
	}
	var records []record
	for {
		fields, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return records, nil
		}
		var syntax *csv.ParseError
		if errors.As(err, &syntax) {
			return nil, &fileError{name, syntax.Line, syntax.Err}
		}
		if err != nil {
			return nil, &fileError{name, 0, err}
		}
		line, _ := reader.FieldPos(0)
		if len(fields) != len(first) {
			return nil, &fileError{name, line, fmt.Errorf("%d fields instead of %d: %s", len(fields), len(first), header)}
		}
		records = append(records, record{line, fields})
	}
}
