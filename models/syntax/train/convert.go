package train

import (
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/corpus"
)

// converter brings a silver tree, as CoreNLP gives it, to the conventions of
// the gold treebanks where a rule can tell, and mends its commonest faults.
type converter struct {
	ws []corpus.Word
	ts []token
}

// convert changes ts in place; ws are the words it was made from.
func convert(ws []corpus.Word, ts []token) {
	c := &converter{ws, ts}
	c.marks()
	c.clitics()
	c.names()
	c.dates()
	for i := range ts {
		c.participle(i)
		c.addressee(i)
		c.expletive(i)
		c.agent(i)
	}
}

func (c *converter) root() int16 { return int16(len(c.ts)) }

// move hangs the dependents of from, those that keep says, on to.
func (c *converter) move(from, to int, keep func(d int) bool) {
	for d := range c.ts {
		if int(c.ts[d].head) == from && d != to && keep(d) {
			c.ts[d].head = int16(to)
		}
	}
}

// takeOver gives to the head and relation of from.
func (c *converter) takeOver(from, to int) {
	c.ts[to].head, c.ts[to].rel = c.ts[from].head, c.ts[from].rel
}

func all(int) bool { return true }

func punctuation(t models.Tag) bool { return t >= models.TagOpenQuote && t <= models.TagColon }

// marks puts the clause in place of a quotation mark that was made its head.
func (c *converter) marks() {
	for i := range c.ts {
		if !punctuation(c.ts[i].tag) || c.ts[i].rel == models.RelPunct && c.ts[i].head != c.root() {
			continue
		}
		best := -1
		for d := range c.ts {
			if int(c.ts[d].head) == i && !punctuation(c.ts[d].tag) && (best < 0 || verb(c.ts[d].tag) && !verb(c.ts[best].tag)) {
				best = d
			}
		}
		if best < 0 {
			continue
		}
		c.takeOver(i, best)
		c.move(i, best, all)
		c.ts[i].head, c.ts[i].rel = int16(best), models.RelPunct
	}
}

func verb(t models.Tag) bool { return t >= models.TagVB && t <= models.TagVBZ }

func noun(t models.Tag) bool { return t >= models.TagNN && t <= models.TagNNPS }

func proper(t models.Tag) bool { return t == models.TagNNP || t == models.TagNNPS }

// clitics mends the verb 's that was tagged as a possessive because its
// apostrophe was curly.
func (c *converter) clitics() {
	for i := range c.ts {
		t := &c.ts[i]
		if t.tag != models.TagPOS || t.rel == models.RelCase || int(t.head) <= i || t.head == c.root() {
			continue
		}
		t.tag, t.rel = models.TagVBZ, models.RelCop
		if h := c.ts[t.head].tag; h == models.TagVBG || h == models.TagVBN || h == models.TagVB {
			t.rel = models.RelAux
		}
	}
}

// names makes the first word of a person's name its head, and the title before
// it a description, or the head if it has a determiner.
func (c *converter) names() {
	for i := 0; i < len(c.ts); i++ {
		if c.ws[i].Entity != models.EntityPerson || !proper(c.ts[i].tag) {
			continue
		}
		j := i
		for j+1 < len(c.ts) && c.ws[j+1].Entity == models.EntityPerson && proper(c.ts[j+1].tag) {
			j++
		}
		if c.flatten(i, j) {
			c.title(i)
		}
		i = j
	}
}

// flatten turns the name i .. j round; false if it is no such name.
func (c *converter) flatten(i, j int) bool {
	for k := i; k < j; k++ {
		if int(c.ts[k].head) != j || c.ts[k].rel != models.RelCompound {
			return false
		}
	}
	if i == j {
		return true
	}
	c.takeOver(j, i)
	c.move(j, i, all)
	for k := i + 1; k <= j; k++ {
		c.ts[k].head, c.ts[k].rel = int16(i), models.RelFlat
	}
	return true
}

// title sees to the noun that stands before the name that begins at i.
func (c *converter) title(i int) {
	t := i - 1
	if t < 0 || !noun(c.ts[t].tag) || c.ws[t].Entity == models.EntityPerson {
		return
	}
	switch {
	case int(c.ts[t].head) == i && c.ts[t].rel == models.RelCompound:
		c.ts[t].rel = models.RelNmodDesc
		c.move(i, t, func(d int) bool {
			r := c.ts[d].rel
			return d < t && (r == models.RelCompound || r == models.RelAmod)
		})
		if c.determined(i, t) {
			c.takeOver(i, t)
			c.ts[i].head, c.ts[i].rel = int16(t), models.RelAppos
			c.move(i, t, func(d int) bool { return d < t })
		}
	case int(c.ts[i].head) == t && c.ts[i].rel == models.RelDep:
		if c.determined(t, t) {
			c.ts[i].rel = models.RelAppos
			return
		}
		c.takeOver(t, i)
		c.ts[t].head, c.ts[t].rel = int16(i), models.RelNmodDesc
		c.move(t, i, func(d int) bool {
			r := c.ts[d].rel
			return d > i || r != models.RelCompound && r != models.RelAmod && r != models.RelNmodPoss
		})
	}
}

// determined reports whether h has a determiner or possessor before word before.
func (c *converter) determined(h, before int) bool {
	for d := range before {
		if int(c.ts[d].head) == h && (c.ts[d].rel == models.RelDet || c.ts[d].rel == models.RelNmodPoss) {
			return true
		}
	}
	return false
}

// dates makes the day the head of its month: "March 3".
func (c *converter) dates() {
	for i := 0; i+1 < len(c.ts); i++ {
		d := i + 1
		if !month(c.ws[i].Form) || c.ts[d].tag != models.TagCD || len(c.ws[d].Form) > 2 ||
			int(c.ts[d].head) != i || c.ts[d].rel != models.RelNummod {
			continue
		}
		c.takeOver(i, d)
		c.move(i, d, all)
		c.ts[i].head, c.ts[i].rel = int16(d), models.RelCompound
		for y := range c.ts {
			if int(c.ts[y].head) == d && c.ts[y].rel == models.RelNummod && len(c.ws[y].Form) == 4 {
				c.ts[y].rel = models.RelNmodUnmarked
			}
		}
	}
}

func month(w string) bool {
	switch strings.TrimSuffix(w, ".") {
	case "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
		"November", "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec":
		return true
	}
	return false
}

// participle labels clauses that were left without one: "..., saying so".
func (c *converter) participle(i int) {
	t := &c.ts[i]
	if t.rel != models.RelDep || int(t.head) >= i {
		return
	}
	h := c.ts[t.head].tag
	switch {
	case (t.tag == models.TagVBG || t.tag == models.TagVBN) && verb(h):
		t.rel = models.RelAdvcl
	case (t.tag == models.TagVBG || t.tag == models.TagVBN) && noun(h):
		t.rel = models.RelAcl
	case verb(t.tag) && h == models.TagVBD && c.has(i, models.RelNsubj) && c.has(int(t.head), models.RelNsubj) && !c.has(int(t.head), models.RelCcomp):
		t.rel = models.RelCcomp
	}
}

func (c *converter) has(h int, r models.Rel) bool {
	for d := range c.ts {
		if int(c.ts[d].head) == h && c.ts[d].rel == r {
			return true
		}
	}
	return false
}

// addressee makes the object beside a clausal one indirect: "told me that".
func (c *converter) addressee(i int) {
	t := &c.ts[i]
	if t.rel != models.RelObj || int(t.head) >= i || t.head == c.root() {
		return
	}
	switch strings.ToLower(c.ws[t.head].Form) {
	case "tell", "tells", "told", "telling", "assured", "assure", "informed", "inform", "reminded", "remind", "asked", "ask",
		"warned", "warn", "convinced", "convince", "promised", "promise", "notified", "shows", "showed", "show":
		if c.has(int(t.head), models.RelCcomp) {
			t.rel = models.RelIobj
		}
	}
}

// expletive labels "it is clear that": the clause is the subject.
func (c *converter) expletive(i int) {
	t := &c.ts[i]
	h := int(t.head)
	if t.rel != models.RelNsubj || h <= i || h == len(c.ts) || c.ts[h].tag != models.TagJJ || strings.ToLower(c.ws[i].Form) != "it" || !c.has(h, models.RelCop) {
		return
	}
	for d := h + 1; d < len(c.ts); d++ {
		if r := c.ts[d].rel; int(c.ts[d].head) == h && (r == models.RelCcomp || r == models.RelXcomp) {
			c.ts[d].rel = models.RelCsubj
			t.rel = models.RelExpl
			return
		}
	}
}

// agent labels the agent of a passive: "built by prisoners".
func (c *converter) agent(i int) {
	t := &c.ts[i]
	h := int(t.head)
	if t.rel != models.RelObl || h >= i || c.ts[h].tag != models.TagVBN {
		return
	}
	for d := h + 1; d < i; d++ {
		if int(c.ts[d].head) == i && c.ts[d].rel == models.RelCase && strings.EqualFold(c.ws[d].Form, "by") {
			if c.ts[h].rel == models.RelAcl || c.ts[h].rel == models.RelAmod || c.has(h, models.RelAuxPass) || c.has(h, models.RelNsubjPass) {
				t.rel = models.RelOblAgent
			}
			return
		}
	}
}
