package train

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/saysonews/sayso/models/linear"
	"github.com/saysonews/sayso/models/syntax/internal/core"
)

// small is a treebank of our own: subject, verb, object, in all combinations.
func toy() string {
	var b strings.Builder
	b.WriteString("# newdoc id = small\n")
	for _, s := range []string{"farmers", "voters", "nurses"} {
		for _, v := range []string{"see", "want", "like"} {
			for _, o := range []string{"rain", "peace", "help"} {
				fmt.Fprintf(&b, "1\t%s\t_\t_\tNNS\t_\t2\tnsubj\t_\t_\n2\t%s\t_\t_\tVBP\t_\t0\troot\t_\t_\n3\t%s\t_\t_\tNN\t_\t2\tobj\t_\t_\n\n", s, v, o)
			}
		}
	}
	return b.String()
}

// corporaOf writes a folder of corpora that holds the small treebank only.
func corporaOf(t *testing.T) string {
	dir := t.TempDir()
	silver := "# doc = small\n1\tfarmers\tfarmer\tNNS\tO\t0\t7\t2\tnsubj\n2\tsee\tsee\tVBP\tO\t8\t11\t0\troot\n"
	for name, text := range map[string]string{
		"gum/train.conllu.gz": toy(), "ewt/train.conllu.gz": toy(), "gum/dev.conllu.gz": toy(), "ewt/dev.conllu.gz": toy(),
		"polnear/dev.ud2.conll.gz": silver,
		"vectors/news-100d.tsv.gz": "rain\t9\t1\t1 0\npeace\t8\t1\t0 1\nsnow\t7\t1\t1 0\n",
	} {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Write([]byte(text))
		w.Close()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestRunLearnsAndRepeatsItself(t *testing.T) {
	dir := corporaOf(t)
	o := Options{Epochs: 10, Gold: 2, Rate: 0.1, Floor: 0.1, Hidden: 16}
	first, err := Run(dir, Settings{Tagger: o, Parser: o})
	if err != nil {
		t.Fatal(err)
	}
	if f := first.Figures["gum"]; f.Tags < 100 || f.UAS < 100 || f.LAS < 100 {
		t.Errorf("on its own training data: %v", f)
	}
	if _, err := linear.Open(string(first.Weights), core.Version); err != nil {
		t.Error(err)
	}
	again, err := Run(dir, Settings{Tagger: o, Parser: o})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Weights, again.Weights) {
		t.Error("a second run gave other weights")
	}
}

func TestRunNamesMissingCorpora(t *testing.T) {
	if _, err := Run(t.TempDir(), Settings{}); err == nil || !strings.Contains(err.Error(), "gum/train.conllu.gz") {
		t.Errorf("error %v", err)
	}
}
