package train

import (
	"fmt"
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/syntax/internal/core"
)

// Figures are percentages on the words of a development set, from its own
// tokens; attachment leaves punctuation out, labels count up to the colon.
type Figures struct {
	Tags, UAS, LAS float64
	Words          int
}

// String gives the figures on one line.
func (f Figures) String() string {
	return fmt.Sprintf("tags %.2f UAS %.2f LAS %.2f (%d words)", f.Tags, f.UAS, f.LAS, f.Words)
}

// measure tags and parses d as source from would.
func measure(d *data, t *tagger, p *parser, from core.Source) Figures {
	var words, tagged, arcs, heads, labels int
	for i := range d.sentences {
		s := &d.sentences[i]
		tags := append([]models.Tag(nil), t.tag(s, from)...)
		if p != nil {
			p.parse(s, tags, from)
		}
		for j, tok := range s.tokens {
			words++
			if tags[j] == tok.tag {
				tagged++
			}
			if tok.rel == models.RelPunct || p == nil {
				continue
			}
			arcs++
			if p.outHeads[j] == int32(tok.head) {
				heads++
				if plain(p.outRels[j]) == plain(tok.rel) {
					labels++
				}
			}
		}
	}
	share := func(k, n int) float64 { return 100 * float64(k) / float64(max(n, 1)) }
	return Figures{Tags: share(tagged, words), UAS: share(heads, arcs), LAS: share(labels, arcs), Words: words}
}

// plain is a relation up to its colon.
func plain(r models.Rel) string {
	s, _, _ := strings.Cut(r.String(), ":")
	return s
}
