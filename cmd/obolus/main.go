// Obolus is social micropayment that a community can run itself: the server and the operator's
// commands in one program. `obolus --help` lists them, docs/operator.md explains them.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	program := Program{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Env: os.Getenv, Now: time.Now}
	code := program.Run(ctx, os.Args[1:]...)
	stop()
	os.Exit(code)
}
