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
	program := &Program{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Env: os.Getenv, Now: time.Now}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, func() { endAtOnce(program, stop) })
	code := program.Run(ctx, os.Args[1:]...)
	os.Exit(code)
}

// endAtOnce waits for a second Ctrl-C, which does not let anything finish, and takes away what nobody could
// find again. A third ends even that.
func endAtOnce(program *Program, stop context.CancelFunc) {
	again := make(chan os.Signal, 1)
	signal.Notify(again, os.Interrupt, syscall.SIGTERM)
	stop()
	<-again
	signal.Reset(os.Interrupt, syscall.SIGTERM)
	program.abandon()
	os.Exit(exitFailed)
}
