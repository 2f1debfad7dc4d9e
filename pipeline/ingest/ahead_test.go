package ingest

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/klauspost/compress/gzip"
)

// What is read ahead are the bytes and the error of the reader behind.
func TestAhead(t *testing.T) {
	want := bytes.Repeat([]byte("0123456789abcdef"), 200_000)
	for name, r := range map[string]io.Reader{"whole": bytes.NewReader(want), "half": iotest.HalfReader(bytes.NewReader(want)), "with its error": iotest.DataErrReader(bytes.NewReader(want))} {
		a := newAhead(r)
		got, err := io.ReadAll(a)
		if a.close(); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
	boom := errors.New("boom")
	a := newAhead(io.MultiReader(strings.NewReader("some"), iotest.ErrReader(boom)))
	defer a.close()
	if got, err := io.ReadAll(a); string(got) != "some" || err != boom {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := a.Read(make([]byte, 1)); err != boom {
		t.Errorf("once more: %v", err)
	}
}

// A loop that is left leaves no goroutine behind, wherever it is left.
func TestAheadEnds(t *testing.T) {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.NoCompression)
	if err != nil {
		t.Fatal(err)
	}
	io.Copy(w, repeated("{\"text\":\"Some words.\"}\n", 8<<20))
	w.Close()
	if packed.Len() < aheadLeast {
		t.Fatalf("%d bytes are not read ahead", packed.Len())
	}
	path := filepath.Join(t.TempDir(), "a.jsonl.gz")
	if err := os.WriteFile(path, packed.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	before := runtime.NumGoroutine()
	for leave := range 5 {
		src, err := Open([]string{path}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for range src.Articles() {
			if n++; n > leave*1000 {
				break
			}
		}
	}
	for wait := 0; runtime.NumGoroutine() > before && wait < 100; wait++ {
		time.Sleep(10 * time.Millisecond)
	}
	if now := runtime.NumGoroutine(); now > before {
		t.Errorf("%d goroutines, %d before", now, before)
	}
}
