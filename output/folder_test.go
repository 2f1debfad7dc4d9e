package output

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A run that made the folder in vain removes it while another waits for its lock: the
// other makes it again.
func TestLockOfAFolderThatGoes(t *testing.T) {
	o := testOptions(filepath.Join(t.TempDir(), "out"))
	first, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), o); !errors.Is(err, ErrBusy) {
		t.Fatalf("second open: %v", err)
	}
	o.LockWait = time.Minute
	done := make(chan error)
	go func() {
		s, err := Open(context.Background(), o)
		if err == nil {
			err = s.Close()
		}
		done <- err
	}()
	time.Sleep(300 * time.Millisecond)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Errorf("open that waits: %v", err)
	}
}

// A run that finds the folder locked leaves it to who holds it.
func TestBusyLeavesTheFolder(t *testing.T) {
	o := testOptions(t.TempDir())
	first, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	generations := filepath.Join(o.Dir, homeName, generationsDir)
	if err := os.Mkdir(generations, 0o777); err != nil { // as seal does before the move
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), o); !errors.Is(err, ErrBusy) {
		t.Fatalf("second open: %v", err)
	}
	if !exists(generations) {
		t.Error("the folder of generations is gone")
	}
}

// What a killed run left is removed by the next, though that changes nothing.
func TestRecover(t *testing.T) {
	o := testOptions(t.TempDir())
	mustWrite(t, o, newsDocuments(2))
	want := tree(t, o.Dir)
	home := filepath.Join(o.Dir, homeName)
	write(t, filepath.Join(home, stagingDir, "tables", "x"), "left")
	write(t, filepath.Join(home, generationsDir, "000002", "x"), "left")
	for link, to := range map[string]string{
		filepath.Join(home, tablesLink+".next"): "generations/000002",
		filepath.Join(o.Dir, arrowRoot):         linkTo(arrowRoot),
	} {
		if err := os.Symlink(to, link); err != nil {
			t.Fatal(err)
		}
	}
	s, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(home, stagingDir), filepath.Join(home, generationsDir, "000002"), filepath.Join(home, "tables.next"), filepath.Join(o.Dir, arrowRoot)} {
		if exists(path) {
			t.Errorf("%s is still there", path)
		}
	}
	if got := tree(t, o.Dir); len(got) != len(want) {
		t.Errorf("%d files, were %d", len(got), len(want))
	}
}

// A folder copied without its links has the tables of the newest whole generation.
func TestAdopt(t *testing.T) {
	o := testOptions(t.TempDir())
	mustWrite(t, o, newsDocuments(1))
	mustWrite(t, o, newsDocuments(2))
	want := visible(t, o.Dir)
	home := filepath.Join(o.Dir, homeName)
	if err := os.Remove(filepath.Join(home, tablesLink)); err != nil {
		t.Fatal(err)
	}
	for _, name := range entries {
		_ = os.Remove(filepath.Join(o.Dir, name))
	}
	write(t, filepath.Join(home, generationsDir, "000003", "x"), "no tables yet")
	s, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if s.Len() != 2 {
		t.Errorf("%d articles, want 2", s.Len())
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := visible(t, o.Dir); len(got) != len(want) {
		t.Errorf("readers see %d files, want %d", len(got), len(want))
	}
}

func TestCopyFile(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a"), "content")
	if err := copyFile(filepath.Join(dir, "a"), filepath.Join(dir, "b")); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(filepath.Join(dir, "b")); err != nil || string(b) != "content" {
		t.Errorf("%q, %v", b, err)
	}
	if err := copyFile(filepath.Join(dir, "none"), filepath.Join(dir, "c")); err == nil {
		t.Error("a file that is not there was copied")
	}
}

// Who verifies while two runs end is told so, and of no problem.
func TestVerifyOfReplaced(t *testing.T) {
	o := testOptions(t.TempDir())
	mustWrite(t, o, newsDocuments(1))
	old := filepath.Join(o.Dir, homeName, generationsDir, "000001")
	if err := os.Remove(filepath.Join(old, lettersName)); err != nil {
		t.Fatal(err)
	}
	told := 0
	if _, err := Verify(o.Dir, func(error) {
		if told++; told == 1 { // the folder is at the next generation but one from here on
			mustWrite(t, o, newsDocuments(2))
			mustWrite(t, o, newsDocuments(3))
		}
	}); !errors.Is(err, ErrReplaced) {
		t.Errorf("verify: %v", err)
	}
	if told != 1 {
		t.Errorf("%d problems told, want the one of before", told)
	}
}
