package store

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"obolus"
)

// otherScheme begins the address of what is no file, or of one in a way that we do not read.
var otherScheme = regexp.MustCompile(`^(?:[A-Za-z][A-Za-z0-9+.-]*://|(?:file|postgres|postgresql):)`)

// login is what an address has that is written for another program, or was copied with more than itself. A
// password can stand beside it.
var login = regexp.MustCompile(`(?i)://|:[^/]*@|\b(?:host|user|password|dbname)\s*=`)

// CheckAddress refuses what can be the address of no database, with kind Invalid and field db. It never
// repeats a password.
func CheckAddress(address string) error {
	if isPostgres(address) {
		return nil // the driver knows better
	}
	path := strings.TrimPrefix(address, "sqlite:")
	found, err := os.Stat(path)
	switch scheme := otherScheme.FindString(path); {
	case scheme != "":
		return obolus.Invalidf("db", "%s is no kind of database that obolus knows: it takes the path of an SQLite file or postgres://user:password@host:5432/name", scheme)
	case err != nil && login.MatchString(path):
		return obolus.Invalidf("db", "this is no address of a database as obolus takes it, which is the path of an SQLite file or postgres://user:password@host:5432/name; it is not repeated here, since it may hold a password")
	case path == "" || strings.ContainsAny(path, "?#\x00"):
		return obolus.Invalidf("db", "a database is a file's path or postgres://…, not %q", path)
	case err == nil && found.IsDir():
		return obolus.Invalidf("db", "%s is a folder: a database is a file in it, such as %s, or postgres://user:password@host:5432/name",
			path, filepath.Join(path, "obolus.db"))
	}
	return nil
}

func isPostgres(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}

// checkFolder refuses a file in a folder that is not there, with kind Invalid and field db.
func checkFolder(path string) error {
	_, err := os.Stat(filepath.Dir(path))
	if err != nil {
		return obolus.Invalidf("db", "the folder of the database %s cannot be used: %v", path, err)
	}
	return nil
}
