package evaluate

import (
	"slices"
	"strings"

	"github.com/saysonews/sayso/models"
)

// Block is a part of an article's page, its kind as models.BlockKind prints it.
type Block struct {
	models.Span
	Kind string
}

// Blocks are the figures of the parts of the page, over all articles added: how
// many of the words of a kind are found to be of it. Kinds that gold does not mark
// are left out.
type Blocks struct {
	kinds  []string
	counts []Count
}

// NewBlocks returns the figures of the kinds, which have seen nothing.
func NewBlocks(kinds ...string) *Blocks { return &Blocks{kinds, make([]Count, len(kinds))} }

// Add counts the words of an article.
func (b *Blocks) Add(text string, gold, predicted []Block) {
	words := Words(text)
	for i, kind := range b.kinds {
		g, p := coverKind(words, gold, kind), coverKind(words, predicted, kind)
		b.counts[i].add(common(g, p), len(p), len(g))
	}
}

func coverKind(words []models.Span, blocks []Block, kind string) set {
	var spans []models.Span
	for _, b := range blocks {
		if b.Kind == kind {
			spans = append(spans, b.Span)
		}
	}
	return cover(words, spans)
}

// String returns a line for each kind, in per cent.
func (b *Blocks) String() string {
	var s strings.Builder
	for i, kind := range b.kinds {
		s.WriteString(b.counts[i].line(kind))
	}
	return s.String()
}

// Stance is who is for or against what; Label is "support" or "oppose".
type Stance struct {
	Holder string `json:"holder"`
	Target string `json:"target"`
	Label  string `json:"label"`
}

// Stances are the figures of stances over all articles added: Pairs of holder and
// target, whatever the label, and those with the right Label.
type Stances struct {
	Pairs Count `json:"holder_target"`
	Label Count `json:"stance"`
}

// Add counts the stances of an article, each gold stance matched once at most.
// Names are the same as SameName has it; predictions of a label other than support
// and oppose do not count.
func (s *Stances) Add(gold, predicted []Stance) {
	predicted = slices.DeleteFunc(slices.Clone(predicted), func(p Stance) bool { return p.Label != "support" && p.Label != "oppose" })
	s.Label.add(matches(gold, predicted, true), len(predicted), len(gold))
	s.Pairs.add(matches(gold, predicted, false), len(predicted), len(gold))
}

func matches(gold, predicted []Stance, label bool) int {
	taken := make([]bool, len(predicted))
	n := 0
	for _, g := range gold {
		for j, p := range predicted {
			if !taken[j] && SameName(g.Holder, p.Holder, false) && SameName(g.Target, p.Target, false) && (!label || g.Label == p.Label) {
				taken[j] = true
				n++
				break
			}
		}
	}
	return n
}

// String returns the figures in three lines, in per cent.
func (s *Stances) String() string {
	return s.Pairs.line("holder+target") + s.Label.line("and label") + totals(s.Pairs)
}
