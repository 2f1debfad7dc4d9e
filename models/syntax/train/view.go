package train

import (
	"strings"

	"github.com/saysonews/sayso/models/syntax/internal/core"
)

// views holds what the models see of each form, and assembles sentences.
type views struct {
	forms []core.Word
	buf   []core.Word
}

func newViews(d *data, lexicon *core.Lexicon) *views {
	v := &views{forms: make([]core.Word, len(d.forms))}
	for i, f := range d.forms {
		lexicon.Encode(&v.forms[i], f, strings.ToLower(f))
	}
	return v
}

// sentence returns the words of s; they are good until the next call.
func (v *views) sentence(s *sentence) []core.Word {
	v.buf = v.buf[:0]
	for _, t := range s.tokens {
		w := v.forms[t.form]
		w.Glue = t.glue
		v.buf = append(v.buf, w)
	}
	core.Context(v.buf)
	return v.buf
}
