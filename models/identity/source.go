package identity

import "github.com/saysonews/sayso/models"

// turn is an attribution and whom it resolved to.
type turn struct {
	attribution int32
	figure      int32 // of the first speaker; -1 when unknown
}

// ref ties an attribution to one of its speakers.
type ref struct {
	attribution int32
	figure      int32
	reason      models.Reason
	basis       models.Span
}

// attach notes which token heads the source of each attribution.
func (r *resolver) attach() {
	for a := range r.doc.Attributions {
		if h := r.sourceHead(a); h >= 0 && r.sources[h] < 0 {
			r.sources[h] = int32(a)
		}
	}
}

// sourceHead returns the head of the source of attribution a, or -1.
func (r *resolver) sourceHead(a int) int {
	at := &r.doc.Attributions[a]
	if len(at.Source) == 0 {
		return -1
	}
	if h := at.SourceHead; h >= 0 && h < len(r.doc.Tokens) {
		if first, last := r.tokensIn(at.Source[0]); first <= h && h < last {
			if k := r.dateline(h); k > 0 && k < last {
				return r.top(k, last) // "OSLO — The bank said"
			}
		}
		return h
	}
	first, last := r.tokensIn(at.Source[0])
	if first >= last {
		return -1
	}
	return r.top(first, last)
}

// top returns the word of [first, last) nearest to the root, a noun or pronoun
// where there is one.
func (r *resolver) top(first, last int) int {
	best := -1
	for i := first; i < last; i++ {
		h := r.tree.Head(i)
		if h >= first && h < last || r.rel(i) == models.RelPunct || r.rel(i) == models.RelCase {
			continue
		}
		if r.nominal(i) && (r.tag(i) != models.TagDT && r.tag(i) != models.TagPRPS || last-first == 1) {
			return r.lastNoun(i, last)
		}
		if c := r.tree.Child(i, models.RelNsubj, models.RelNsubjPass, models.RelObj); c >= first && c < last {
			return c
		}
		if best < 0 && r.tag(i) != models.TagDT && r.tag(i) != models.TagPRPS {
			best = i
		}
	}
	for i := first; i < last && (best < 0 || !r.nominal(best)); i++ { // no noun on top: the first that no noun follows
		if r.nominal(i) && r.tag(i) != models.TagDT && r.tag(i) != models.TagCD && (i+1 >= last || !r.nominal(i+1)) {
			best = i
		}
	}
	return max(best, first)
}

// lastNoun moves from noun i to the last of the nouns that stand together there,
// where the parse tore them apart: "a | Washington Post | poll".
func (r *resolver) lastNoun(i, last int) int {
	for r.isNoun(i) && i+1 < last && r.isNoun(i+1) && r.tree.Head(i+1) != i {
		i++
	}
	return i
}

func (r *resolver) isNoun(i int) bool {
	return r.singular(i) || r.plural(i)
}

// nominal reports whether token i is a noun, pronoun, number or determiner.
func (r *resolver) nominal(i int) bool {
	switch t := r.tag(i); t {
	case models.TagNN, models.TagNNS, models.TagNNP, models.TagNNPS, models.TagPRP, models.TagPRPS, models.TagWP, models.TagWDT, models.TagWPS, models.TagCD, models.TagDT:
		return true
	}
	return false
}

// tokensIn returns the tokens that lie wholly or partly in a span.
func (r *resolver) tokensIn(s models.Span) (first, last int) {
	t := r.doc.Tokens
	lo, hi := 0, len(t)
	for lo < hi {
		if mid := (lo + hi) / 2; t[mid].End <= s.Start {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	last = lo
	for last < len(t) && t[last].Start < s.End {
		last++
	}
	return lo, last
}

// heard resolves the attributions up to token end, once the mentions before it
// are known: those whose source lies there, and those without one whose content
// begins there.
func (r *resolver) heard(end int) {
	for ; r.met < len(r.order) && r.home(int(r.order[r.met])) < end; r.met++ {
		r.resolve(int(r.order[r.met]))
	}
}

// home is the token at which attribution a is resolved.
func (r *resolver) home(a int) int {
	if h := r.sourceHead(a); h >= 0 {
		return h
	}
	first, _ := r.tokensIn(r.doc.Attributions[a].Content[0])
	return first
}

// topical reports whether the source of attribution a, with head h, is the place
// that a headline is about: "Gaza: aid groups warn of famine".
func (r *resolver) topical(a, h int) bool {
	at := &r.doc.Attributions[a]
	if r.doc.Sentences[r.doc.Tokens[h].Sentence].Kind == models.Paragraph || len(at.Cue) != 1 || r.text[at.Cue[0].Start:at.Cue[0].End] != ":" {
		return false
	}
	return r.words[h].is(place)
}

// resolve finds the speakers of attribution a.
func (r *resolver) resolve(a int) {
	start := len(r.refs)
	if h := r.sourceHead(a); h < 0 {
		r.elided(a)
	} else if !r.topical(a, h) {
		r.each(a, h)
	}
	if len(r.refs) == start {
		r.refs = append(r.refs, ref{attribution: int32(a), figure: int32(r.nobody(models.Unknown))})
	}
	t := turn{int32(a), r.refs[start].figure}
	if r.figures[t.figure].kind == models.Unknown {
		t.figure = -1
	}
	r.speech = append(r.speech, t)
}
