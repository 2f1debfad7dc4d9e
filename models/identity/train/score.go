package train

import (
	"fmt"
	"path/filepath"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/corpus"
	"github.com/saysonews/sayso/models/identity"
	"github.com/saysonews/sayso/models/identity/names"
)

// Score counts the names of one class: stretches of tokens of it.
type Score struct{ Right, Found, Gold int }

// F1 is in per cent.
func (s Score) F1() float64 {
	if s.Found+s.Gold == 0 {
		return 0
	}
	return 200 * float64(s.Right) / float64(s.Found+s.Gold)
}

// Scores are those of persons, organisations, places and others; the first is the
// sum of the first three.
type Scores [names.Classes]Score

// Compare counts the names that found and gold share, by first token, last token
// and class.
func (s *Scores) Compare(found, gold []models.Entity) {
	for i := 0; i < len(gold); i++ {
		f, fe := stretch(found, i)
		g, ge := stretch(gold, i)
		s.count(f, g, f != 0 && f == g && fe == ge)
	}
}

func (s *Scores) count(f, g models.Entity, same bool) {
	add := func(c models.Entity, right, found, gold int) {
		s[c].Right += right
		s[c].Found += found
		s[c].Gold += gold
		if c != models.EntityOther {
			s[0].Right += right
			s[0].Found += found
			s[0].Gold += gold
		}
	}
	if f != 0 {
		add(f, 0, 1, 0)
	}
	if g != 0 {
		add(g, 0, 0, 1)
	}
	if same {
		add(f, 1, 0, 0)
	}
}

// stretch returns class and end of the stretch of one class that begins at i, no
// class when none does.
func stretch(e []models.Entity, i int) (models.Entity, int) {
	if e[i] == models.NoEntity || i > 0 && e[i-1] == e[i] {
		return 0, i
	}
	j := i
	for j < len(e) && e[j] == e[i] {
		j++
	}
	return e[i], j
}

// DevGold and DevSilver are measured on.
const (
	DevGold   = "gum/dev.conllu.gz"
	DevSilver = "polnear/dev.ud2.conll.gz"
)

// Each calls f with every development text and the classes of its words.
func Each(corpora, name string, annotate func(*models.Document), f func(doc *models.Document, gold []models.Entity)) error {
	looker, err := identity.NewLooker()
	if err != nil {
		return err
	}
	see := func(d *corpus.Document) error {
		t := assemble(d, written)
		annotate(t.doc)
		t.settle(looker.Words(t.doc), looker.Lists())
		f(t.doc, t.class)
		return nil
	}
	path := filepath.Join(corpora, name)
	if filepath.Ext(filepath.Base(name[:len(name)-3])) != ".conllu" {
		return corpus.EachSilver(path, see)
	}
	docs, err := corpus.ReadCoNLLU(path)
	if err != nil {
		return err
	}
	for i := range docs {
		MarkNames(&docs[i])
		see(&docs[i])
	}
	return nil
}

// Measure scores weights on the development texts.
func Measure(corpora string, annotate func(*models.Document), weights []byte) (map[string]float64, error) {
	m, err := names.Open(string(weights))
	if err != nil {
		return nil, err
	}
	out := map[string]float64{}
	for key, name := range map[string]string{"gum": DevGold, "polnear": DevSilver} {
		s, err := Recognise(corpora, name, annotate, m)
		if err != nil {
			return nil, fmt.Errorf("measure names: %w", err)
		}
		out[key] = s[0].F1()
		for c := models.EntityPerson; c <= models.EntityOther; c++ {
			out[key+" "+c.String()] = s[c].F1()
		}
	}
	return out, nil
}

// Recognise scores the recogniser alone on a file of texts.
func Recognise(corpora, name string, annotate func(*models.Document), m *names.Model) (*Scores, error) {
	r, err := NewReader(annotate, 1)
	if err != nil {
		return nil, err
	}
	rec := names.NewRecogniser(m, r.looker.Lists(), 0)
	s := &Scores{}
	err = Each(corpora, name, annotate, func(doc *models.Document, gold []models.Entity) {
		rec.Read(doc, r.looker.Words(doc))
		found := make([]models.Entity, len(gold))
		for i, k := range rec.Recognise() {
			found[i] = k.Best
		}
		s.Compare(found, gold)
	})
	return s, err
}
