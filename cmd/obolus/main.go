// Obolus is social micropayment that a community can run itself: the server and the operator's
// commands in one program. `obolus --help` lists them, docs/operator.md explains them.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
)

// gcPercent lets the heap grow to nine times what is in use before it is collected.
const gcPercent = 800

func main() {
	if os.Getenv("GOGC") == "" { // what lives is small: collecting it at every few megabytes cost a tenth of the clicks
		debug.SetGCPercent(gcPercent)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	program := Program{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Env: os.Getenv, Now: time.Now}
	code := program.Run(ctx, os.Args[1:]...)
	stop()
	os.Exit(code)
}
