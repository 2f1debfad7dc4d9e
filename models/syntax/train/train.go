package train

import (
	"fmt"
	"path/filepath"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/linear"
	"github.com/saysonews/sayso/models/syntax/internal/core"
)

// Version is that of the features the weights belong to.
const Version = core.Version

// Settings are those of both models.
type Settings struct {
	Tagger, Parser Options
}

// Defaults are the settings of the shipped weights; log may be nil.
func Defaults(log func(format string, args ...any)) Settings {
	return Settings{
		Tagger: Options{Epochs: 1, Gold: 6, Rate: 0.05, Hidden: 64, Silver: 1, Floor: 0.05, Log: log},
		Parser: Options{Epochs: 2, Gold: 6, Rate: 0.045, Hidden: 128, Silver: 1, Floor: 0.05, Log: log},
	}
}

// Result is a trained model: the bytes of the weight file, and the figures on
// the development sets by name, from their own tokens and before rounding.
type Result struct {
	Weights []byte
	Figures map[string]Figures
}

// Run trains lexicon, tagger and parser on the corpora in dir.
func Run(dir string, s Settings) (*Result, error) {
	d, err := load(dir, s.Parser.Silver > 0)
	if err != nil {
		return nil, fmt.Errorf("load training data: %w", err)
	}
	v, err := readVectors(filepath.Join(dir, "vectors/news-100d.tsv.gz"))
	if err != nil {
		return nil, fmt.Errorf("load word vectors: %w", err)
	}
	keys, entries, tagSets := lexicon(d, v)
	table := core.EncodeLexicon(keys, entries)
	lex, err := core.NewLexicon(string(table))
	if err != nil {
		return nil, err
	}
	views := newViews(d, lex)
	t := trainTagger(d, views, s.Tagger)
	tags := t.tagAll(d)
	jackknife(d, views, s.Tagger, tags)
	tagsOf := func(i int) []models.Tag { return tags[i] }
	p := trainParser(d, views, tagsOf, s.Parser)
	figures, err := develop(dir, lex, t, p)
	if err != nil {
		return nil, err
	}
	sections := []linear.Section{
		{Name: "lexicon", Data: table}, {Name: "tags", Data: tagSets}, {Name: "labels", Data: labelChoices(d, tagsOf)},
	}
	sections = append(sections, t.net.Sections("tagger")...)
	sections = append(sections, p.net.Sections("parser")...)
	return &Result{Weights: linear.Encode(core.Version, sections), Figures: figures}, nil
}

// tagAll tags the training data with the model's own tags, for the parser to
// learn from.
func (t *tagger) tagAll(d *data) [][]models.Tag {
	var all []models.Tag
	tags := make([][]models.Tag, len(d.sentences))
	for i := range d.sentences {
		s := &d.sentences[i]
		first := len(all)
		all = append(all, t.tag(s, s.from)...)
		tags[i] = all[first:len(all):len(all)]
	}
	return tags
}

// develop measures on the development sets, each in its own convention, and
// PolNeAR in GUM's too.
func develop(dir string, lex *core.Lexicon, t *tagger, p *parser) (map[string]Figures, error) {
	gum, ewt, polnear := newData(), newData(), newData()
	if err := gum.addGold(filepath.Join(dir, "gum/dev.conllu.gz"), core.SourceGUM); err != nil {
		return nil, err
	}
	if err := ewt.addGold(filepath.Join(dir, "ewt/dev.conllu.gz"), core.SourceEWT); err != nil {
		return nil, err
	}
	if err := polnear.addSilver(filepath.Join(dir, "polnear/dev.ud2.conll.gz"), 0); err != nil {
		return nil, err
	}
	figures := map[string]Figures{}
	for _, set := range []struct {
		name string
		d    *data
		from core.Source
	}{
		{"gum", gum, core.SourceGUM},
		{"gum as news", gum, core.SourceNews},
		{"ewt as news", ewt, core.SourceNews},
		{"ewt", ewt, core.SourceGUM},
		{"ewt in its own convention", ewt, core.SourceEWT},
		{"polnear", polnear, core.SourceGUM},
		{"polnear in the silver convention", polnear, core.SourceSilver},
	} {
		t.views = newViews(set.d, lex)
		p.views = t.views
		figures[set.name] = measure(set.d, t, p, set.from)
	}
	return figures, nil
}
