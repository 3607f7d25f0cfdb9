package store

import (
	"context"
	"fmt"
	"sync"
)

// idBlockSize is how many numbers a process takes from the database at a time. What it has not used
// when it ends is lost, which costs nothing: 2^53 numbers last.
const idBlockSize = 1000

// idBlock is the numbers this process may still hand out.
type idBlock struct {
	sync.Mutex
	next, end int64
}

// NewIDs reserves n consecutive numbers and returns the first; no other call, in this process or
// another, gets any of them. It may ask the database, so it must not be called inside Write.
func (db *DB) NewIDs(ctx context.Context, n int) (int64, error) {
	db.ids.Lock()
	defer db.ids.Unlock()
	if db.ids.end-db.ids.next < int64(n) {
		size := int64(max(n, idBlockSize))
		var end int64
		err := single(ctx, repeatable{db.write}, `
			INSERT INTO id_block (name, next) VALUES ('id', 1 + $1)
			ON CONFLICT (name) DO UPDATE SET next = id_block.next + $1 RETURNING next`, size).Scan(&end)
		if err != nil {
			return 0, classify(fmt.Errorf("taking %d numbers: %w", size, err))
		}
		db.ids.next, db.ids.end = end-size, end
	}
	first := db.ids.next
	db.ids.next += int64(n)
	return first, nil
}
