package identity

import "github.com/saysonews/sayso/models"

// together resolves a source such as "they", "both" or "the two" to the people that
// the sentence before names side by side, and reports whether it did.
func (r *resolver) together(a, h int) bool {
	reason, two := r.dual(h)
	if reason == models.ReasonNone {
		return false
	}
	var buf [8]int32
	found := r.couple(r.doc.Tokens[h].Sentence-1, two, &buf)
	if len(found) < 2 || two && len(found) > 2 {
		return false
	}
	for _, m := range found {
		r.sayMention(a, m, reason)
	}
	return true
}

// dual reports whether token h stands for several people, with the reason that a
// resolution would have, and whether for two.
func (r *resolver) dual(h int) (reason models.Reason, two bool) {
	switch r.lower(h) {
	case "they":
		return models.ReasonPronoun, false
	case "both":
		return models.ReasonPronoun, h+1 >= len(r.words) || !r.isNoun(h+1)
	case "two", "pair", "couple", "duo":
		if h > 0 && r.lower(h-1) == "the" && (h+1 >= len(r.words) || !r.isNoun(h+1) && r.lower(h+1) != "of") {
			return models.ReasonDescription, true
		}
	}
	return models.ReasonNone, false
}

// couple returns the mentions of the people who are together the subject of sentence
// s; where two are asked for also those of the only two people it names.
func (r *resolver) couple(s int, two bool, buf *[8]int32) []int32 {
	if s < 0 || !r.doc.Sentences[s].Kind.Speech() {
		return nil
	}
	sent := &r.doc.Sentences[s]
	all := buf[:0]
	for k := sent.First; k < sent.Last; k++ {
		m := r.at[k]
		if m < 0 || int(r.mentions[m].head) != k || r.mentions[m].form != byName || !r.isPerson(m) {
			continue
		}
		if r.words[k].quote > 0 || len(all) == cap(all) {
			return nil
		}
		if g := r.tree.Head(k); g >= 0 && r.rel(g) == models.RelRoot && (r.rel(k) == models.RelNsubj || r.rel(k) == models.RelNsubjPass) {
			if subjects := r.conjuncts(k, sent.Last, buf); len(subjects) > 1 {
				return subjects
			}
			if !two {
				return nil
			}
		}
		all = append(all, m)
	}
	if two && len(all) == 2 && r.mentions[all[0]].figure != r.mentions[all[1]].figure {
		return all
	}
	return nil
}

// conjuncts returns the mention with head k and those of the people joined to it by
// "and", none where something else is joined as well.
func (r *resolver) conjuncts(k, last int, buf *[8]int32) []int32 {
	list := append(buf[:0], r.at[k])
	for c := r.tree.First(k); c >= 0; c = r.tree.Next(c) {
		if r.rel(c) != models.RelConj || c < k {
			continue
		}
		m := r.at[c]
		if m < 0 || r.mentions[m].form != byName || !r.isPerson(m) || !r.coordinated(c, last) || len(list) == cap(list) {
			return nil
		}
		list = append(list, m)
	}
	return list
}
