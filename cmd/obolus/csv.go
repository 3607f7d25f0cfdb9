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
	file   string
	line   int
	fields []string
}

// wrong says that a column of the line cannot be understood.
func (r record) wrong(column string, err error) error {
	return &fileError{file: r.file, line: r.line, field: column, err: err}
}

// readCSV reads a whole table whose first line must be header. A byte order mark and either kind of
// line end are accepted. An error is a *fileError that names the line.
func readCSV(name string, data []byte, comma rune, header string) ([]record, error) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	reader := csv.NewReader(bytes.NewReader(data))
	reader.Comma = comma
	reader.FieldsPerRecord = -1 // ours names the line and what belongs there
	first, err := reader.Read()
	if errors.Is(err, io.EOF) {
		return nil, &fileError{file: name, err: fmt.Errorf("there is nothing in it; its first line must be exactly %s", header)}
	}
	if err != nil || strings.Join(first, string(comma)) != header {
		begin, _, _ := bytes.Cut(data, []byte("\n"))
		return nil, &fileError{file: name, line: 1, err: fmt.Errorf("the first line must be exactly %s, not %.80q", header, bytes.TrimSpace(begin))}
	}
	var records []record
	for {
		fields, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return records, nil
		}
		var syntax *csv.ParseError
		if errors.As(err, &syntax) { // told where the record begins: a quotation mark that is missing is missed at the file's end
			return nil, &fileError{file: name, line: syntax.StartLine, err: syntax.Err}
		}
		if err != nil {
			return nil, &fileError{file: name, err: err}
		}
		line, _ := reader.FieldPos(0)
		if len(fields) != len(first) {
			return nil, &fileError{file: name, line: line, err: fmt.Errorf("%s instead of %d: %s", count(len(fields), "field", "fields"), len(first), header)}
		}
		records = append(records, record{name, line, fields})
	}
}
