package identity

// Platforms are the names that ParseHandle takes for accounts, in the order in which people are offered
// them. Sites are not among them: they are given by their address.
func Platforms() []string {
	names := []string{mastodon}
	for _, pl := range platforms {
		names = append(names, pl.name)
	}
	return names
}
