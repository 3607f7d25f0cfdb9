// Populate fills an empty database with a month of clicks, for the stories that need many: built
// without the race detector it takes a second instead of a minute.
//
//	populate ADDRESS '{"Supporters": 1000, …}'
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"obolus/store"
)

func main() {
	err := populate(context.Background(), os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "populate:", err)
		os.Exit(1)
	}
}

func populate(ctx context.Context, args []string) error {
	if len(args) != 2 {
		return errors.New("usage: populate ADDRESS POPULATION")
	}
	var p store.Population
	err := json.Unmarshal([]byte(args[1]), &p)
	if err != nil {
		return fmt.Errorf("reading the population: %w", err)
	}
	db, err := store.Open(ctx, args[0], store.Options{Volatile: true})
	if err != nil {
		return err
	}
	return errors.Join(db.Populate(ctx, p), db.Close())
}
