package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"
)

// progress tells on the standard error how far long work has come: nothing in the first second, then
// a line a second. It may be called by several goroutines.
type progress struct {
	out   io.Writer
	now   func() time.Time
	what  string
	mutex sync.Mutex
	next  time.Time // the next line is not written before
}

// progress begins to watch a piece of work.
func (c *console) progress(what string) *progress {
	return &progress{out: c.Stderr, now: c.Now, what: what, next: c.Now().Add(time.Second)}
}

// at says how much is done; a total of 0 is not known.
func (p *progress) at(done, total int64) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	now := p.now()
	if now.Before(p.next) {
		return
	}
	p.next = now.Add(time.Second)
	if total > 0 {
		fmt.Fprintf(p.out, "%s: %s of %s\n", p.what, thousands(done), thousands(total))
	} else {
		fmt.Fprintf(p.out, "%s: %s\n", p.what, thousands(done))
	}
}

// elapsing tells how long the work has taken, at each tick after the first second, where nobody can say how far
// it has come. Nothing is written any more once it has been stopped.
func (p *progress) elapsing(tick <-chan time.Time) (stop func()) {
	start, ended := p.now(), make(chan struct{})
	var telling sync.WaitGroup
	telling.Go(func() {
		for {
			select {
			case <-tick:
				if now := p.now(); !now.Before(p.next) {
					fmt.Fprintf(p.out, "%s: %s\n", p.what, now.Sub(start).Round(time.Second))
				}
			case <-ended:
				return
			}
		}
	})
	return func() {
		close(ended)
		telling.Wait()
	}
}

// thousands writes a number with commas.
func thousands(n int64) string {
	if n < 0 {
		return "-" + thousands(-n)
	}
	text := strconv.FormatInt(n, 10)
	var b strings.Builder
	for i, digit := range text {
		if i > 0 && (len(text)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	return b.String()
}

// count writes a number with its noun: "1 click", "2,000 clicks".
func count[N int | int64](n N, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(int64(n)) + " " + many
}
