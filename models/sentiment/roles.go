package sentiment

import "github.com/saysonews/sayso/models"

// The branches of a sentence: what joins the part that a word lies in to the root.
const (
	branchRoot = iota
	branchSubject
	branchObject
	branchOblique
	branchNominal
	branchModifier
	branchAdverb
	branchClause
	branchComplement
	branchConjunct
	branchAside
	branchOther
	numBranches
)

// numDepths is how many depths of a word below what governs it are told apart.
const numDepths = 6

// numKinds are nouns, verbs and the rest.
const numKinds = 3

// place adds the valences of the words to the features, each where it stands.
func (r *reading) place(f *Features) {
	scale := 0.5 * float64(norm(r.end-r.first))
	state, but := r.surroundings(), r.but()
	for i := r.first; i < r.end; i++ {
		w := r.word(i)
		if w.Value == 0 {
			continue
		}
		v := float64(w.Value) * scale * butFactor(i, but, r.first)
		f[featBranch+r.branch(i)] += v
		f[featDepth+min(numDepths-1, int(w.depth))] += v
		f[featKind+kindOf(r.doc.Tokens[i].Tag)] += v
		state.add(f, r, i, v)
	}
}

// branch returns the branch of the sentence that token i lies in.
func (r *reading) branch(i int) int {
	rel := models.RelRoot
	for steps := 0; steps < maxSteps; steps++ {
		h := r.doc.Tokens[i].Head
		if !r.inside(h) {
			break
		}
		rel, i = r.doc.Tokens[i].Rel, h
	}
	return branchOf(rel)
}

// maxSteps bounds the way up a tree.
const maxSteps = 40

func branchOf(rel models.Rel) int {
	switch rel {
	case models.RelRoot:
		return branchRoot
	case models.RelNsubj, models.RelNsubjPass, models.RelCsubj:
		return branchSubject
	case models.RelObj, models.RelIobj:
		return branchObject
	case models.RelObl, models.RelOblUnmarked:
		return branchOblique
	case models.RelNmod, models.RelNmodPoss:
		return branchNominal
	case models.RelAmod, models.RelCompound:
		return branchModifier
	case models.RelAdvmod:
		return branchAdverb
	case models.RelAdvcl, models.RelAcl, models.RelAclRelcl:
		return branchClause
	case models.RelCcomp, models.RelXcomp:
		return branchComplement
	case models.RelConj:
		return branchConjunct
	case models.RelParataxis, models.RelAppos:
		return branchAside
	}
	return branchOther
}

func kindOf(tag models.Tag) int {
	switch classOf(tag) {
	case noun:
		return 0
	case verb:
		return 1
	}
	return 2
}

// surroundings is what of the sentence bears on all its words.
type surroundings struct {
	asked  bool
	quotes int // open marks before the token at hand
	next   int
	inside int // tokens left of a quotation too short to be speech
}

// shortQuote is how many words between quotation marks may be taken for irony.
const shortQuote = 3

func (r *reading) surroundings() surroundings {
	s := surroundings{next: r.first}
	for i := r.end - 1; i >= r.first && i >= r.end-3; i-- {
		s.asked = s.asked || r.doc.Tokens[i].Lower == "?"
	}
	return s
}

// add adds valence v of token i, which must not lie before that of the last call.
func (s *surroundings) add(f *Features, r *reading, i int, v float64) {
	for ; s.next <= i; s.next++ {
		s.inside--
		switch r.doc.Tokens[s.next].Tag {
		case models.TagOpenQuote:
			s.quotes++
			s.inside = r.shortQuote(s.next)
		case models.TagCloseQuote:
			s.quotes = max(0, s.quotes-1)
		}
	}
	if s.asked {
		f[featAsked] += v
	}
	switch {
	case s.inside > 0 || r.soCalled(i):
		f[featIronic] += v
	case s.quotes > 0:
		f[featQuoted] += v
	case r.reported(i):
		f[featReported] += v
	}
	if r.compared(i) {
		f[featCompared] += v
	}
	if r.word(i).Turned {
		f[featTurned] += v
	}
}

// shortQuote returns how many tokens from the opening mark at i on lie in a quotation
// of a few words, 0 where it is longer.
func (r *reading) shortQuote(i int) int {
	for j := i + 1; j < r.end && j <= i+shortQuote+1; j++ {
		if r.doc.Tokens[j].Tag == models.TagCloseQuote {
			return j - i
		}
	}
	return 0
}

// soCalled reports whether "so-called" stands before token i.
func (r *reading) soCalled(i int) bool {
	for j := i - 1; j >= r.first && j >= i-3; j-- {
		switch r.doc.Tokens[j].Lower {
		case "so-called", "supposed", "purported":
			return true
		case "called":
			return j >= r.first+2 && r.doc.Tokens[j-2].Lower == "so"
		}
	}
	return false
}

// reported reports whether token i lies in a clause that somebody says.
func (r *reading) reported(i int) bool {
	for steps := 0; steps < maxSteps; steps++ {
		h := r.doc.Tokens[i].Head
		if !r.inside(h) {
			return false
		}
		if r.doc.Tokens[i].Rel == models.RelCcomp && isSpeech(r.doc.Tokens[h].Lemma) {
			return true
		}
		i = h
	}
	return false
}

func isSpeech(lemma string) bool {
	switch lemma {
	case "say", "tell", "add", "argue", "claim", "insist", "warn", "contend", "maintain", "note", "believe", "think",
		"assert", "suggest", "complain", "declare", "announce", "predict", "allege", "acknowledge", "explain", "report":
		return true
	}
	return false
}

// compared reports whether token i is of a comparison: a comparative, or a word
// before "than".
func (r *reading) compared(i int) bool {
	switch r.doc.Tokens[i].Tag {
	case models.TagJJR, models.TagRBR:
		return true
	}
	for j := i + 1; j < r.end && j <= i+3; j++ {
		if r.doc.Tokens[j].Lower == "than" {
			return true
		}
	}
	return false
}
