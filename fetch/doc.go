// Package fetch reads other people's servers. It is the only way out for
// addresses that strangers choose: whatever a page, a proof or a picture needs
// from elsewhere comes through one guarded client.
//
// A stranger who can make us fetch an address of her choice would otherwise see
// the network behind the instance, stop us with an endless answer, or use us
// against somebody else. So
//
//   - only http and https on their own ports, and no user name or password;
//   - only public addresses (package identity has the list), asked of the very
//     address that a socket is about to connect to. Between that and the
//     connection there is no name left that could be resolved anew;
//   - the same again at each of at most five redirects;
//   - five seconds from the call to the last byte, one megabyte when unpacked and
//     hardly more on the wire;
//   - no cookies, no passwords, no referrer, no proxy, no reused connections;
//   - at most eight fetches at once, and one of a host.
//
// A fetch that fails says why in one word, the Code of an *Error.
package fetch
