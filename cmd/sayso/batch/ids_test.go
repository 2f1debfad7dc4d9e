package batch

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/pipeline/ingest"
)

func sum(id string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(id)))[:12] }

// Names of files may be bytes that are no text: the ids made of them stay apart, in the
// tables and from run to run.
func TestOddIDs(t *testing.T) {
	in := t.TempDir()
	names := []string{"a\xff", "a\xfe", "a%FF", "b\nc", "d\u2028e", "'; --", "\\", "é"}
	for i, name := range names {
		if err := os.WriteFile(filepath.Join(in, name+".txt"), []byte(story(i, 3)), 0o666); err != nil {
			t.Skipf("a file of that name cannot be: %v", err)
		}
	}
	w := &world{t: t, rng: rand.New(rand.NewPCG(1, 1)), dir: t.TempDir()}
	source, err := ingest.Open([]string{in}, ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	res := w.run("out", nil, func(j *Job) { j.Source = source }, nil)
	if res.New != int64(len(names)) || res.Report.DeadLetters != 0 {
		t.Errorf("%d new and %d dead letters of %d articles", res.New, res.Report.DeadLetters, len(names))
	}
	source, _ = ingest.Open([]string{in}, ingest.Options{})
	if res := w.run("out", nil, func(j *Job) { j.Source = source }, nil); res.Committed || res.Unchanged != int64(len(names)) {
		t.Errorf("running again: %+v", res)
	}
	s, err := output.OpenToRead(w.options("out"))
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for i := range s.Len() {
		ids = append(ids, s.ID(i))
	}
	slices.Sort(ids)
	want := []string{"'; --", "\\", "a%FE~" + sum("a\xfe"), "a%FF", "a%FF~" + sum("a\xff"), "b\nc", "d\u2028e", "é"}
	if !slices.Equal(ids, want) {
		t.Errorf("ids %q, want %q", ids, want)
	}
	if _, err := output.Verify(filepath.Join(w.dir, "out"), func(p error) { t.Error(p) }); err != nil {
		t.Error(err)
	}
}

// An article that ceases to be a copy and cannot be processed then is a dead letter, as in
// one run over what there is, and the run comes to an end.
func TestCopyThatFails(t *testing.T) {
	w := &world{t: t, rng: rand.New(rand.NewPCG(1, 1)), dir: t.TempDir()}
	lines := []string{
		fmt.Sprintf(`{"id":"a","published_at":"2024-03-01","text":%q}`, story(1, 0)),
		fmt.Sprintf(`{"id":"b","published_at":"2024-03-02","text":%q}`, story(1, 0)),
	}
	if res := w.run("out", lines, nil, nil); res.Duplicates != 1 {
		t.Fatalf("%+v", res)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	res := w.run("out", nil, func(j *Job) { j.Remove, j.Config.ArticleTimeout = []string{"a"}, 1 }, ctx)
	if !res.Committed || res.Summary.Articles != 0 || res.Report.DeadLetters != 1 {
		t.Errorf("after the original went: %+v", res)
	}
	if res := w.run("out", lines, nil, nil); res.Summary.Articles != 1 || res.Summary.DeadLetters != 0 {
		t.Errorf("after it was read again: %+v", res)
	}
	if _, err := output.Verify(filepath.Join(w.dir, "out"), func(p error) { t.Error(p) }); err != nil {
		t.Error(err)
	}
}
