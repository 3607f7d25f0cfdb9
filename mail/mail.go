// Package mail sends plain text to one person: the link to sign in, the confirmation of an address, a
// statement that is ready. SMTP sends it; Log, for development, only shows it.
//
// Whoever sends must know one thing of a failure: whether to try again. An error that wraps ErrRefused is
// for good, because the message itself is at fault, its address mostly. All else can be repaired or passes:
// a server that is down or busy, a wrong password in the settings. A message whose connection broke at the
// very end may have been taken all the same; trying again then delivers it twice, which is better than never.
package mail

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"obolus/auth"
)

// ErrRefused means that this message will never be delivered, however often it is sent.
var ErrRefused = errors.New("the mail was refused for good")

// The longest message, in bytes. Real ones have a few hundred.
const (
	maxSubject = 500
	maxText    = 256 << 10
)

// Message is one mail. To is a bare address as auth.MailAddress returns it, Subject one line, Text plain
// text in UTF-8 with any kind of line end.
type Message struct {
	To, Subject, Text string
}

// Sender is what both SMTP and Log are. Send returns nil when the message was taken over.
type Sender interface {
	Send(ctx context.Context, m Message) error
}

// checked returns m ready to be sent, or why it cannot be. Nothing in it can add a line to the header,
// and so a recipient: what people type, such as names, ends up in subjects.
func (m Message) checked() (Message, error) {
	to, _, err := auth.MailAddress(m.To)
	if err != nil {
		return Message{}, fmt.Errorf("%w: its address: %w", ErrRefused, err)
	}
	if m.Subject == "" || len(m.Subject) > maxSubject || !utf8.ValidString(m.Subject) || strings.ContainsFunc(m.Subject, breaksLine) {
		return Message{}, fmt.Errorf("%w: its subject is empty, long, broken or not one line: %.80q", ErrRefused, m.Subject)
	}
	if len(m.Text) > maxText || !utf8.ValidString(m.Text) || strings.ContainsRune(m.Text, 0) {
		return Message{}, fmt.Errorf("%w: its text is too long or broken (%d bytes)", ErrRefused, len(m.Text))
	}
	text := strings.NewReplacer("\r\n", "\r\n", "\r", "\r\n", "\n", "\r\n").Replace(m.Text)
	return Message{To: to, Subject: m.Subject, Text: text}, nil
}

// breaksLine finds what ends a line for some program on the way.
func breaksLine(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }
