package syntax

import (
	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/linear"
	"github.com/saysonews/sayso/models/syntax/internal/core"
)

// Convention is a scheme of annotation to follow where treebanks differ.
type Convention uint8

// The conventions. Gold is that of the current English treebanks of Universal
// Dependencies: the first word heads a name (flat). Silver is that of CoreNLP:
// the last word heads a name (compound).
const (
	Gold Convention = iota
	Silver
)

// Analyzer is the scratch of one goroutine.
type Analyzer struct {
	model    *Model
	source   core.Source
	words    []core.Word
	tags     []models.Tag
	features []int32
	state    core.State
	sum      linear.Sum
	active   linear.Units
	lemmas   lemmatiser
}

// NewAnalyzer returns an Analyzer that follows the Gold convention.
func (m *Model) NewAnalyzer() *Analyzer {
	return &Analyzer{model: m, lemmas: lemmatiser{lemmas: m.lemmas}}
}

// Follow sets the convention of the trees to come; it is there to compare with
// texts annotated otherwise.
func (a *Analyzer) Follow(c Convention) {
	a.source = core.SourceGUM
	if c == Silver {
		a.source = core.SourceSilver
	}
}

// Annotate fills Tag, Lemma, Head and Rel of every token of doc.
func (a *Analyzer) Annotate(doc *models.Document) {
	for i := range doc.Sentences {
		s := &doc.Sentences[i]
		if s.First < s.Last {
			a.sentence(doc, s)
		}
	}
}

func (a *Analyzer) sentence(doc *models.Document, s *models.Sentence) {
	a.view(doc, s)
	a.tag()
	a.parse()
	a.enclose()
	for i := range a.words {
		t := &doc.Tokens[s.First+i]
		t.Tag, t.Rel = a.tags[i], a.state.Rels[i]
		t.Lemma = a.lemmas.lemma(t.Lower, t.Tag)
		t.Head = -1
		if h := int(a.state.Heads[i]); h < len(a.words) {
			t.Head = s.First + h
		}
	}
}

// view encodes the words of a sentence.
func (a *Analyzer) view(doc *models.Document, s *models.Sentence) {
	text := doc.Article.Text
	tokens := doc.Tokens[s.First:s.Last]
	a.words = a.words[:0]
	for i := range tokens {
		t := &tokens[i]
		a.words = append(a.words, core.Word{})
		w := &a.words[i]
		a.model.lexicon.Encode(w, text[t.Start:t.End], t.Lower)
		if i > 0 && tokens[i-1].End == t.Start {
			w.Glue |= core.GluedLeft
		}
		if i+1 < len(tokens) && tokens[i+1].Start == t.End {
			w.Glue |= core.GluedRight
		}
	}
	core.Context(a.words)
}

func (a *Analyzer) tag() {
	n, m := a.model.tagger, a.model
	a.tags = a.tags[:0]
	for i := range a.words {
		w := &a.words[i]
		t := w.Sure
		if t == models.NoTag {
			a.features = m.tagging.Features(a.features[:0], a.words, a.tags, i, a.source)
			a.units(n)
			t = models.Tag(n.Best(0, &a.active, m.choices.Tags(w)))
		}
		a.tags = append(a.tags, t)
	}
}

// units computes the hidden units of a.features.
func (a *Analyzer) units(n *linear.Net) {
	n.Reset(&a.sum)
	n.Add(&a.sum, a.features)
	n.Hidden(&a.sum, &a.active)
}

func (a *Analyzer) parse() {
	n, m := a.model.parser, a.model
	st := &a.state
	st.Reset(len(a.words))
	for !st.Done() {
		allowed := st.Legal()
		// Where one action is left and it needs no label, nothing is scored.
		if allowed == 1<<core.Shift {
			st.Apply(core.Shift, models.NoRel)
			continue
		}
		a.features = m.parsing.Features(a.features[:0], st, a.words, a.tags, a.source)
		a.units(n)
		action := core.Action(n.Best(0, &a.active, allowed))
		rel := models.NoRel
		if action != core.Shift {
			head, dep := st.Arc(action)
			rel = models.Rel(n.Best(int(action), &a.active, m.choices.Labels(action, a.tagAt(head), a.tagAt(dep))))
		}
		st.Apply(action, rel)
	}
	a.label()
}

func (a *Analyzer) tagAt(i int32) int {
	if int(i) == len(a.tags) {
		return core.RootTag
	}
	return int(a.tags[i])
}

// label sees to it that the root alone is labelled root.
func (a *Analyzer) label() {
	root := int32(len(a.words))
	for i := range a.words {
		switch {
		case a.state.Heads[i] == root:
			a.state.Rels[i] = models.RelRoot
		case a.state.Rels[i] == models.RelRoot || a.state.Rels[i] == models.NoRel:
			a.state.Rels[i] = models.RelDep
		}
	}
}
