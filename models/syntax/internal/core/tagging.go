package core

import (
	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/linear"
)

// numTags counts models' tags and one for the edge of the sentence.
const (
	numTags = int(models.NumTags) + 1
	edgeTag = int(models.NumTags)
)

// Tagging is the layout of the tagger's features.
type Tagging struct {
	word               [5]slot // at -2 .. +2
	cased              slot
	cluster            [5]slot
	class              [4]slot // at -1 .. +2
	suffix2, suffix3   slot
	suffix4, prefix    slot
	before, after      slot // three last letters of the neighbours
	shapes             [3]slot
	tag1, tag2, tag12  slot
	tagWord, tagClass  slot
	classes            slot
	edge, title, glue  slot
	quote, from, fromW slot
	rows               int32
}

// NewTagging lays the features out.
func NewTagging() *Tagging {
	var l layout
	t := &Tagging{}
	for i, n := range [5]int{4096, 8192, NumWords, 8192, 4096} {
		t.word[i] = l.slot(n)
	}
	t.cased = l.slot(NumWords / 2)
	for i := range t.cluster {
		t.cluster[i] = l.slot(NumClusters)
	}
	for i := range t.class {
		t.class[i] = l.slot(NumClasses)
	}
	t.suffix2, t.suffix3, t.suffix4 = l.slot(NumSuffix2), l.slot(NumSuffix3), l.slot(NumSuffix4)
	t.prefix, t.before, t.after = l.slot(NumPrefix), l.slot(NumSuffix3), l.slot(NumSuffix3)
	for i := range t.shapes {
		t.shapes[i] = l.slot(NumShapes)
	}
	t.tag1, t.tag2, t.tag12 = l.slot(numTags), l.slot(numTags), l.slot(numTags*numTags)
	t.tagWord, t.tagClass, t.classes = l.slot(8192), l.slot(8192), l.slot(8192)
	t.edge, t.title, t.glue = l.slot(4), l.slot(3*6), l.slot(NumGlues*64)
	t.quote, t.from, t.fromW = l.slot(4), l.slot(int(NumSources)), l.slot(1024*int(NumSources))
	t.rows = l.next
	return t
}

// Rows is the number of feature rows.
func (t *Tagging) Rows() int { return int(t.rows) }

// Features appends the rows of word i, given the tags of the words before it.
func (t *Tagging) Features(f []int32, ws []Word, tags []models.Tag, i int, from Source) []int32 {
	var none Word
	at := func(j int) *Word {
		if j < 0 || j >= len(ws) {
			return &none
		}
		return &ws[j]
	}
	w, prev, next := &ws[i], at(i-1), at(i+1)
	around := [5]*Word{at(i - 2), prev, w, next, at(i + 2)}
	for k, x := range around {
		f = append(f, t.word[k].at(int(x.ID)), t.cluster[k].at(int(x.Cluster)))
	}
	for k, x := range around[1:] {
		f = append(f, t.class[k].at(int(x.Class)))
	}
	for k, x := range around[1:4] {
		f = append(f, t.shapes[k].at(int(x.Shape)))
	}
	letters := int(w.Shape) / 9
	if letters == initial || letters == allCaps || letters == mixed {
		f = append(f, t.cased.at(int(w.ID)))
	}
	tag1, tag2 := edgeTag, edgeTag
	if i > 0 {
		tag1 = int(tags[i-1])
	}
	if i > 1 {
		tag2 = int(tags[i-2])
	}
	return append(f,
		t.suffix2.at(int(w.Suffix2)), t.suffix3.at(int(w.Suffix3)), t.suffix4.at(int(w.Suffix4)), t.prefix.at(int(w.Pre)),
		t.before.at(int(prev.Suffix3)), t.after.at(int(next.Suffix3)),
		t.tag1.at(tag1), t.tag2.at(tag2), t.tag12.at(tag1*numTags+tag2),
		t.tagWord.hashed(linear.Combine(uint64(tag1)<<32, uint64(w.ID))),
		t.tagClass.hashed(linear.Combine(uint64(tag1)<<32, uint64(w.Class)<<16|uint64(next.Class))),
		t.classes.hashed(linear.Combine(uint64(w.Class)<<16, uint64(next.Class))),
		t.edge.at(edges(i, len(ws))), t.title.at(int(w.Title)*6+letters),
		t.glue.at(int(w.Glue)*64+min(int(w.ID), 63)), t.quote.at(int(w.Quote)),
		t.from.at(int(from)), t.fromW.at(int(from)*1024+min(int(w.ID), 1023)),
	)
}

func edges(i, n int) int {
	e := 0
	if i == 0 {
		e = 1
	}
	if i == n-1 {
		e |= 2
	}
	return e
}
