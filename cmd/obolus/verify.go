package main

import "context"

type verifyCommand struct{}

// verifiedJSON is a verification for programs.
type verifiedJSON struct {
	Verified    bool     `json:"verified"`
	Accounts    int64    `json:"accounts"`
	Transfers   int64    `json:"transfers"`
	Months      int64    `json:"months"`
	Clicks      int64    `json:"clicks"`
	Differences []string `json:"differences"`
}

// Run recomputes everything and fails where anything differs (R15).
func (v *verifyCommand) Run(ctx context.Context, c *console) error {
	d, err := c.openExisting(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	found, err := d.Verify(ctx, c.progress("verifying").at)
	if err != nil {
		return err
	}
	shown := verifiedJSON{Verified: len(found.Differences) == 0, Accounts: found.Accounts, Transfers: found.Transfers,
		Months: found.Months, Clicks: found.Clicks, Differences: append([]string{}, found.Differences...)}
	err = c.answer(shown, func(out *page) {
		for _, difference := range shown.Differences {
			out.line("%s", difference)
		}
		out.line("Checked %s, %s, %s and %s: %s.", count(found.Accounts, "balance", "balances"),
			count(found.Transfers, "transfer", "transfers"), count(found.Months, "closed month", "closed months"),
			count(found.Clicks, "click", "clicks"), verdict(shown.Differences))
	})
	if err == nil && !shown.Verified {
		err = errFound
	}
	return err
}

// verdict says in words what a verification found.
func verdict(differences []string) string {
	if len(differences) == 0 {
		return "everything adds up"
	}
	return count(len(differences), "difference", "differences") + " found"
}
