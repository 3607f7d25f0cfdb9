package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"obolus"
)

// clicksWith are the clicks in months that are not closed by a person or on what she gets something of.
const clicksWith = `month IN (SELECT month FROM open) AND (supporter = $1 OR recipient IN (SELECT id FROM recipient WHERE person = $1)
	OR recipient IN (SELECT team_member.team FROM team_member JOIN recipient ON recipient.id = team_member.member WHERE recipient.person = $1))`

func (q queries) UnsettledBefore(ctx context.Context, person obolus.PersonID, m obolus.Month) (bool, error) {
	var n int64
	err := single(ctx, q.q, openMonths+` SELECT COUNT(*) FROM click WHERE `+clicksWith+` AND month < $2`, int64(person), int64(m)).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("looking for months of person %d that are not closed: %w", person, classify(err))
	}
	return n > 0, nil
}

func (q queries) DeleteClicksWith(ctx context.Context, person obolus.PersonID) ([]obolus.ThingID, error) {
	return all(ctx, q.q, func(rows *sql.Rows) (obolus.ThingID, error) {
		var thing obolus.ThingID
		err := rows.Scan(&thing)
		return thing, err
	}, openMonths+` DELETE FROM click WHERE `+clicksWith+` RETURNING thing`, int64(person))
}

// addressed are tables that know a person by her address alone: letters to her, her place in the queue.
var addressed = []struct{ name, statement string }{
	{"letter", `DELETE FROM letter WHERE email = (SELECT email FROM account WHERE person = $1)`},
	{"waiting", `DELETE FROM waiting WHERE folded = (SELECT folded FROM account WHERE person = $1)`},
}

// ofHerself are the things that stand for a person rather than for what she has made.
const ofHerself = `(SELECT thing.id FROM thing JOIN recipient ON recipient.id = thing.recipient
	WHERE recipient.person = $1 AND recipient.kind = 'person')`

func (q queries) ForgetPerson(ctx context.Context, person obolus.PersonID, name, folded string, at time.Time) error {
	for _, t := range addressed { // before the account, which has the address
		_, err := exec(ctx, q.q, t.statement, int64(person))
		if err != nil {
			return fmt.Errorf("forgetting the rows of %s: %w", t.name, err)
		}
	}
	for _, t := range personalTables {
		if t.kept {
			continue
		}
		_, err := exec(ctx, q.q, `DELETE FROM `+t.name+` WHERE `+t.owner+` = $1`, int64(person))
		if err != nil {
			return fmt.Errorf("forgetting the rows of %s: %w", t.name, err)
		}
	}
	_, err := exec(ctx, q.q, `UPDATE payout SET holder = '', iban = '', account_since = NULL WHERE person = $1`, int64(person))
	if err != nil {
		return fmt.Errorf("forgetting the accounts of the payouts of person %d: %w", person, err)
	}
	_, err = exec(ctx, q.q, `UPDATE thing SET title = $2 WHERE id IN `+ofHerself, int64(person), name)
	if err != nil {
		return fmt.Errorf("renaming what stands for person %d: %w", person, err)
	}
	_, err = exec(ctx, q.q, `UPDATE description SET text = '', hidden = $2, indexed = $3 WHERE thing IN `+ofHerself, int64(person), true, false)
	if err != nil {
		return fmt.Errorf("hiding what stands for person %d: %w", person, err)
	}
	_, err = exec(ctx, q.q, `UPDATE recipient SET name = $2 WHERE person = $1 AND kind = 'person'`, int64(person), "person:"+folded)
	if err != nil {
		return fmt.Errorf("renaming the recipient of person %d: %w", person, err)
	}
	return execOne(ctx, q.q, `UPDATE person SET name = $2, folded = $3, budget = 0, anonymous = $4, operator = $5, deleted_at = $6 WHERE id = $1`,
		int64(person), name, folded, true, false, at.UnixMilli())
}
