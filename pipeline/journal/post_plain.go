//go:build !cloud

package journal

import (
	"bufio"
	"net"
	"net/http"
)

// securePost says whether this build speaks https. TLS and the whole of the HTTP client
// would be 1.7 MB more of the program.
const securePost = false

// roundTrip sends a request over a connection of its own, and reads the head of the
// answer. done ends the connection.
func roundTrip(q *http.Request) (a *http.Response, done func(), err error) {
	host := q.URL.Host
	if q.URL.Port() == "" {
		host = net.JoinHostPort(q.URL.Hostname(), "80")
	}
	var d net.Dialer
	c, err := d.DialContext(q.Context(), "tcp", host)
	if err != nil {
		return nil, nil, err
	}
	if until, ok := q.Context().Deadline(); ok {
		err = c.SetDeadline(until)
	}
	q.Close = true
	if err == nil {
		err = q.Write(c)
	}
	if err == nil {
		a, err = http.ReadResponse(bufio.NewReader(c), q)
	}
	if err != nil {
		_ = c.Close() // the fault before it is the one to tell
		return nil, nil, err
	}
	return a, func() { _ = c.Close() }, nil
}
