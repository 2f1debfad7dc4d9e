package train

import (
	"github.com/saysonews/sayso/models"
)

// jackknife tags the gold sentences by taggers that have not seen them, so that
// the parser learns from tags as wrong as it will get. Each of two taggers
// learns from one half of the gold sentences and a share of the silver ones, and
// tags the other half.
func jackknife(d *data, v *views, o Options, tags [][]models.Tag) {
	o.Silver *= jackknifeSilver
	o.Epochs = 1
	for half := range 2 {
		part := &data{forms: d.forms}
		for i, s := range d.sentences {
			if !s.from.Gold() || i%2 != half {
				part.sentences = append(part.sentences, s)
			}
		}
		t := trainTagger(part, v, o)
		for i := range d.sentences {
			s := &d.sentences[i]
			if s.from.Gold() && i%2 == half {
				tags[i] = append([]models.Tag(nil), t.tag(s, s.from)...)
			}
		}
	}
}

// jackknifeSilver is the share of the silver data that the taggers of
// jackknife learn from.
const jackknifeSilver = 0.2
