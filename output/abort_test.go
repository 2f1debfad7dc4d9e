package output

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
)

// TestAbort leaves nothing, whether the folder was there or not, and whether the run
// was aborted, cancelled while writing or cancelled while committing.
func TestAbort(t *testing.T) {
	for name, end := range map[string]func(*testing.T, *Writer, context.CancelFunc){
		"abort": func(t *testing.T, w *Writer, _ context.CancelFunc) {
			if err := w.Abort(); err != nil {
				t.Error(err)
			}
		},
		"cancel, write": func(t *testing.T, w *Writer, cancel context.CancelFunc) {
			cancel()
			if err := w.Write(newsDocuments(1)[0]); !errors.Is(err, context.Canceled) {
				t.Errorf("write: %v", err)
			}
			if _, err := w.Commit(t.Context()); !errors.Is(err, context.Canceled) {
				t.Errorf("commit: %v", err)
			}
		},
		"commit, cancelled": func(t *testing.T, w *Writer, _ context.CancelFunc) {
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			if _, err := w.Commit(ctx); !errors.Is(err, context.Canceled) {
				t.Errorf("commit: %v", err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			o := testOptions(filepath.Join(root, "new", "out"))
			o.MemoryBytes = 1000 // spills
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			w, err := NewWriter(ctx, o)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range newsDocuments(20) {
				if err := w.Write(d); err != nil {
					t.Fatal(err)
				}
			}
			end(t, w, cancel)
			if names := ls(t, root); len(names) != 0 {
				t.Errorf("left %v", names)
			}
			if err := w.Write(newsDocuments(1)[0]); !errors.Is(err, ErrClosed) {
				t.Errorf("write after the end: %v", err)
			}
			if err := w.DeadLetter(DeadLetter{}); !errors.Is(err, ErrClosed) {
				t.Errorf("dead letter after the end: %v", err)
			}
			if _, err := w.Commit(t.Context()); !errors.Is(err, ErrClosed) {
				t.Errorf("commit after the end: %v", err)
			}
			if err := w.Abort(); err != nil {
				t.Errorf("abort after the end: %v", err)
			}
		})
	}
}
