package output

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

// killed runs f and reports whether it was cut off by a panic with errKilled.
func killed(f func()) (was bool) {
	defer func() {
		if r := recover(); r != nil {
			if r != errKilled {
				panic(r)
			}
			was = true
		}
	}()
	f()
	return false
}

var errKilled = errors.New("killed")

// TestKilledCommit kills a commit before each of its moves, then has another run
// look at the folder: it must find the old tables or the new, complete.
func TestKilledCommit(t *testing.T) {
	for _, first := range []bool{true, false} { // whether there are old tables
		for step := 0; ; step++ {
			t.Run(fmt.Sprintf("first=%v/step=%d", first, step), func(t *testing.T) {
				if !killAt(t, first, step) {
					step = -2 // the commit came to its end
				}
			})
			if step < 0 {
				break
			}
		}
	}
}

func killAt(t *testing.T, first bool, step int) bool {
	dir := t.TempDir()
	o := testOptions(dir)
	o.Overwrite = true
	write(t, filepath.Join(dir, "notes.txt"), "mine")
	if !first {
		before := o
		before.Format = Arrow
		mustWrite(t, before, newsDocuments(2))
	}
	old := tree(t, dir)
	o.RunID, o.Format = "run-2", Both
	w, err := NewWriter(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write(newsDocuments(1)[0]); err != nil {
		t.Fatal(err)
	}
	moves := 0
	w.stage.rename = func(from, to string) error {
		if moves == step {
			panic(errKilled)
		}
		moves++
		return os.Rename(from, to)
	}
	cut := killed(func() {
		if _, err := w.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
	})
	if cut {
		w.stage.lock.f.Close() // as the system does
	}
	done := tree(t, dir)
	if next, err := NewWriter(t.Context(), o); err != nil {
		t.Fatalf("next run: %v", err)
	} else if err := next.Abort(); err != nil {
		t.Fatalf("next run: %v", err)
	}
	want := old
	if !cut {
		want = done
		for name := range done {
			if strings.HasPrefix(name, ".") {
				t.Errorf("left %s", name)
			}
		}
	}
	if diff := gocmp.Diff(want, tree(t, dir)); diff != "" {
		t.Errorf("after recovery (-want +got):\n%s", diff)
	}
	return cut
}

// TestKilledRestore kills a commit in its last move, and the run that restores the
// old tables after each entry.
func TestKilledRestore(t *testing.T) {
	for restored := range len(entries) + 1 {
		dir := t.TempDir()
		o := testOptions(dir)
		mustWrite(t, o, newsDocuments(2))
		old := tree(t, dir)
		o.Overwrite, o.RunID, o.Format = true, "run-2", Both
		w, err := NewWriter(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		w.stage.rename = func(from, to string) error {
			if filepath.Base(to) == successName && filepath.Dir(to) == dir {
				panic(errKilled)
			}
			return os.Rename(from, to)
		}
		if !killed(func() { _, _ = w.Commit(t.Context()) }) {
			t.Fatal("not killed")
		}
		w.stage.lock.f.Close()
		for _, name := range entries[:restored] {
			was := name != arrowRoot
			if err := restoreEntry(dir, w.stage.old, name, was); err != nil {
				t.Fatal(err)
			}
		}
		if next, err := NewWriter(t.Context(), o); err != nil {
			t.Fatal(err)
		} else if err := next.Abort(); err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(old, tree(t, dir)); diff != "" {
			t.Errorf("after %d entries (-want +got):\n%s", restored, diff)
		}
	}
}

// TestFailedCommit has one move fail; the folder is as before at once.
func TestFailedCommit(t *testing.T) {
	for step := range 12 {
		dir := t.TempDir()
		o := testOptions(dir)
		mustWrite(t, o, newsDocuments(2))
		old := tree(t, dir)
		o.Overwrite, o.RunID = true, "run-2"
		w, err := NewWriter(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		moves := 0
		w.stage.rename = func(from, to string) error {
			if moves++; moves > step {
				return errors.New("no space left")
			}
			return os.Rename(from, to)
		}
		if _, err := w.Commit(t.Context()); err == nil || !strings.Contains(err.Error(), "no space left") {
			t.Fatalf("step %d: %v", step, err)
		}
		if diff := gocmp.Diff(old, tree(t, dir)); diff != "" {
			t.Errorf("step %d (-want +got):\n%s", step, diff)
		}
	}
}

// TestKilledRun: what a run left that was killed before its commit is removed by the
// next.
func TestKilledRun(t *testing.T) {
	dir := t.TempDir()
	w, err := NewWriter(t.Context(), testOptions(dir))
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write(newsDocuments(1)[0]); err != nil {
		t.Fatal(err)
	}
	w.stage.lock.f.Close()
	o := testOptions(dir)
	o.RunID = "run-2"
	mustWrite(t, o, newsDocuments(1))
	for name := range tree(t, dir) {
		if strings.HasPrefix(name, ".") {
			t.Errorf("left %s", name)
		}
	}
}
