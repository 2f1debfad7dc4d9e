package attribution

import "github.com/saysonews/sayso/models"

// Emitter scores the labels of a token from its feature rows.
type Emitter interface {
	Emit(features []int32, scores *Row)
}

// Sequence is the first stage: what each token's role is, given its block.
type Sequence struct {
	Net    Emitter
	Priors Priors
	// Rows is the number of feature rows that the network has.
	Rows int
	// Chain holds the transitions; each document works on a copy.
	Chain Chain
}

// Reading prepares a document for the sequence model: it runs the rules and gives
// the features of its tokens. Training reads documents through it, so that it
// sees what the model sees later.
func (m *Model) Reading(doc *models.Document, priors Priors, rows int) *Features {
	return newFeatures(m.rules(doc), priors, rows)
}

// Runs returns the token ranges of the blocks that can hold attributions.
func Runs(doc *models.Document) [][2]int {
	var out [][2]int
	for _, b := range doc.Blocks {
		if b.Kind.Speech() && b.First < b.Last {
			out = append(out, [2]int{doc.Sentences[b.First].First, doc.Sentences[b.Last-1].Last})
		}
	}
	return out
}

// believe runs the sequence model over the document of x.
func (s *Sequence) believe(x *Features) *beliefs {
	n := len(x.f.doc.Tokens)
	scores, marginal, best := make([]Row, n), make([]Row, n), make([]Label, n)
	for i := range marginal {
		marginal[i][Out] = 1
	}
	var chain Chain
	chain.Transition, chain.Start = s.Chain.Transition, s.Chain.Start
	var buf [MaxTokenFeatures]int32
	for _, run := range Runs(x.f.doc) {
		first, end := run[0], run[1]
		for i := first; i < end; i++ {
			s.Net.Emit(x.Token(i, buf[:0]), &scores[i])
		}
		chain.Marginals(scores[first:end], marginal[first:end])
		chain.Best(scores[first:end], best[first:end])
	}
	return newBeliefs(marginal, best)
}
