// Package identity turns an address that somebody typed, pasted or sent into
// one canonical URL, and into the identity of whoever made what is there.
//
// It is a money rule. If one thing had two URLs, a supporter would pay for it
// twice; if two things had one, the money of one maker would go to another.
// Where both cannot be avoided we prefer two URLs for one thing: a thing that
// was split can be joined later, a payment to the wrong person cannot be undone.
//
// What was decided about URLs:
//
//   - http and https are the same thing and are written https; ports 80 and 443
//     are dropped under either. Other ports stay and belong to the same domain.
//   - Hosts are lower case and in punycode (UTS 46, non-transitional, so faß.de
//     is not fass.de), without the trailing dot. www., m. and mobile. are folded
//     only on known platforms: anywhere else they may be another server, and
//     the bare host may not answer at all. They share one identity anyway.
//   - The empty path is "/". Deeper paths lose trailing slashes: "/podcast/" and
//     "/podcast" are one page wherever we looked, and have one owner in any case.
//   - Dot segments are resolved. The case of a path is kept, except where a
//     known platform ignores it (the account, and a forge's repository).
//   - Percent-encoding is upper case, unreserved characters are decoded, what
//     may not stand in a URL is encoded. "+" and "%20" stay different. An "@"
//     with which a segment begins is decoded too: it begins an account's name.
//   - Query parameters keep their order. Those that only follow people around
//     (utm_*, fbclid, gclid …, see tracking.go) and empty ones are dropped.
//   - A fragment is dropped, unless it is an address: "#!…" and "#/…" stay, and
//     on Twitter, where "#!" once stood before the path, become the path.
//
// What was decided about identities:
//
//   - A page on a known platform (platforms.go) belongs to the account in its
//     URL. Platform pages without an account (github.com/features) belong to
//     the platform's domain.
//   - Where the URL of a work does not tell its maker (a YouTube or Vimeo video,
//     an Instagram post), the identity is "whoever made this work", such as
//     youtube:video/dQw4w9WgXcQ. It is not the platform: that would pool the
//     money of strangers. Work tells these apart, so that a caller who may use
//     the network can look up the account.
//   - An account's page on a host that we do not know, https://host/@user, is
//     mastodon:user@host. Only that host can prove or deny it, whatever it runs.
//     Hosts known to be something else are in profiles.go: they have accounts of
//     their own name, tiktok:user. Threads is both, and always threads:user.
//   - Any other page is domain:<registrable domain>, because whoever holds
//     example.org decides what blog.example.org says. Below a public suffix, the
//     list's private part included, every site is its own: alice.github.io.
//     shared.go adds hosts where strangers live under one domain and that the
//     list does not know.
//   - The URL is taken at its word. twitter.com/mallory/status/1 names mallory,
//     though Twitter would show the author of 1. Only the network could tell.
//
// The package does not resolve names. A public name can point to a private
// address, so whoever fetches a URL has to check the address again.
package identity
