package identity

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"sync"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/identity/names"
)

//go:embed data/weights.bin
var weights string

// Model holds the word lists and the recogniser of names. It is immutable and safe for concurrent use.
type Model struct {
	scratch sync.Pool // of *resolver
}

// Load reads the embedded word lists and weights, in about twenty milliseconds.
func Load() (*Model, error) {
	l, err := loadLists()
	if err != nil {
		return nil, fmt.Errorf("load identity: %w", err)
	}
	g, err := readGazetteer(l)
	if err != nil {
		return nil, fmt.Errorf("load identity: %w", err)
	}
	n, err := names.Open(weights)
	if err != nil {
		return nil, fmt.Errorf("load identity: %w", err)
	}
	m := &Model{}
	m.scratch.New = func() any {
		return &resolver{lists: l, gazetteer: g, recogniser: names.NewRecogniser(n, nameLists(), 0)}
	}
	return m, nil
}

// Resolve fills Token.Entity of every token, Document.Speakers and
// Attribution.Speakers, and returns everyone the article mentions. The document
// belongs to the caller's goroutine; the Cast holds indices into it.
func (m *Model) Resolve(doc *models.Document) *Cast {
	r := m.scratch.Get().(*resolver)
	defer m.scratch.Put(r)
	r.begin(doc)
	r.believe()
	r.scan()
	r.settle(2, false)
	r.people()
	r.settle(1, true)
	r.people()
	r.settle(1, false)
	r.strays()
	r.headlines()
	r.bodies()
	r.learn()
	r.recognise()
	r.attach()
	r.mentionNames()
	r.arrange()
	r.walk()
	return r.finish()
}

// arrange puts the attributions in the order in which their sources are met.
func (r *resolver) arrange() {
	r.order, r.met = r.order[:0], 0
	r.refs = r.refs[:0]
	for a := range r.doc.Attributions {
		r.order = append(r.order, int32(a))
	}
	slices.SortStableFunc(r.order, func(a, b int32) int { return cmp.Compare(r.home(int(a)), r.home(int(b))) })
}
