package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// readFile reads a file that is named on the command line; "-" is the standard input.
func (p *Program) readFile(name string) ([]byte, error) {
	var data []byte
	var err error
	if name == "-" {
		data, err = io.ReadAll(io.LimitReader(p.Stdin, maxFile+1))
	} else {
		data, err = readLimited(name)
	}
	var path *fs.PathError
	if errors.As(err, &path) { // whoever calls names the file
		err = path.Err
	}
	if err == nil && len(data) > maxFile {
		err = errors.New("it is larger than 1 GB")
	}
	return data, err
}

// fileName is how people are told of such a file.
func fileName(name string) string {
	if name == "-" {
		return "the standard input"
	}
	return name
}

// maxFile bounds what is read into memory.
const maxFile = 1 << 30

func readLimited(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, maxFile+1))
}
