package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

// readAnswer reads an answer whose length is told. The body is only valid until the next one is read.
// http.ReadResponse makes a map of the headers, which took as long as the server's work on them.
func readAnswer(reader *bufio.Reader) (status int, body []byte, err error) {
	line, err := reader.ReadSlice('\n')
	if err != nil {
		return 0, nil, err
	}
	protocol, rest, _ := bytes.Cut(line, []byte(" "))
	code, _, _ := bytes.Cut(rest, []byte(" "))
	status, err = strconv.Atoi(string(code))
	if err != nil || !bytes.HasPrefix(protocol, []byte("HTTP/1.")) {
		return 0, nil, fmt.Errorf("not an answer by HTTP: %q", line)
	}
	length, err := readHeaders(reader)
	if err != nil {
		return 0, nil, err
	}
	body, err = reader.Peek(length)
	if err != nil {
		return 0, nil, err
	}
	_, err = reader.Discard(length)
	return status, body, err
}

// readHeaders reads to the empty line and returns the body's length in bytes.
func readHeaders(reader *bufio.Reader) (length int, err error) {
	length = -1
	for {
		line, err := reader.ReadSlice('\n')
		if err != nil {
			return 0, err
		}
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			break
		}
		name, value, _ := bytes.Cut(line, []byte(":"))
		if bytes.EqualFold(name, []byte("Content-Length")) {
			length, err = strconv.Atoi(string(bytes.TrimSpace(value)))
			if err != nil {
				return 0, fmt.Errorf("reading the body's length: %w", err)
			}
		}
	}
	if length < 0 {
		return 0, errors.New("the answer does not tell its length")
	}
	return length, nil
}
