package train

import (
	"bytes"
	"math"
	"os"
	"testing"

	library "github.com/cdipaolo/sentiment"

	"github.com/saysonews/sayso/models/sentiment"
)

// TestTableEqualsLibrary restores the library itself and compares the shipped
// table with its counts, word by word.
func TestTableEqualsLibrary(t *testing.T) {
	restored, err := library.Restore()
	if err != nil {
		t.Fatal(err)
	}
	english := restored[library.English]
	counts, err := ReadCounts()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(counts.Words), int(english.DictCount); got != want {
		t.Errorf("read %d words, the library says %d", got, want)
	}
	model, err := sentiment.Load()
	if err != nil {
		t.Fatal(err)
	}
	for w := range counts.Words {
		word, ok := english.Words.Get(w)
		if !ok {
			t.Fatalf("library lost %q", w)
		}
		want := counts.LogOdds([2]uint64{word.Count[0], word.Count[1]})
		got, ok := model.LogOdds(w)
		if !ok || math.Abs(got-want) > 0.5/sentiment.BayesScale+1e-9 {
			t.Fatalf("log-odds of %q: %g, %t; the counts give %g", w, got, ok, want)
		}
	}
	for _, w := range []string{"", "zzzqqxx", "blinkenesque"} {
		if v, ok := model.LogOdds(w); ok {
			t.Errorf("unknown word %q has log-odds %g", w, v)
		}
	}
}

// TestShippedFilesAreGenerated holds the files that need no corpus to what the
// code generates.
func TestShippedFilesAreGenerated(t *testing.T) {
	counts, err := ReadCounts()
	if err != nil {
		t.Fatal(err)
	}
	table, err := CompileBayes(counts)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]byte{"bayes.bin": table, "vader.txt": CompileVADER()} {
		got, err := os.ReadFile("../data/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what Generate writes", name)
		}
	}
}
