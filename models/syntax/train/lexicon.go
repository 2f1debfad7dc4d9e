package train

import (
	"cmp"
	"slices"
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/syntax/internal/core"
)

const (
	goldWeight    = 8     // how often a word of a gold treebank counts
	sureCount     = 400   // what a word must count for its one tag to be taken for granted
	sureShare     = 0.998 // and that tag's share
	classCount    = 8     // what a word must count for its tags to be known
	classShare    = 0.02  // what a tag must have of a word's count
	outerClusters = 32
)

// known is what is counted of a word.
type known struct {
	key   uint64
	count int
	tags  [models.NumTags]int32
	entry core.Entry
}

// lexicon counts the words of d and joins them with the clusters of v. It also
// returns the tags that each class of words can have.
func lexicon(d *data, v *vectors) (keys []uint64, entries []core.Entry, choices []byte) {
	words := count(d)
	classes(words)
	byKey := map[uint64]*known{}
	for i, w := range words {
		if i+2 < core.NumWords {
			w.entry.ID = uint16(i + 2)
		}
		w.entry.Sure = w.sure()
		byKey[w.key] = w
	}
	for i, c := range v.clusters(outerClusters, (core.NumClusters-1)/outerClusters) {
		k := core.Key(v.words[i])
		w := byKey[k]
		if w == nil {
			w = &known{key: k}
			byKey[k] = w
			words = append(words, w)
		}
		if w.entry.Cluster == 0 {
			w.entry.Cluster = uint16(c)
		}
	}
	for _, w := range words {
		if w.entry != (core.Entry{}) {
			keys = append(keys, w.key)
			entries = append(entries, w.entry)
		}
	}
	return keys, entries, tagChoices(words)
}

// count lists the words of d, most frequent first.
func count(d *data) []*known {
	of := make([]*known, len(d.forms))
	byKey := map[uint64]*known{}
	for i, f := range d.forms {
		k := core.Key(strings.ToLower(f))
		if byKey[k] == nil {
			byKey[k] = &known{key: k}
		}
		of[i] = byKey[k]
	}
	for _, s := range d.sentences {
		weight := 1
		if s.from.Gold() {
			weight = goldWeight
		}
		for _, t := range s.tokens {
			of[t.form].count += weight
			of[t.form].tags[t.tag] += int32(weight)
		}
	}
	words := make([]*known, 0, len(byKey))
	for _, w := range byKey {
		words = append(words, w)
	}
	slices.SortFunc(words, func(a, b *known) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.key, b.key))
	})
	return words
}

// classes numbers the sets of tags from 1, those of most words first.
func classes(words []*known) {
	sizes := map[uint64]int{}
	for _, w := range words {
		sizes[w.set()]++
	}
	delete(sizes, 0)
	sets := make([]uint64, 0, len(sizes))
	for s := range sizes {
		sets = append(sets, s)
	}
	slices.SortFunc(sets, func(a, b uint64) int {
		return cmp.Or(cmp.Compare(sizes[b], sizes[a]), cmp.Compare(a, b))
	})
	number := map[uint64]uint16{}
	for i, s := range sets[:min(len(sets), core.NumClasses-1)] {
		number[s] = uint16(i + 1)
	}
	for _, w := range words {
		w.entry.Class = number[w.set()]
	}
}

// set is the tags a word is seen with, a bit each; 0 for a word too rare to tell.
func (w *known) set() uint64 {
	if w.count < classCount {
		return 0
	}
	set := uint64(0)
	for t, n := range w.tags {
		if float64(n) >= classShare*float64(w.count) {
			set |= 1 << t
		}
	}
	return set
}

// sure is the tag that a frequent word practically always has, or NoTag.
func (w *known) sure() models.Tag {
	for t, n := range w.tags {
		if w.count >= sureCount && float64(n) >= sureShare*float64(w.count) {
			return models.Tag(t)
		}
	}
	return models.NoTag
}
