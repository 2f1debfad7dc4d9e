//go:build cloud

package journal

import "net/http"

// securePost says whether this build speaks https.
const securePost = true

// roundTrip sends a request and reads the head of the answer. Proxies are those of the
// environment (HTTPS_PROXY); a redirection is an answer, not followed.
func roundTrip(q *http.Request) (a *http.Response, done func(), err error) {
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	a, err = client.Do(q)
	return a, func() {}, err
}
