//go:build !cloud

package ingest

import (
	"strings"
	"testing"
)

// Without the tag an address in the cloud is a fault of the call, with its remedy.
func TestNoCloud(t *testing.T) {
	_, err := Open([]string{"s3://bucket/news"}, Options{})
	if err == nil || !strings.Contains(err.Error(), "-tags cloud") {
		t.Errorf("error %v", err)
	}
}
