package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// longestAnswer bounds an answer's headers, and its body, in bytes.
const longestAnswer = 64 << 10

// load is requests sent over some connections, each waiting for its answer before the next.
type load struct {
	Address     string
	Connections int
	Seconds     float64
	Request     request
	Status      []int // what may be answered
}

// request appends the n-th request, as it goes over the wire.
type request func(to []byte, n int64) []byte

func bareGet(to []byte, _ int64) []byte {
	return append(to, "GET /empty HTTP/1.1\r\nHost: bench\r\n\r\n"...)
}

// run returns answers per second. Its client does as little as it can, because it shares the machine
// with the server, and what it costs would make the limit look lower than it is.
func (l load) run(ctx context.Context) (float64, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Duration(l.Seconds*float64(time.Second)))
	defer cancel()
	var sent, answered atomic.Int64
	var group sync.WaitGroup
	failures := make(chan error, l.Connections)
	start := time.Now()
	for range l.Connections {
		group.Go(func() {
			err := l.connection(ctx, &sent, &answered)
			if err != nil {
				failures <- err
			}
		})
	}
	group.Wait()
	seconds := time.Since(start).Seconds()
	select {
	case err := <-failures:
		return 0, err
	default:
		return float64(answered.Load()) / seconds, nil
	}
}

func (l load) connection(ctx context.Context, sent, answered *atomic.Int64) error {
	conn, err := net.Dial("tcp", l.Address)
	if err != nil {
		return fmt.Errorf("connecting: %w", err)
	}
	defer conn.Close()
	reader := bufio.NewReaderSize(conn, longestAnswer)
	var sending []byte
	for ctx.Err() == nil {
		sending = l.Request(sending[:0], sent.Add(1)-1)
		_, err = conn.Write(sending)
		if err != nil {
			return fmt.Errorf("sending a request: %w", err)
		}
		status, body, err := readAnswer(reader)
		if err != nil {
			return fmt.Errorf("reading an answer: %w", err)
		}
		if !slices.Contains(l.Status, status) {
			return fmt.Errorf("the server answered %d: %s", status, body)
		}
		answered.Add(1)
	}
	return nil
}

// listenAlone serves a handler on a free port of this machine until the returned function is called.
func listenAlone(handler http.Handler) (address string, stop func(), err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, fmt.Errorf("listening: %w", err)
	}
	server := &http.Server{Handler: handler}
	done := make(chan struct{})
	go func() {
		defer close(done)
		err := server.Serve(listener)
		if !errors.Is(err, http.ErrServerClosed) {
			panic(err) // nothing else closes a listener that only this function knows
		}
	}()
	return listener.Addr().String(), func() { server.Close(); <-done }, nil
}
