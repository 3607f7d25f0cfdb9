package main

import (
	"context"
	"io"
	"slices"
	"sync/atomic"
	"time"

	"github.com/alecthomas/kong"
)

// Program is obolus with everything that it takes from its surroundings, so that tests can run it
// without a process of its own.
type Program struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Env            func(name string) string
	Now            func() time.Time

	scratch atomic.Pointer[string] // the folder of a throwaway database while there is one
}

// The exit codes.
const (
	exitFine   = 0
	exitFailed = 1
	exitUsage  = 2
)

// commandLine is every command with its flags. A command's file has the command's name.
type commandLine struct {
	common
	Serve     serveCommand     `cmd:"" help:"Serve the instance: pages, API and the work that happens by itself."`
	Demo      demoCommand      `cmd:"" help:"Show a made-up community, close its last month and serve it."`
	Migrate   migrateCommand   `cmd:"" help:"Bring the database's schema up to date."`
	Close     closeCommand     `cmd:"" help:"Divide a month that is over."`
	Verify    verifyCommand    `cmd:"" help:"Recompute every balance and every close from the stored rows."`
	Statement statementCommand `cmd:"" help:"Show what a person gave and received in a month."`
	Simulate  simulateCommand  `cmd:"" help:"Run a file of clicks through deposits, clicks, closes and the check."`
	Import    importCommand    `cmd:"" help:"Bring a creator's history from elsewhere."`
	Person    personCommand    `cmd:"" help:"Add, list, suspend and reinstate people; make tokens and sign-in links."`
	Deposit   depositCommand   `cmd:"" help:"Credit money that came in."`
	Payout    payoutCommand    `cmd:"" help:"Ask for, list, approve, pay and refuse payouts."`
	Claim     claimCommand     `cmd:"" help:"Say that an identity is a person's: what waits for it becomes hers."`
	Waiting   waitingCommand   `cmd:"" help:"List the waiting list, and let people in."`
	Report    reportCommand    `cmd:"" help:"List what people reported."`
	Audit     auditCommand     `cmd:"" help:"Show what operators did."`
	Settings  settingsCommand  `cmd:"" help:"Show or change the instance's rules."`
	Bench     benchCommand     `cmd:"" help:"Measure closes, clicks and reads beside their limits."`
	Backup    backupCommand    `cmd:"" help:"Write a consistent copy of an SQLite database while it is in use."`
}

// common are the flags of every command.
type common struct {
	DB      string           `name:"db" placeholder:"ADDRESS" help:"The database: an SQLite file or postgres://… ($$OBOLUS_DB, else obolus.db; simulate and demo: a throwaway file)."`
	Migrate bool             `help:"Bring an older schema up to date first. Make a backup before."`
	Version kong.VersionFlag `help:"Say which obolus this is."`
	JSON    bool             `name:"json" help:"Write JSON for programs to the standard output; amounts are strings with six decimals."`
}

// Run runs one command and returns its exit code: 0 fine, 1 failed, 2 wrong usage. When ctx ends the
// command stops cleanly.
func (p *Program) Run(ctx context.Context, args ...string) int {
	var line commandLine
	c := &console{Program: p}
	parsed, code, err := p.parse(&line, args)
	switch {
	case err != nil:
		return c.fail(slices.Contains(args, "--json"), &usageError{err})
	case len(args) == 0: // the help was shown, though not asked for
		return exitUsage
	case parsed == nil:
		return code
	}
	c.common = line.common
	parsed.BindTo(ctx, (*context.Context)(nil))
	err = parsed.Run(c)
	if err != nil && ctx.Err() != nil {
		err = errStopped
	}
	if err != nil {
		return c.fail(line.JSON, err)
	}
	return exitFine
}

// exited is how kong's wish to end the process, after it has written a help text, reaches parse.
type exited int

// parse reads the arguments into line. It returns nil, with an exit code, where only help was wanted.
func (p *Program) parse(line *commandLine, args []string) (parsed *kong.Context, code int, err error) {
	defer func() {
		if recovered := recover(); recovered != nil {
			wish, ok := recovered.(exited)
			if !ok {
				panic(recovered)
			}
			parsed, code = nil, int(wish)
		}
	}()
	parser, err := kong.New(line,
		kong.Name("obolus"),
		kong.Description("Social micropayment that a community can run itself."),
		kong.Writers(p.Stdout, p.Stderr),
		kong.Vars{"version": version()},
		kong.Exit(func(code int) { panic(exited(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 80}),
	)
	if err != nil {
		return nil, 0, err
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	parsed, err = parser.Parse(args)
	return parsed, 0, plainly(args, err)
}
