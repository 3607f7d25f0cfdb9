package api

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"obolus"
)

// Page is how a client walks a list: it sends what the last answer called next as after. A page
// begins behind a place in the list's order, so that what comes in meanwhile shifts nothing.
type Page struct {
	Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"How many at most."`
	After string `query:"after" maxLength:"100" doc:"What the last page gave as next."`
}

// place is where a page ended: a time and a number, both descending. The zero place is the beginning.
type place struct {
	at time.Time
	id int64
}

var errPlace = errors.New("this is not what an earlier page gave as next: begin again without it")

// place reads what next wrote.
func (p Page) place() (place, error) {
	if p.After == "" {
		return place{}, nil
	}
	text, err := base64.RawURLEncoding.DecodeString(p.After)
	if err != nil {
		return place{}, invalid("after", errPlace)
	}
	at, id, _ := strings.Cut(string(text), ".")
	millis, errAt := strconv.ParseInt(at, 10, 64)
	number, errID := strconv.ParseInt(id, 10, 64)
	if errAt != nil || errID != nil || number <= 0 || millis < 0 || millis > maxMillis {
		return place{}, invalid("after", errPlace)
	}
	return place{at: time.UnixMilli(millis).UTC(), id: number}, nil
}

// maxMillis lies after the last month and before the end of time's arithmetic.
const maxMillis = 1 << 45

// next returns the Link header and the value of next for a list of a month, or without one for 0.
func (p Page) next(path string, m obolus.Month, end place) (string, *string) {
	after := base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d.%d", end.at.UnixMilli(), end.id))
	query := url.Values{"after": {after}, "limit": {strconv.Itoa(p.Limit)}}
	if m != 0 {
		query.Set("month", m.String())
	}
	return fmt.Sprintf(`<%s%s?%s>; rel="next"`, prefix, path, query.Encode()), &after
}

// behind tells whether what is at a time and has a number comes after the place, in a list of which
// the newest come first.
func (p place) behind(at time.Time, id int64) bool {
	return p.id == 0 || at.Before(p.at) || at.Equal(p.at) && id < p.id
}
