package train

import (
	"path/filepath"
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/corpus"
	"github.com/saysonews/sayso/models/syntax/internal/core"
)

// token is a word of the training data, 12 bytes.
type token struct {
	form uint32 // indexes data.forms
	head int16  // the sentence's length for the root
	tag  models.Tag
	rel  models.Rel
	glue core.Glue
}

type sentence struct {
	tokens []token
	from   core.Source
}

// data holds sentences of many sources; a form is kept once.
type data struct {
	forms     []string
	ids       map[string]uint32
	sentences []sentence
	varied    bool // some sentences are added again as headlines
}

// maxSentence leaves out what is no sentence: tables and lists run together.
const maxSentence = 160

// converted is how many of five silver documents are converted to the gold
// treebanks' conventions; the others teach the silver convention.
const converted = 2

func newData() *data { return &data{ids: map[string]uint32{}} }

func (d *data) id(form string) uint32 {
	if id, ok := d.ids[form]; ok {
		return id
	}
	id := uint32(len(d.forms))
	form = strings.Clone(form)
	d.forms = append(d.forms, form)
	d.ids[form] = id
	return id
}

func (d *data) addGold(path string, from core.Source) error {
	docs, err := corpus.ReadCoNLLU(path)
	if err != nil {
		return err
	}
	for i := range docs {
		d.addDocument(&docs[i], from, true)
	}
	return nil
}

// addSilver adds the documents of a silver file: of every five as many as
// converted says are converted to the conventions of the gold treebanks.
func (d *data) addSilver(path string, converted int) error {
	n := 0
	return corpus.EachSilver(path, func(doc *corpus.Document) error {
		from := core.SourceSilver
		if n%5 < converted {
			from = core.SourceNews
		}
		n++
		d.addDocument(doc, from, false)
		return nil
	})
}

func (d *data) addDocument(doc *corpus.Document, from core.Source, spaced bool) {
	for i := range doc.Sentences {
		ws := doc.Sentences[i].Words
		if len(ws) > maxSentence {
			continue
		}
		s := sentence{from: from, tokens: make([]token, len(ws))}
		for j := range ws {
			s.tokens[j] = d.token(ws, j, spaced || ws[j].Span.Start >= 0)
		}
		if !tree(s.tokens) {
			continue
		}
		if from == core.SourceNews {
			convert(ws, s.tokens)
			if !tree(s.tokens) {
				continue
			}
		}
		d.sentences = append(d.sentences, s)
		if n := headlines(from); n > 0 && d.varied && len(d.sentences)%n == 0 {
			d.sentences = append(d.sentences, d.headline(s, len(d.sentences)/n%6 == 0))
		}
	}
}

func (d *data) token(ws []corpus.Word, j int, spaced bool) token {
	w := &ws[j]
	t := token{form: d.id(w.Form), head: int16(w.Head), tag: w.Tag, rel: relation(ws, j)}
	if w.Head < 0 {
		t.head = int16(len(ws))
	}
	if !spaced {
		t.glue = core.UnknownGlue
		return t
	}
	if j > 0 && ws[j-1].Glued {
		t.glue |= core.GluedLeft
	}
	if w.Glued && j+1 < len(ws) {
		t.glue |= core.GluedRight
	}
	return t
}

// relation is that of word j in the subtypes of the gold treebanks.
func relation(ws []corpus.Word, j int) models.Rel {
	switch r := ws[j].Rel; r {
	case models.RelOblTmod, models.RelOblNpmod:
		return models.RelOblUnmarked
	case models.RelNmodTmod, models.RelNmodNpmod:
		return models.RelNmodUnmarked
	default:
		return r
	}
}

// tree reports whether every word reaches the root.
func tree(ts []token) bool {
	for i := range ts {
		j, steps := i, 0
		for j < len(ts) && steps <= len(ts) {
			j = int(ts[j].head)
			steps++
		}
		if steps > len(ts) {
			return false
		}
	}
	return len(ts) > 0
}

// load reads the files of a corpora folder that exist for this purpose.
func load(dir string, silver bool) (*data, error) {
	d := newData()
	d.varied = true
	if err := d.addGold(filepath.Join(dir, "gum/train.conllu.gz"), core.SourceGUM); err != nil {
		return nil, err
	}
	if err := d.addGold(filepath.Join(dir, "ewt/train.conllu.gz"), core.SourceEWT); err != nil {
		return nil, err
	}
	if !silver {
		return d, nil
	}
	for _, f := range []string{"polnear/train.ud2.conll.gz", "silver/news.conll.zst", "silver/press.conll.zst"} {
		if err := d.addSilver(filepath.Join(dir, f), converted); err != nil {
			return nil, err
		}
	}
	return d, nil
}
