package pipeline

import (
	"fmt"

	"github.com/sourcegraph/conc/pool"

	"github.com/saysonews/sayso/models/attribution"
	"github.com/saysonews/sayso/models/identity"
	"github.com/saysonews/sayso/models/sentiment"
	"github.com/saysonews/sayso/models/stance"
	"github.com/saysonews/sayso/models/syntax"
	"github.com/saysonews/sayso/models/wordfile"
)

// Models are the loaded models of every step up to a last one. They are immutable
// and shared by all workers.
type Models struct {
	last        Stage
	syntax      *syntax.Model
	attribution *attribution.Model
	identity    *identity.Model
	sentiment   *sentiment.Model
	stance      *stance.Model
}

// Own is what users bring to the models. The zero value is nothing.
type Own struct {
	// Topics are issues that add to the built-in ones, or nil.
	Topics *stance.TopicFile
	// Words are ratings and predicates that go before the built-in ones, or nil.
	Words *wordfile.File
}

// Load reads the embedded models of the steps up to and including last, side by
// side.
func Load(last Stage) (*Models, error) { return LoadWith(last, Own{}) }

// LoadWith is Load with what a user brings.
func LoadWith(last Stage, own Own) (*Models, error) {
	m := &Models{last: last}
	p := pool.New().WithErrors()
	load(p, last, Syntax, &m.syntax, syntax.Load)
	load(p, last, Attribution, &m.attribution, attribution.Load)
	load(p, last, Identity, &m.identity, identity.Load)
	load(p, last, Sentiment, &m.sentiment, sentiment.Load)
	if err := p.Wait(); err != nil {
		return nil, err
	}
	if m.sentiment != nil {
		m.sentiment = m.sentiment.With(own.Words)
	}
	if last >= Stance { // it shares the sentiment model
		var err error
		if m.stance, err = stance.Load(stance.Options{Sentiment: m.sentiment, File: own.Topics, Words: own.Words}); err != nil {
			return nil, fmt.Errorf("load %s model: %w", Stance, err)
		}
	}
	return m, nil
}

// load adds the loading of one step's model to p, unless the step comes after last.
func load[M any](p *pool.ErrorPool, last, step Stage, to **M, read func() (*M, error)) {
	if step > last {
		return
	}
	p.Go(func() error {
		m, err := read()
		if err != nil {
			return fmt.Errorf("load %s model: %w", step, err)
		}
		*to = m
		return nil
	})
}
