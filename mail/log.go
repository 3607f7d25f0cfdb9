package mail

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// maxRecent is how many messages a Log keeps.
const maxRecent = 50

// Log is a Sender for development: it writes whole messages, links to sign in included, to the log and
// keeps the last 50 for a page on the developer's machine. It is no place for real people's mail.
type Log struct {
	logger *slog.Logger
	now    func() time.Time

	mu   sync.Mutex
	sent []Sent // oldest first
}

// Sent is a message that a Log keeps, with its time.
type Sent struct {
	Message
	At time.Time
}

var _ Sender = (*Log)(nil)

// NewLog returns a Log that has kept nothing yet.
func NewLog(logger *slog.Logger, now func() time.Time) *Log { return &Log{logger: logger, now: now} }

// Send writes m to the log, or refuses what SMTP would refuse.
func (l *Log) Send(ctx context.Context, m Message) error {
	checked, err := m.checked()
	if err != nil {
		return err
	}
	l.logger.InfoContext(ctx, "mail", "to", checked.To, "subject", m.Subject, "text", m.Text)
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.sent) == maxRecent {
		l.sent = slices.Delete(l.sent, 0, 1)
	}
	l.sent = append(l.sent, Sent{Message: Message{To: checked.To, Subject: m.Subject, Text: m.Text}, At: l.now()})
	return nil
}

// Recent returns the last messages, newest first.
func (l *Log) Recent() []Sent {
	l.mu.Lock()
	defer l.mu.Unlock()
	recent := slices.Clone(l.sent)
	slices.Reverse(recent)
	return recent
}
