package train

import (
	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/attribution"
)

// Example is an article of the corpus, parsed, with its gold attributions.
type Example struct {
	Doc    *models.Document
	Gold   []models.Attribution
	labels []attribution.Label // of each token
}

// NewExample labels the tokens of doc by its gold attributions. Where two meet, a
// cue goes before a source before a content, as annotators nest them.
func NewExample(doc *models.Document, gold []models.Attribution) *Example {
	e := &Example{Doc: doc, Gold: gold, labels: make([]attribution.Label, len(doc.Tokens))}
	for _, a := range gold {
		e.mark(a.Content, attribution.BeginContent)
	}
	for _, a := range gold {
		e.mark(a.Source, attribution.BeginSource)
	}
	for _, a := range gold {
		e.mark(a.Cue, attribution.BeginCue)
	}
	return e
}

func (e *Example) mark(spans []models.Span, begin attribution.Label) {
	for _, s := range spans {
		block := -1
		for i := e.first(s.Start); i < len(e.Doc.Tokens) && e.Doc.Tokens[i].Start < s.End; i++ {
			l := begin + 1
			if b := e.Doc.Sentences[e.Doc.Tokens[i].Sentence].Block; b != block {
				l, block = begin, b
			}
			e.labels[i] = l
		}
	}
}

// first returns the first token that ends after byte b.
func (e *Example) first(b int) int {
	lo, hi := 0, len(e.Doc.Tokens)
	for lo < hi {
		if m := (lo + hi) / 2; e.Doc.Tokens[m].End <= b {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// Counts tells how often each key of a token occurs, and how often as cue.
type Counts struct{ all, cue map[uint64]int32 }

// Count counts the cues of examples.
func Count(examples []*Example) Counts {
	c := Counts{map[uint64]int32{}, map[uint64]int32{}}
	for _, e := range examples {
		for i := range e.Doc.Tokens {
			k := attribution.PriorKey(&e.Doc.Tokens[i])
			c.all[k]++
			if e.labels[i] >= attribution.BeginCue {
				c.cue[k]++
			}
		}
	}
	return c
}

// leftOut gives priors without the article itself, so that training sees what it
// will see of new articles.
type leftOut struct{ total, own Counts }

// Prior returns the smoothed share of cues in sixteenths.
func (l leftOut) Prior(key uint64) uint8 {
	return share(l.total.cue[key]-l.own.cue[key], l.total.all[key]-l.own.all[key])
}

func (c Counts) Prior(key uint64) uint8 { return share(c.cue[key], c.all[key]) }

func share(cue, all int32) uint8 {
	if cue <= 0 {
		return 0
	}
	return uint8(16 * (float32(cue) + 0.1) / (float32(all) + 2))
}
