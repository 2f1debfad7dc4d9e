package journal

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// maxAnswer bounds what is read of an answer.
const maxAnswer = 64 << 10

// post sends the text of an event, one try, and returns the status of the answer. Proxies
// are those of the environment (HTTPS_PROXY); a redirection is an answer, not followed.
func post(ctx context.Context, to *url.URL, key string, text []byte) (status int, err error) {
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, to.String(), bytes.NewReader(text))
	if err != nil {
		return 0, fmt.Errorf("post event: %w", err)
	}
	q.Header.Set("Content-Type", "application/json")
	q.Header.Set("User-Agent", "sayso")
	if password, ok := to.User.Password(); ok {
		q.SetBasicAuth(to.User.Username(), password)
	}
	if key != "" {
		q.Header.Set("Authorization", "Bearer "+key)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	a, err := client.Do(q)
	if err != nil {
		return 0, fmt.Errorf("post event: %w", err)
	}
	_, _ = io.Copy(io.Discard, io.LimitReader(a.Body, maxAnswer)) // the status is all that counts
	return a.StatusCode, a.Body.Close()
}
