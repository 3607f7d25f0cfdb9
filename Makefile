# The commands of obolus' developers. `make help` lists them; CONTRIBUTING.md says when to use which.

# Narrow a run: make test PKG=./store/... TESTFLAGS='-run Click -v'
PKG       ?= ./...
TESTFLAGS ?=
# How long each fuzz target runs, and which targets (a regular expression over their names).
FUZZTIME  ?= 10s
FUZZ      ?= .
# What is measured, and the flags handed to each: make bench BENCH=close BENCHFLAGS='--supporters 1000'
BENCH      ?= close click read
BENCHFLAGS ?=

# Pinned, so that the same commit is judged the same way tomorrow.
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.8.0

# A checkout that belongs to somebody else (a CI clone, say) makes `go build` fail on asking git for
# its state; the tests do not need it.
test bench: export GOFLAGS := $(strip $(GOFLAGS) -buildvcs=false)

.PHONY: help
help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: test
test: ## all tests with the race detector, on SQLite and on a private PostgreSQL
	scripts/need compiler postgresql chromium
	scripts/with-postgres go test -race -timeout 30m $(TESTFLAGS) $(PKG)

.PHONY: check
check: ## format, vet, staticcheck, architecture, known vulnerabilities
	@unformatted=$$(gofmt -l .); if [ -n "$$unformatted" ]; then echo "not formatted (run gofmt -w):"; echo "$$unformatted"; exit 1; fi
	go vet ./...
	go run $(STATICCHECK) ./...
	go test -count=1 -run '^TestArchitecture' .
	scripts/vulncheck $(GOVULNCHECK)

.PHONY: audit
audit: build ## Lighthouse and axe on the pages, in Chromium (needs Node.js 20)
	scripts/need chromium
	cd audit && npm ci --ignore-scripts --no-audit --no-fund && node audit.mjs ../bin/obolus

.PHONY: fuzz
fuzz: ## every fuzz target for FUZZTIME (10s)
	scripts/fuzz '$(FUZZ)' $(FUZZTIME)

.PHONY: bench
bench: build ## each figure beside its limit, on both engines
	scripts/need postgresql
	scripts/with-postgres --durable scripts/bench '$(BENCH)' $(BENCHFLAGS)

.PHONY: build
build: ## the static binary, bin/obolus
	CGO_ENABLED=0 go build -trimpath -o bin/obolus ./cmd/obolus
