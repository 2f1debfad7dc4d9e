package train

import (
	"encoding/binary"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/syntax/internal/core"
)

const (
	tagShare   = 0.0005 // what a tag must have of a class's words to be scored
	labelCount = 3      // how often a label must be seen between two tags
)

// tagChoices lists the tags of each class of words; all but none for the
// unknown words of class 0.
func tagChoices(words []*known) []byte {
	var counts [core.NumClasses][models.NumTags]int
	var sets [core.NumClasses]uint64
	for _, w := range words {
		for t, n := range w.tags {
			counts[w.entry.Class][t] += int(n)
		}
		sets[w.entry.Class] |= w.set()
	}
	var out []byte
	for c := range counts {
		set, total := sets[c], 0
		for _, n := range counts[c] {
			total += n
		}
		for t, n := range counts[c] {
			if c == 0 || float64(n) >= tagShare*float64(total) && n > 0 {
				set |= 1 << t
			}
		}
		out = binary.LittleEndian.AppendUint64(out, set&^(1<<models.NoTag))
	}
	return out
}

// labelChoices lists the labels seen for each direction and pair of tags, gold
// or the tagger's own.
func labelChoices(d *data, tags tagsOf) []byte {
	counts := make([][models.NumRels]int, core.NumLabelChoices)
	for i := range d.sentences {
		s := &d.sentences[i]
		weight := 1
		if s.from.Gold() {
			weight = labelCount
		}
		guessed := tags(i)
		for j, t := range s.tokens {
			a := core.Right
			if int(t.head) > j {
				a = core.Left
			}
			head, guessedHead := core.RootTag, core.RootTag
			if int(t.head) < len(s.tokens) {
				head, guessedHead = int(s.tokens[t.head].tag), int(guessed[t.head])
			}
			counts[core.LabelChoice(a, head, int(t.tag))][t.rel] += weight
			counts[core.LabelChoice(a, guessedHead, int(guessed[j]))][t.rel] += weight
		}
	}
	return encodeLabels(counts)
}

func encodeLabels(counts [][models.NumRels]int) []byte {
	var out []byte
	for _, rels := range counts {
		set := uint64(0)
		for r, n := range rels {
			if n >= 2*labelCount {
				set |= 1 << r
			}
		}
		if set == 0 {
			set = 1 << models.RelDep
		}
		out = binary.LittleEndian.AppendUint64(out, set)
	}
	return out
}
