package train

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/corpus"
)

// sentenceOf reads words written form/tag/head/relation, with /P for a person's
// name, heads from 1 and 0 for the root.
func sentenceOf(text string) []corpus.Word {
	var ws []corpus.Word
	for _, f := range strings.Fields(text) {
		c := strings.Split(f, "/")
		w := corpus.Word{Form: c[0], Tag: models.ParseTag(c[1]), Rel: models.ParseRel(c[3])}
		fmt.Sscan(c[2], &w.Head)
		w.Head--
		if len(c) > 4 {
			w.Entity = models.EntityPerson
		}
		ws = append(ws, w)
	}
	return ws
}

func TestConvert(t *testing.T) {
	datadriven.RunTest(t, "testdata/convert", func(t *testing.T, d *datadriven.TestData) string {
		ws := sentenceOf(d.Input)
		data := newData()
		var ts []token
		for i := range ws {
			ts = append(ts, data.token(ws, i, true))
		}
		if !tree(ts) {
			t.Fatalf("%s: the input is no tree", d.Pos)
		}
		convert(ws, ts)
		if !tree(ts) {
			t.Fatalf("%s: the outcome is no tree", d.Pos)
		}
		var b strings.Builder
		for i, x := range ts {
			fmt.Fprintf(&b, "%s/%v/%d/%v ", ws[i].Form, x.tag, (int(x.head)+1)%(len(ts)+1), x.rel)
		}
		return strings.TrimSpace(b.String()) + "\n"
	})
}

func TestHeadline(t *testing.T) {
	d := newData()
	ws := sentenceOf("the/DT/2/det mayor/NN/3/nsubj left/VBD/0/root on/IN/5/case foot/NN/3/obl ././3/punct")
	var s sentence
	for i := range ws {
		s.tokens = append(s.tokens, d.token(ws, i, true))
	}
	for capitals, want := range map[bool]string{false: "The Mayor Left on Foot", true: "THE MAYOR LEFT ON FOOT"} {
		h := d.headline(s, capitals)
		var forms []string
		for _, x := range h.tokens {
			forms = append(forms, d.forms[x.form])
		}
		if got := strings.Join(forms, " "); got != want {
			t.Errorf("%q, want %q", got, want)
		}
		if !tree(h.tokens) || h.tokens[2].head != 5 {
			t.Errorf("heads %+v", h.tokens)
		}
	}
}
