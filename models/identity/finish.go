package identity

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/saysonews/sayso/models"
)

// finish writes the speakers into the document and makes the cast.
func (r *resolver) finish() *Cast {
	c := &Cast{Figures: make([]Figure, 0, len(r.figures)), Mentions: make([]Mention, 0, len(r.mentions))}
	for k := range r.mentions {
		m := &r.mentions[k]
		out := Mention{Span: r.span(int(m.first), int(m.last)), Head: int(m.head), Figure: -1, Reason: m.reason}
		if m.figure >= 0 {
			out.Figure = r.cast(c, int(m.figure))
			out.Entity = r.figures[m.figure].entity
		}
		c.Mentions = append(c.Mentions, out)
	}
	slices.SortStableFunc(c.Mentions, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) // the outer first
	})
	slices.SortStableFunc(r.refs, func(a, b ref) int { return cmp.Compare(a.attribution, b.attribution) })
	r.doc.Speakers = r.doc.Speakers[:0]
	for i := 0; i < len(r.refs); {
		j := i
		for j < len(r.refs) && r.refs[j].attribution == r.refs[i].attribution {
			j++
		}
		r.write(c, &r.doc.Attributions[r.refs[i].attribution], r.refs[i:j])
		i = j
	}
	return c
}

// write sets the speakers of an attribution.
func (r *resolver) write(c *Cast, a *models.Attribution, refs []ref) {
	a.Speakers = make([]models.SpeakerRef, 0, len(refs))
	for _, x := range refs {
		s := models.SpeakerRef{Speaker: c.Speaker(r.doc, r.cast(c, int(x.figure))), Reason: x.reason, Mention: x.basis}
		if !slices.ContainsFunc(a.Speakers, func(o models.SpeakerRef) bool { return o.Speaker == s.Speaker }) {
			a.Speakers = append(a.Speakers, s)
		}
	}
}

// cast returns the index in c.Figures of figure f, adding it when it is new.
func (r *resolver) cast(c *Cast, f int) int {
	fig := &r.figures[f]
	if fig.speaker == 0 {
		c.Figures = append(c.Figures, Figure{Speaker: r.speaker(f), Entity: fig.entity})
		fig.speaker = len(c.Figures)
	}
	return fig.speaker - 1
}

// speaker describes figure f as it is listed.
func (r *resolver) speaker(f int) models.Speaker {
	fig := &r.figures[f]
	s := models.Speaker{Kind: fig.kind, Name: r.title(fig)}
	if fig.best >= 0 {
		r.forms(f, &s)
	} else if fig.kind == models.Unnamed {
		s.Affiliation = r.affiliation(fig)
	}
	if fig.best >= 0 || fig.kind != models.Unnamed {
		s.ID = models.SpeakerID(s.Kind, s.Name)
	}
	if fig.best >= 0 && fig.entity == models.EntityPerson && r.shared(f, s.ID) {
		s.ID = models.FullID(s.Kind, s.Name)
	}
	return s
}

// shared reports whether another person of the article has the id of figure f by
// the fold of names, as a son has who bears his father's.
func (r *resolver) shared(f int, id string) bool {
	var x, y [maxParts]part
	mine := r.parts(&r.names[r.figures[f].best], &x)
	for g := range r.figures[:min(len(r.figures), horizon)] {
		o := &r.figures[g]
		if g == f || o.entity != models.EntityPerson || o.best < 0 {
			continue
		}
		p := r.parts(&r.names[o.best], &y)
		if len(p) < 2 || len(mine) < 2 || !r.samePart(p[0], mine[0]) || !r.samePart(p[len(p)-1], mine[len(mine)-1]) {
			continue
		}
		if models.SpeakerID(models.Person, r.personName(&r.names[o.best])) == id {
			return true
		}
	}
	return false
}

// title is the best name of a figure.
func (r *resolver) title(f *figure) string {
	switch {
	case f.public != nil && (f.best < 0 || f.whole):
		return f.public.name
	case f.best >= 0 && f.entity == models.EntityPerson:
		return r.personName(&r.names[f.best])
	case f.best >= 0 && f.entity == models.EntityPlace && r.names[f.best].entry != nil && r.names[f.best].entry.canon != "":
		return r.names[f.best].entry.canon // "U.S." and "United States" are one in every article
	case f.best >= 0:
		return tidy(r.nameText(&r.names[f.best]))
	case f.kind == models.Unknown || f.kind == models.Author:
		return ""
	}
	return r.description(f.span[0], f.span[1])
}

// description is the text of a noun phrase without the articles and numbers it
// begins with, and without the capital that only opens a sentence.
func (r *resolver) description(first, last int) string {
	for first+1 < last && r.leadIn(first, last) {
		first++
	}
	if first >= last {
		return ""
	}
	s := tidy(r.text[r.doc.Tokens[first].Start:r.doc.Tokens[last-1].End])
	if w := &r.words[first]; w.capital && w.opener && !w.upper && !r.proper(first) && s[0] < utf8.RuneSelf {
		return strings.ToLower(s[:1]) + s[1:]
	}
	return s
}

// leadIn reports whether token i, the first of a description, says nothing of it.
func (r *resolver) leadIn(i, last int) bool {
	switch r.lower(i) {
	case "a", "an", "the", "this", "that", "these", "those", ",", "\"", "“", "”", "(":
		return true
	}
	if r.tag(i) != models.TagCD || r.lower(i) == "one" {
		return false
	}
	for k := i + 1; k < last; k++ { // "two officials", but not "46 percent" or "two of them"
		switch {
		case r.lower(k) == "percent" || r.lower(k) == "%" || r.lower(k) == "of" || r.lower(k) == "in" || r.tag(k) == models.TagHYPH:
			return false
		case r.plural(k):
			return true
		}
	}
	return false
}

// tidy makes white space single spaces.
func tidy(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] == ' ' && i+1 < len(s) && s[i+1] == ' ' || s[i] == 0xC2 || s[i] == 0xE3 { // no-break and ideographic spaces
			return strings.Join(strings.Fields(s), " ")
		}
	}
	return s
}

// personName spells a name without nickname, in title case where the text has
// it in capitals.
func (r *resolver) personName(n *name) string {
	var buf [maxParts]part
	var b strings.Builder
	for i, p := range r.parts(n, &buf) {
		if i > 0 {
			b.WriteByte(' ')
		}
		w := r.partText(p)
		if r.words[p.a].upper && p.b == p.a+1 && len(w) > 3 && !strings.Contains(w, ".") {
			w = w[:1] + strings.ToLower(w[1:])
		}
		b.WriteString(w)
	}
	if r.suffix(n) != "" {
		b.WriteByte(' ')
		b.WriteString(r.doc.Word(n.last - 1))
	}
	return b.String()
}

// forms adds the other names and the titles of figure f to s.
func (r *resolver) forms(f int, s *models.Speaker) {
	for i := r.figures[f].names; i >= 0; i = r.names[i].next {
		n := &r.names[i]
		if form := tidy(r.nameText(n)); form != s.Name {
			s.Aliases = insert(s.Aliases, form)
		}
		if t := r.titleText(n); t != "" {
			s.Titles = insert(s.Titles, t)
		}
	}
}

// titleText is the office or honorific before a name, as written.
func (r *resolver) titleText(n *name) string {
	if !n.titled && !n.polite {
		return ""
	}
	first := n.first
	for k := n.outer; k < n.first; k++ {
		if r.words[k].is(office | honorific) {
			first = k
			break
		}
	}
	if first == n.first {
		if n.first == 0 || !r.words[n.first-1].is(office) {
			return ""
		}
		first--
	}
	return tidy(r.text[r.doc.Tokens[first].Start:r.doc.Tokens[n.first-1].End])
}

// insert adds s to a sorted list unless it is there.
func insert(list []string, s string) []string {
	i, found := slices.BinarySearch(list, s)
	if found {
		return list
	}
	return slices.Insert(list, i, s)
}

// affiliation is the name of whom an unnamed speaker speaks for.
func (r *resolver) affiliation(f *figure) string {
	for k := f.span[0]; k < f.span[1]; k++ {
		m := r.at[k]
		if m < 0 || k == f.first || r.mentions[m].figure < 0 || r.mentions[m].form != byName {
			continue
		}
		if g := &r.figures[r.mentions[m].figure]; g.best >= 0 && g.kind != models.Group && (k > f.first || g.org != r.kinds["state"] && g.org != r.kinds["city"] || g.entity != models.EntityPlace) {
			return r.title(g)
		}
	}
	return ""
}
