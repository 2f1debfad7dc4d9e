package wordfile

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
)

// TestRead reads cases of one command: words prints what a file holds, or what is
// wrong with it.
func TestRead(t *testing.T) {
	datadriven.RunTest(t, "testdata/words", func(t *testing.T, d *datadriven.TestData) string {
		f, err := Read("w.yaml", []byte(d.Input))
		if err != nil {
			return err.Error() + "\n"
		}
		var b strings.Builder
		for _, e := range f.Entries {
			fmt.Fprintf(&b, "%d %q %s", e.Line, e.Word, e.Class)
			if e.Rated {
				fmt.Fprintf(&b, " valence %g", e.Valence)
			}
			if e.Framed {
				fmt.Fprintf(&b, " stance %g of %s to %s any %t", e.Stance, e.Holder, e.Target, e.AnyTarget)
			}
			b.WriteString("\n")
		}
		return b.String()
	})
}

func TestDigestTellsContents(t *testing.T) {
	one, err := Read("a", []byte("- {word: a, valence: 1}\n"))
	if err != nil {
		t.Fatal(err)
	}
	marked, err := Read("b", []byte("\xef\xbb\xbf- {word: a, valence: 1}\n"))
	if err != nil {
		t.Fatal(err)
	}
	other, err := Read("a", []byte("- {word: a, valence: 2}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if one.Digest() != marked.Digest() || one.Digest() == other.Digest() {
		t.Errorf("digests %s, %s with a mark, %s of another", one.Digest(), marked.Digest(), other.Digest())
	}
}

func FuzzRead(f *testing.F) {
	f.Add("- {word: crackdown, valence: -2, note: n}\n- {word: pour scorn, class: verb, stance: -1, target: on}\n")
	f.Add("- word: a b c d e\n  valence: x\n- 3\n")
	f.Add("word: [")
	f.Fuzz(func(t *testing.T, text string) {
		file, err := Read("f.yaml", []byte(text))
		if err != nil {
			if !strings.Contains(err.Error(), "f.yaml:") {
				t.Fatalf("error without file and line: %v", err)
			}
			return
		}
		for _, e := range file.Entries {
			if e.Word == "" || !e.Rated && !e.Framed || e.Valence < -4 || e.Valence > 4 || e.Framed && (e.Stance == 0 || e.Stance < -1 || e.Stance > 1 || e.Holder == e.Target) {
				t.Fatalf("unsound entry %+v", e)
			}
		}
	})
}
