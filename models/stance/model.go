package stance

import (
	_ "embed" // for the data files
	"fmt"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/identity"
	"github.com/saysonews/sayso/models/lexicon"
	"github.com/saysonews/sayso/models/sentiment"
	"github.com/saysonews/sayso/models/sparse"
	"github.com/saysonews/sayso/models/wordfile"
)

//go:embed data/predicate_verbs.txt
var verbData string

//go:embed data/predicate_phrases.txt
var phraseData string

//go:embed data/predicate_nouns.txt
var attitudeData string

//go:embed data/predicate_adjectives.txt
var adjectiveData string

//go:embed data/predicate_effects.txt
var effectData string

//go:embed data/carriers.txt
var carrierData string

//go:embed data/judgements.txt
var judgementData string

//go:embed data/topics.txt
var topicData string

//go:embed data/nouns.txt
var nounData string

//go:embed data/pair.txt
var pairData string

//go:embed data/uses.bin
var useData string

//go:embed data/target.bin
var targetData string

//go:embed data/pair.bin
var pairWordData string

// Options say how to load a Model. The zero value is the usual.
type Options struct {
	// Sentiment is the model to take valences from; nil loads one.
	Sentiment *sentiment.Model
	// Topics is the text of a topics file that replaces the built-in one, or empty.
	Topics string
	// File is a user's file of issues, which adds to them; nil adds none.
	File *TopicFile
	// Words are a user's, with predicates that add to the built-in ones; nil adds none.
	// Their valences are Sentiment's affair.
	Words *wordfile.File
	// Uses is a table of words' uses that replaces the built-in one, for training, or
	// empty. With it the weights are left out: Target and Pair must not be called.
	Uses string
}

// Model finds stances. It is immutable and safe for concurrent use.
type Model struct {
	sentiment  *sentiment.Model
	predicates *predicates
	carriers   *carriers
	judgements *judgements
	topics     *topics
	nouns      *lexicon.Phrases
	target     *net
	pair       *weights
	pairWords  *sparse.Table
	uses       *lexicon.Table
}

// Load reads the embedded predicates, topics and weights.
func Load(o Options) (*Model, error) {
	if o.Topics == "" {
		o.Topics = topicData
	}
	m := &Model{sentiment: o.Sentiment}
	var errs [7]error
	if m.sentiment == nil {
		m.sentiment, errs[0] = sentiment.Load()
	}
	m.predicates, errs[1] = loadPredicates(verbData, phraseData, attitudeData, adjectiveData, effectData)
	if errs[1] == nil {
		m.predicates, errs[1] = m.predicates.with(o.Words)
	}
	m.carriers, errs[2] = loadCarriers(carrierData)
	m.topics, errs[3] = loadTopics(o.Topics, o.File)
	m.nouns, errs[4] = loadNouns(nounData)
	m.judgements, errs[5] = loadJudgements(judgementData)
	errs[6] = m.open(o.Uses)
	for i, what := range [...]string{"sentiment", "predicates", "carriers", "topics", "nouns", "judgements", "weights"} {
		if errs[i] != nil {
			return nil, fmt.Errorf("load %s of stance: %w", what, errs[i])
		}
	}
	return m, nil
}

// open opens the weights, or with a table of words' uses, which training gives, that
// alone.
func (m *Model) open(uses string) (err error) {
	if uses != "" {
		m.uses, err = lexicon.OpenTable(uses, wordScalars)
		return err
	}
	if m.uses, err = lexicon.OpenTable(useData, wordScalars); err != nil {
		return fmt.Errorf("open word uses: %w", err)
	}
	if m.target, err = openNet(targetData, numTargetDense); err != nil {
		return fmt.Errorf("open target network: %w", err)
	}
	if m.pair, err = loadWeights(pairData, pairClasses[:], pairFeatures[:]); err != nil {
		return fmt.Errorf("open pair weights: %w", err)
	}
	if m.pairWords, err = sparse.Open(pairWordData, len(pairClasses)); err != nil {
		return fmt.Errorf("open pair words: %w", err)
	}
	return nil
}

// The kinds of noun in nouns.txt.
const (
	vagueNoun int32 = 1 << iota
	documentNoun
	holderNoun
	deedNoun
)

func loadNouns(text string) (*lexicon.Phrases, error) {
	p := lexicon.NewPhrases(512)
	err := lexicon.Rows(text, func(fields []string) error {
		kind := int32(0)
		for _, f := range fields[1:] {
			kind |= map[string]int32{"vague": vagueNoun, "document": documentNoun, "holder": holderNoun, "deed": deedNoun}[f]
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
