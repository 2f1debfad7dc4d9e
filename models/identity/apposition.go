package identity

import "github.com/saysonews/sayso/models"

// named returns the mention of the name that noun i stands beside: in
// apposition ("the envoy, Marta Lind,"), or -1.
func (r *resolver) named(i int) int32 {
	for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
		if r.rel(c) == models.RelAppos && r.goodName(c, i) {
			return r.at[c]
		}
	}
	if r.rel(i) == models.RelAppos {
		if g := r.tree.Head(i); g >= 0 && r.goodName(g, i) {
			return r.at[g]
		}
	}
	if g := r.tree.Head(i); r.rel(i) == models.RelConj && g >= 0 && r.at[g] >= 0 && r.singular(i) && r.nounClass(i)&(person|office) != 0 {
		if m := &r.mentions[r.at[g]]; m.form == byNoun && m.reason == models.ReasonApposition {
			return r.at[g] // "Ana Ruiz, founder and director of the school,"
		}
	}
	if k := r.within(i); k >= 0 {
		return k
	}
	first, _ := r.phraseOf(i)
	if k := r.at[first]; first < i && k >= 0 && int(r.mentions[k].last) < i && r.tag(int(r.mentions[k].last)) == models.TagComma && r.goodName(first, i) {
		return k // a parse that hangs the name on its remark: "Ana Ruiz, vice president,"
	}
	return r.subject(i)
}

// within returns the mention of the name that closes an apposition to noun i:
// "his guest, the actress and activist Ana Ruiz,".
func (r *resolver) within(i int) int32 {
	for c := r.tree.First(i); c >= 0; c = r.tree.Next(c) {
		if rel := r.rel(c); c < i || rel != models.RelAppos && rel != models.RelConj && rel != models.RelDep {
			continue
		}
		lo, hi := r.tree.Range(c)
		for k := max(lo, i+1); k < hi; k++ {
			if m := r.at[k]; m >= 0 && int(r.mentions[m].head) == k && r.goodName(k, i) && r.titledName(r.nameStart(m), k) {
				return m
			}
		}
	}
	return -1
}

// titledName reports whether a common noun for a person stands just before the
// name that begins at token first.
func (r *resolver) titledName(first, head int) bool {
	return first > 0 && first <= head && r.words[first-1].is(person|office|kin) && r.singular(first-1)
}

// subject returns the mention of which noun i is said: "Kaine is a lawyer".
func (r *resolver) subject(i int) int32 {
	if r.tree.Child(i, models.RelCop) < 0 || r.tree.Child(i, models.RelCase) >= 0 {
		return -1
	}
	s := r.tree.Child(i, models.RelNsubj)
	if s < 0 || r.at[s] < 0 || r.mentions[r.at[s]].figure < 0 || !r.singular(i) {
		return -1
	}
	f := &r.figures[r.mentions[r.at[s]].figure]
	if r.nounClass(i)&(person|office|kin) != 0 && f.entity != models.EntityPerson {
		return -1
	}
	return r.at[s]
}

// goodName reports whether token c heads a name that noun i can be said of.
func (r *resolver) goodName(c, i int) bool {
	k := r.at[c]
	if k < 0 || r.mentions[k].form != byName || r.mentions[k].figure < 0 {
		return false
	}
	f := &r.figures[r.mentions[k].figure]
	if r.nounClass(i)&(person|office|kin) != 0 {
		body := f.entity == models.EntityOrganisation && r.nounClass(i)&(office|kin) == 0 && r.nounEntry(i).sex == noSex // "a rival, Acme Corp."
		return (f.entity == models.EntityPerson || body) && r.singular(i)
	}
	return f.entity != models.EntityPerson
}
