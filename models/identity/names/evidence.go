package names

import (
	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/linear"
)

// evidence is a set of what an article shows of a word somewhere.
type evidence uint16

const (
	seenLower    evidence = 1 << iota // in lower case
	seenInside                        // with a capital inside a sentence
	seenAfter                         // after a capital word inside a sentence
	seenBefore                        // before a capital word inside a sentence
	seenGiven                         // after a given name or an initial
	seenTitled                        // after a title
	seenIn                            // after "in", "at", "near", "from" or "to"
	seenThe                           // after "the"
	seenSays                          // before a verb of speech
	seenOwner                         // before "'s"
	seenAlone                         // with no capital word beside it, inside a sentence
	seenBrackets                      // in brackets
	seenOf                            // after "of"
	seenAged                          // before an age
	numEvidence  = 14
)

// table is what the article shows of each word that has a capital letter
// somewhere, by hash.
type table struct {
	keys []uint64
	what []evidence
	mask uint64
	used int
}

// reset empties the table and makes room for n words.
func (t *table) reset(n int) {
	size := 64
	for size < 2*n {
		size *= 2
	}
	t.used = 0
	if len(t.keys) < size {
		t.keys, t.what = make([]uint64, size), make([]evidence, size)
	} else {
		clear(t.keys)
		clear(t.what)
	}
	t.mask = uint64(len(t.keys) - 1)
}

// at returns the place of the word with hash h, which is never zero.
func (t *table) at(h uint64) *evidence {
	for i := h & t.mask; ; i = (i + 1) & t.mask {
		switch t.keys[i] {
		case h:
			return &t.what[i]
		case 0:
			t.keys[i] = h
			return &t.what[i]
		}
	}
}

// gather notes what the article shows of its words.
func (r *Recogniser) gather() {
	d := r.doc
	capitals := 0
	for i := range r.words {
		if r.words[i].Capital {
			capitals++
		}
	}
	r.seen.reset(len(d.Tokens)/3 + capitals)
	for s := range d.Sentences {
		sent := &d.Sentences[s]
		for i := sent.First; i < sent.Last; i++ {
			if w := &r.words[i]; w.Capital && !w.Headed {
				*r.seen.at(r.hash[i]) |= r.shows(i, sent)
			}
		}
	}
	for i := range d.Tokens { // only of words that have a capital somewhere
		if w := &r.words[i]; !w.Capital && r.hash[i] != 0 {
			if e := r.seen.find(r.hash[i]); e != nil {
				*e |= seenLower
			}
		}
	}
}

// find returns the evidence of a word, nil when there is none.
func (t *table) find(h uint64) *evidence {
	for i := h & t.mask; t.keys[i] != 0; i = (i + 1) & t.mask {
		if t.keys[i] == h {
			return &t.what[i]
		}
	}
	return nil
}

// shows is what the surroundings of token i tell of it.
func (r *Recogniser) shows(i int, s *models.Sentence) evidence {
	var e evidence
	w := &r.words[i]
	left, right := i > s.First, i+1 < s.Last
	besideL, besideR := left && r.words[i-1].Capital, right && r.words[i+1].Capital
	if !w.Opener {
		e |= seenInside
		if !besideL && !besideR {
			e |= seenAlone
		}
	}
	if besideR {
		e |= seenBefore
	}
	if right {
		e |= r.after(i + 1)
	}
	if !left {
		return e
	}
	switch r.doc.Tokens[i-1].Lower {
	case "in", "at", "near", "from", "to", "across", "outside":
		e |= seenIn
	case "the":
		e |= seenThe
	case "of":
		e |= seenOf
	case "(":
		e |= seenBrackets
	}
	if besideL {
		e |= seenAfter
		if l := r.words[i-1].Lists; l&r.lists.Given != 0 || r.doc.Tokens[i-1].End-r.doc.Tokens[i-1].Start <= 2 {
			e |= seenGiven
		} else if (l|r.words[i-1].Covered)&r.lists.Title != 0 {
			e |= seenTitled
		}
	}
	return e
}

// after is what token j tells of the word before it.
func (r *Recogniser) after(j int) evidence {
	t := &r.doc.Tokens[j]
	switch {
	case t.Tag == models.TagPOS:
		return seenOwner
	case t.Lemma == "say" || t.Lemma == "tell" || t.Lemma == "add" || t.Lemma == "write" || t.Lemma == "tweet" || t.Lemma == "think":
		return seenSays
	case t.Tag == models.TagComma && j+2 < len(r.doc.Tokens) && r.doc.Tokens[j+1].Tag == models.TagCD && r.doc.Tokens[j+1].End-r.doc.Tokens[j+1].Start == 2 && r.doc.Tokens[j+2].Tag == models.TagComma:
		return seenAged
	}
	return 0
}

// hashes fills the hash of each word that is a letter's or digit's.
func (r *Recogniser) hashes() {
	for i := range r.doc.Tokens {
		h := linear.Hash(r.doc.Tokens[i].Lower)
		if h == 0 {
			h = 1
		}
		r.hash[i] = h
	}
}
