package syntax

import (
	_ "embed"
	"fmt"

	"github.com/saysonews/sayso/models/linear"
	"github.com/saysonews/sayso/models/syntax/internal/core"
)

//go:embed data/weights.bin
var weights string

// Model is the trained tagger and parser with the lemmatiser's tables.
type Model struct {
	lexicon *core.Lexicon
	choices *core.Choices
	tagging *core.Tagging
	parsing *core.Parsing
	tagger  *linear.Net
	parser  *linear.Net
	lemmas  *lemmas
}

// Load unpacks the embedded weights, which takes some 50 ms. The error says that the weights do not belong to this code.
func Load() (*Model, error) { return open(weights) }

func open(data string) (*Model, error) {
	f, err := linear.Open(data, core.Version)
	if err != nil {
		return nil, fmt.Errorf("open syntax weights: %w", err)
	}
	m := &Model{tagging: core.NewTagging(), parsing: core.NewParsing(), lemmas: newLemmas()}
	if err := m.tables(f); err != nil {
		return nil, fmt.Errorf("open syntax weights: %w", err)
	}
	if m.tagger, err = net(f, "tagger", m.tagging.Rows(), core.TaggerHeads()); err != nil {
		return nil, fmt.Errorf("open syntax weights: %w", err)
	}
	if m.parser, err = net(f, "parser", m.parsing.Rows(), core.ParserHeads()); err != nil {
		return nil, fmt.Errorf("open syntax weights: %w", err)
	}
	return m, nil
}

// tables opens the lexicon and the choices.
func (m *Model) tables(f *linear.File) error {
	var sections [3]string
	for i, name := range [...]string{"lexicon", "tags", "labels"} {
		s, err := f.Section(name)
		if err != nil {
			return err
		}
		sections[i] = s
	}
	var err error
	if m.lexicon, err = core.NewLexicon(sections[0]); err != nil {
		return err
	}
	m.choices, err = core.NewChoices(sections[1], sections[2])
	return err
}

// net opens a network and checks that it has the shape the code asks of it.
func net(f *linear.File, name string, rows int, heads []int) (*linear.Net, error) {
	n, err := linear.NewNet(f, name)
	if err != nil {
		return nil, err
	}
	if n.Rows() != rows || n.Heads() != len(heads) {
		return nil, fmt.Errorf("%s has %d rows and %d heads, want %d and %d: %w", name, n.Rows(), n.Heads(), rows, len(heads), linear.ErrFormat)
	}
	for i, c := range heads {
		if n.Classes(i) < c {
			return nil, fmt.Errorf("head %d of %s has %d classes, want %d: %w", i, name, n.Classes(i), c, linear.ErrFormat)
		}
	}
	return n, nil
}
