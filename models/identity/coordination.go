package identity

import "github.com/saysonews/sayso/models"

// each resolves the speakers that the source of attribution a, with head h,
// names: one, or several that are coordinated.
func (r *resolver) each(a, h int) {
	lo, hi := r.extent(a, h)
	if k := r.lead(lo, hi); k >= 0 {
		r.sayMention(a, k, models.ReasonName)
		r.further(a, int(r.mentions[k].last), hi)
		return
	}
	if r.plural(h) && r.roll(a, h, hi) || r.together(a, h) {
		return
	}
	x := r.who(h, 0)
	if y := r.inside(a, h, x); y.figure >= 0 {
		x = y
	}
	r.say(a, x)
	for c := r.tree.First(h); c >= 0; c = r.tree.Next(c) {
		if c > h && c < hi && r.rel(c) == models.RelConj && r.coordinated(c, hi) {
			r.say(a, r.who(c, 0))
		}
	}
	r.besides(a, h, hi)
}

// besides adds the subjects that the parse left side by side with head h, though
// "and" joins them.
func (r *resolver) besides(a, h, hi int) {
	g := r.tree.Head(h)
	if g < 0 || r.rel(h) != models.RelNsubj {
		return
	}
	for c := r.tree.First(g); c >= 0; c = r.tree.Next(c) {
		if c > h+1 && c < hi && r.rel(c) == models.RelNsubj && r.at[c] >= 0 && r.mentions[r.at[c]].form == byName && r.joined(c) {
			r.say(a, r.who(c, 0))
		}
	}
}

// extent returns the tokens of the source span of attribution a that holds h.
func (r *resolver) extent(a, h int) (lo, hi int) {
	for _, s := range r.doc.Attributions[a].Source {
		if lo, hi = r.tokensIn(s); lo <= h && h < hi {
			return lo, hi
		}
	}
	return h, h + 1
}

// sayMention adds the figure of mention k to the speakers of attribution a.
func (r *resolver) sayMention(a int, k int32, reason models.Reason) {
	if m := &r.mentions[k]; m.reason == models.ReasonGazetteer {
		reason = m.reason // the list completed the name
	}
	r.say(a, ref{figure: r.mentions[k].figure, reason: reason, basis: r.mentions[k].basis})
}

// lead returns the mention of the person whose name, with titles and modifiers
// before it, the source [lo, hi) begins with; what follows must be remarks. -1
// when it begins otherwise.
func (r *resolver) lead(lo, hi int) int32 {
	for i := lo; i < hi; i++ {
		k := r.at[i]
		if k < 0 || r.mentions[k].form != byName {
			if r.lower(i) == "of" && r.covering(i, office) == nil && r.lower(i-1) != "-" { // "a friend of Bell"
				return -1
			}
			if !r.premodifier(i) {
				return -1
			}
			continue
		}
		m := &r.mentions[k]
		end := int(m.last)
		if m.figure >= 0 && r.figures[m.figure].entity == models.EntityPerson && r.closes(end, hi) {
			return k
		}
		i = max(i, min(end, hi)-1)
	}
	return -1
}

// premodifier reports whether token i can stand before a name within its phrase.
func (r *resolver) premodifier(i int) bool {
	switch r.tag(i) {
	case models.TagDT, models.TagCD, models.TagPRPS:
		return true
	case models.TagVBN: // "tea-party backed candidate"
		return i+1 < len(r.words) && r.modifier(i+1)
	}
	return r.modifier(i)
}

// closes reports whether what stands at token i ends a name: the end of the
// source, a comma, bracket or dash, "who", "and".
func (r *resolver) closes(i, hi int) bool {
	if i >= hi {
		return true
	}
	switch r.tag(i) {
	case models.TagComma, models.TagLRB, models.TagCC, models.TagWP, models.TagColon:
		return true
	case models.TagPOS:
		return i+1 >= hi
	}
	l := r.lower(i)
	return l == "of" || l == "--" || l == "—" || l == "–"
}

// further adds the speakers that follow the first name of a source after "and",
// past remarks between commas: "Ann Cole, a nurse, and Bo Dahl".
func (r *resolver) further(a, i, hi int) {
	remark := false // inside "Ann Cole, a nurse, and ..."
	for i < hi {
		if r.tag(i) == models.TagCC {
			i, remark = r.partner(a, i+1, hi, remark), false
			continue
		}
		remark = remark || r.tag(i) == models.TagComma
		k := r.at[i]
		if k >= 0 && r.tag(i-1) == models.TagComma && r.mentions[k].form == byName && int(r.mentions[k].first) == i && r.isPerson(k) && r.listGoesOn(int(r.mentions[k].last), hi) {
			r.sayMention(a, k, models.ReasonName)
			i, remark = int(r.mentions[k].last), false
			continue
		}
		i++
	}
}

func (r *resolver) isPerson(k int32) bool {
	f := r.mentions[k].figure
	return f >= 0 && r.figures[f].entity == models.EntityPerson
}

// listGoesOn reports whether a comma or "and" follows at i, with a name after it.
func (r *resolver) listGoesOn(i, hi int) bool {
	if i+1 >= hi || r.tag(i) != models.TagComma && r.tag(i) != models.TagCC {
		return false
	}
	for k := i + 1; k < hi && k < i+3; k++ {
		if r.at[k] >= 0 && r.mentions[r.at[k]].form == byName {
			return true
		}
	}
	return false
}

// partner adds the speaker that begins at token i, after "and", and returns
// where to go on. After a remark only another person counts.
func (r *resolver) partner(a, i, hi int, remark bool) int {
	for k := i; k < hi && k < i+5; k++ {
		m := r.at[k]
		if m < 0 {
			if !r.modifier(k) && r.tag(k) != models.TagDT && r.tag(k) != models.TagPRPS && r.tag(k) != models.TagJJR {
				return hi
			}
			continue
		}
		switch men := &r.mentions[m]; {
		case int(men.last) <= k:
		case men.form == byName && r.closes(int(men.last), hi) && (r.isPerson(m) || !remark):
			r.sayMention(a, m, models.ReasonName)
			return int(men.last)
		case men.form == byNoun && !remark && int(men.head) >= k:
			r.say(a, r.who(int(men.head), 0))
			return int(men.last)
		}
	}
	return hi
}

// roll adds the people listed after a plural noun: "two members, Ann Cole and Bo
// Dahl,". It reports whether there are several.
func (r *resolver) roll(a, h, hi int) bool {
	var found [12]int32
	n := 0
	for i := h + 1; i < hi && n < len(found); i++ {
		k := r.at[i]
		if k < 0 || int(r.mentions[k].first) != i || r.mentions[k].form != byName || !r.isPerson(k) {
			continue
		}
		switch p := r.tag(i - 1); {
		case p == models.TagComma || p == models.TagColon || p == models.TagCC && n > 0:
			found[n], n = k, n+1
		default:
			return false
		}
	}
	if n < 2 {
		return false
	}
	for _, k := range found[:n] {
		r.sayMention(a, k, models.ReasonApposition)
	}
	return true
}

// coordinated reports whether the conjunct c of a source is joined by "and", or
// stands in a list that a later conjunct closes with "and".
func (r *resolver) coordinated(c, hi int) bool {
	for ; c >= 0 && c < hi; c = r.tree.Next(c) {
		if r.rel(c) == models.RelConj && r.joined(c) {
			return true
		}
	}
	return false
}

// joined reports whether "and" or "or" stands before the phrase of head c.
func (r *resolver) joined(c int) bool {
	first, _ := r.phraseOf(c)
	if k := r.at[c]; k >= 0 {
		first = min(first, int(r.mentions[k].first))
	}
	for k := first - 1; k >= 0 && k > first-3; k-- {
		if r.tag(k) == models.TagCC {
			return true
		}
	}
	return false
}

// inside returns the person whose name stands in apposition within the source of
// attribution a, where its head h resolved to no person: "a former candidate --
// Ana Ruiz --", "Post reporter Ana Ruiz".
func (r *resolver) inside(a, h int, x ref) ref {
	none := ref{figure: -1}
	if x.figure >= 0 && r.figures[x.figure].kind == models.Person || !r.singular(h) && r.lower(h) != "one" || r.nounClass(h)&(collective|document) != 0 && r.at[h] >= 0 && r.mentions[r.at[h]].form == byNoun {
		return none
	}
	for _, s := range r.doc.Attributions[a].Source {
		lo, hi := r.tokensIn(s)
		for k := lo; k < hi; k++ {
			m := r.at[k]
			if m < 0 || r.mentions[m].form != byName || r.mentions[m].figure < 0 || int(r.mentions[m].head) != k {
				continue
			}
			f := &r.figures[r.mentions[m].figure]
			if f.entity == models.EntityPerson && int(r.mentions[m].first) == lo && int(r.mentions[m].last) < hi && r.tag(int(r.mentions[m].last)) == models.TagComma {
				return ref{figure: r.mentions[m].figure, reason: models.ReasonName, basis: r.mentions[m].basis}
			}
			if first := r.nameStart(m); f.entity == models.EntityPerson && first > lo && r.beside(first-1) && (r.rel(k) != models.RelConj || !r.joined(k)) && r.rel(k) != models.RelNmodPoss && r.tree.Child(k, models.RelCase) < 0 {
				return ref{figure: r.mentions[m].figure, reason: models.ReasonApposition, basis: r.mentions[m].basis}
			}
		}
	}
	return none
}

// nameStart is the first token of the name of mention m, titles left out.
func (r *resolver) nameStart(m int32) int {
	first, _ := r.tokensIn(r.mentions[m].basis)
	return first
}

// beside reports whether a name after token i is in apposition to what is before.
func (r *resolver) beside(i int) bool {
	switch r.lower(i) {
	case ",", "--", "—", "–", ":", "named", "called":
		return true
	}
	return r.words[i].is(person|office) && r.singular(i)
}
