package stance

import (
	_ "embed" // for the data files
	"fmt"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/identity"
	"github.com/saysonews/sayso/models/lexicon"
	"github.com/saysonews/sayso/models/sentiment"
)

//go:embed data/predicates.txt
var predicateData string

//go:embed data/carriers.txt
var carrierData string

//go:embed data/topics.txt
var topicData string

//go:embed data/nouns.txt
var nounData string

//go:embed data/target.txt
var targetData string

//go:embed data/pair.txt
var pairData string

// Options say how to load a Model. The zero value is the usual.
type Options struct {
	// Sentiment is the model to take valences from; nil loads one.
	Sentiment *sentiment.Model
	// Topics is the text of a topics file that replaces the built-in one, or empty.
	Topics string
}

// Model finds stances. It is immutable and safe for concurrent use.
type Model struct {
	sentiment  *sentiment.Model
	predicates *predicates
	carriers   *carriers
	topics     *topics
	nouns      *lexicon.Phrases
	target     *weights
	pair       *weights
}

// Load reads the embedded predicates and topics.
func Load(o Options) (*Model, error) {
	m := &Model{sentiment: o.Sentiment}
	var err error
	if m.sentiment == nil {
		if m.sentiment, err = sentiment.Load(); err != nil {
			return nil, fmt.Errorf("load stance: %w", err)
		}
	}
	if m.predicates, err = loadPredicates(predicateData); err != nil {
		return nil, fmt.Errorf("load predicates: %w", err)
	}
	if m.carriers, err = loadCarriers(carrierData); err != nil {
		return nil, fmt.Errorf("load carriers: %w", err)
	}
	if o.Topics == "" {
		o.Topics = topicData
	}
	if m.topics, err = loadTopics(o.Topics); err != nil {
		return nil, fmt.Errorf("load topics: %w", err)
	}
	if m.nouns, err = loadNouns(nounData); err != nil {
		return nil, fmt.Errorf("load nouns: %w", err)
	}
	if m.target, err = loadWeights(targetData, targetClasses[:], targetFeatures[:]); err != nil {
		return nil, fmt.Errorf("load target weights: %w", err)
	}
	if m.pair, err = loadWeights(pairData, pairClasses[:], pairFeatures[:]); err != nil {
		return nil, fmt.Errorf("load pair weights: %w", err)
	}
	return m, nil
}

// The kinds of noun in nouns.txt.
const (
	vagueNoun int32 = 1 << iota
	documentNoun
	holderNoun
)

func loadNouns(text string) (*lexicon.Phrases, error) {
	p := lexicon.NewPhrases(512)
	err := lexicon.Rows(text, func(fields []string) error {
		kind := int32(0)
		for _, f := range fields[1:] {
			kind |= map[string]int32{"vague": vagueNoun, "document": documentNoun, "holder": holderNoun}[f]
		}
		if kind == 0 {
			return fmt.Errorf("bad noun %q", fields)
		}
		if !p.Add(fields[0], kind) {
			return fmt.Errorf("noun %q given twice", fields[0])
		}
		return nil
	})
	return p, err
}

// Find returns the stances that the document expresses, in order of their
// evidence. It lists holders in doc.Speakers where they are not there yet, and
// changes nothing else; cast is what the identity step handed back for doc.
func (m *Model) Find(doc *models.Document, cast *identity.Cast) []models.Stance {
	return newFinder(m, doc, cast).run()
}
