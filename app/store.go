package app

import "context"

// Store is the database as the verbs see it. Reads outside a transaction see what is committed at
// that moment.
type Store interface {
	Reader
	// NewIDs reserves n consecutive numbers, unique across processes, and returns the first. It must
	// not be called inside Write.
	NewIDs(ctx context.Context, n int) (int64, error)
	// Write runs f in a transaction that is committed if f returns nil. f may run more than once.
	Write(ctx context.Context, f func(Tx) error) error
	// Writers tells how many transactions are worth writing at once: more only wait for each other.
	Writers() int
	// Snapshot runs f on one unchanging state of the database.
	Snapshot(ctx context.Context, f func(Reader) error) error
	// Ping fails with kind Unavailable where the database does not answer, with Conflict where its schema does not fit.
	Ping(ctx context.Context) error
}

// Reader is everything that can be read; each part stands beside the verb that needs it.
type Reader interface {
	personReader
	credentialReader
	accountReader
	pendingReader
	letterReader
	sessionReader
	frameReader
	totpReader
	passkeyReader
	invitationReader
	waitingReader
	settingsReader
	ledgerReader
	depositReader
	recipientReader
	thingReader
	aboutReader
	payeeReader
	pictureReader
	describeReader
	catalogueReader
	inspectReader
	rankingReader
	indexReader
	profileReader
	clickReader
	wishReader
	trustReader
	statementReader
	trailReader
	forecastReader
	personalReader
	receiptReader
	bestThingsReader
	earningsReader
	payoutReader
	bankReader
	claimReader
	historyReader
	onceReader
	closeReader
	totalsReader
	booksReader
	verifyReader
	reinstateReader
	auditReader
	operatorReader
	holdReader
	reportReader
}

// Tx is everything that can be done within one transaction.
type Tx interface {
	Reader
	personWriter
	credentialWriter
	accountWriter
	pendingWriter
	attemptWriter
	letterWriter
	sessionWriter
	frameWriter
	totpWriter
	passkeyWriter
	invitationWriter
	waitingWriter
	settingsWriter
	ledgerWriter
	depositWriter
	recipientWriter
	thingWriter
	aboutWriter
	aliasWriter
	payeeWriter
	pictureWriter
	describeWriter
	rankingWriter
	indexWriter
	profileWriter
	clickWriter
	wishWriter
	trustWriter
	payoutWriter
	bankWriter
	claimWriter
	historyWriter
	onceWriter
	purgeWriter
	auditWriter
	operatorWriter
	holdWriter
	reportWriter
	leaveWriter
	receiptWriter
	closeWriter
	reinstateWriter
}
