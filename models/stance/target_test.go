package stance

import (
	"math"
	"strings"
	"testing"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/segment"
	"github.com/saysonews/sayso/models/sparse"
)

// judge returns the sentiment towards each mention that square brackets mark.
func (c *chain) judge(marked string) []models.Sentiment {
	var text strings.Builder
	var spans []models.Span
	from := 0
	for i := range len(marked) {
		switch marked[i] {
		case '[':
			from = text.Len()
		case ']':
			spans = append(spans, models.Span{Start: from, End: text.Len()})
		default:
			text.WriteByte(marked[i])
		}
	}
	doc := segment.Segment(&models.Article{ID: "t", Text: text.String()})
	c.syntax.Annotate(doc)
	var out []models.Sentiment
	for _, span := range spans {
		out = append(out, c.stance.Target(doc, span))
	}
	return out
}

// target runs a case of two commands: target gives the label of each mention in
// brackets, order whether the first of them is judged better than the second.
func (c *chain) target(command, marked string) string {
	var labels []string
	found := c.judge(marked)
	for _, s := range found {
		labels = append(labels, s.Label.String())
	}
	switch {
	case command == "target":
		return strings.Join(labels, " ") + "\n"
	case len(found) == 2 && found[0].Score > found[1].Score:
		return "ok\n"
	}
	return "not in order\n"
}

// TestTargetNamesDoNotCount holds what is judged to be the same whoever is meant.
func TestTargetNamesDoNotCount(t *testing.T) {
	j := newChain(t)
	a := j.judge("Lawmakers praised [Maria Ortega] for her courage.")[0]
	b := j.judge("Lawmakers praised [Hannah Pruitt] for her courage.")[0]
	if math.Abs(a.Score-b.Score) > 1e-6 || a.Label != b.Label {
		t.Errorf("the name counts: %+v, %+v", a, b)
	}
}

// TestNet reads back a small network and compares what it gives with the sums by hand.
func TestNet(t *testing.T) {
	// One hidden unit, two named features: columns unit, blame, none, praise.
	dense := []float32{1, 0, 0, 0 /**/, 0, 0.5, 0, 0 /**/, -0.5, 0, 0, 0.25}
	out := []float32{2, 0, -1 /* shift */, 0, 0, 0.1 /* cool */, 1}
	data := EncodeNet(1, dense, out, []uint32{3, 9}, [][]float64{{1, 0}, {0, 0}, {0, -1}, {0, 0}})
	n, err := openNet(string(data), 2)
	if err != nil {
		t.Fatal(err)
	}
	p, label := n.probabilities([]float64{0.5, 2}, []sparse.Feature{{Key: 3, Value: 1}, {Key: 9, Value: 2}, {Key: 5, Value: 9}})
	unit := 0.5 + 1 - 0.5
	want := [targetLabels]float64{1 + 2*unit, -2, 0.25 - unit}
	sum := math.Exp(want[0]) + math.Exp(want[1]) + math.Exp(want[2])
	for c := range p {
		if math.Abs(p[c]-math.Exp(want[c])/sum) > 0.01 {
			t.Errorf("label %d: %g, want %g", c, p[c], math.Exp(want[c])/sum)
		}
	}
	if label != blamed {
		t.Errorf("label %d, want %d", label, blamed)
	}
	if _, err := openNet(string(data), 3); err == nil {
		t.Error("a network of two named features opened as one of three")
	}
	for _, bad := range []string{"", string(data[:len(data)-1])} {
		if _, err := openNet(bad, 2); err == nil {
			t.Errorf("%d bytes opened without an error", len(bad))
		}
	}
}
