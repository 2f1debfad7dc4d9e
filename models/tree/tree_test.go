package tree

import (
	"testing"

	"github.com/saysonews/sayso/models"
)

// doc builds one sentence a slice, each token given by its head within the
// sentence, one-based, 0 for the root.
func doc(sentences ...[]int) *models.Document {
	d := &models.Document{}
	for si, heads := range sentences {
		first := len(d.Tokens)
		for _, h := range heads {
			t := models.Token{Sentence: si, Head: -1}
			if h > 0 {
				t.Head = first + h - 1
			}
			d.Tokens = append(d.Tokens, t)
		}
		d.Sentences = append(d.Sentences, models.Sentence{First: first, Last: len(d.Tokens)})
	}
	return d
}

func TestRanges(t *testing.T) {
	// "Ann Cole said the plan failed" / "No"
	d := doc([]int{2, 3, 0, 5, 6, 3}, []int{0})
	var tr Tree
	tr.Build(d)
	for _, c := range []struct{ token, first, end int }{{1, 0, 2}, {2, 0, 6}, {5, 3, 6}, {6, 6, 7}} {
		if f, e := tr.Range(c.token); f != c.first || e != c.end {
			t.Errorf("Range(%d) = %d, %d, want %d, %d", c.token, f, e, c.first, c.end)
		}
	}
	if got := tr.First(2); got != 1 || tr.Next(got) != 5 || tr.Next(5) != -1 {
		t.Errorf("dependents of 2 start at %d, then %d", got, tr.Next(got))
	}
	if !tr.Under(0, 2) || tr.Under(2, 0) || tr.Under(6, 2) {
		t.Error("Under is wrong about ancestors")
	}
}

func TestDamagedHeads(t *testing.T) {
	d := doc([]int{2, 1, 3}, []int{0})
	d.Tokens[3].Head = 0 // in another sentence
	var tr Tree
	tr.Build(d)
	if tr.Head(2) != -1 || tr.Head(3) != -1 {
		t.Error("a self loop or a head in another sentence is not taken for a root")
	}
	if tr.Under(0, 3) {
		t.Error("a cycle reaches another sentence")
	}
}

func TestBuildAgainKeepsNothing(t *testing.T) {
	var tr Tree
	tr.Build(doc([]int{2, 0, 2}))
	tr.Build(doc([]int{0, 1}))
	if tr.First(0) != 1 || tr.First(1) != -1 {
		t.Error("dependents of the document before are left over")
	}
}
