package train

import (
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/corpus"
	"github.com/saysonews/sayso/models/identity/names"
)

// mend puts right silver names that contradict their own article: a word marked as
// an organisation, place or other name of one word, where the article has it as the
// last word of a person's full name and, alone, as a person's name more often.
func mend(d *corpus.Document) {
	type count struct {
		full, person, other int
	}
	counts := map[string]*count{}
	each := func(f func(ws []corpus.Word, c *count)) {
		for s := range d.Sentences {
			ws := d.Sentences[s].Words
			for i := 0; i < len(ws); {
				j := i + 1
				for j < len(ws) && ws[j].Entity == ws[i].Entity {
					j++
				}
				if ws[i].Entity != models.NoEntity {
					key := strings.ToLower(ws[j-1].Form)
					c := counts[key]
					if c == nil {
						c = &count{}
						counts[key] = c
					}
					f(ws[i:j], c)
				}
				i = j
			}
		}
	}
	each(func(ws []corpus.Word, c *count) {
		switch {
		case ws[0].Entity == models.EntityPerson && len(ws) > 1:
			c.full++
		case ws[0].Entity == models.EntityPerson:
			c.person++
		case len(ws) == 1:
			c.other++
		}
	})
	each(func(ws []corpus.Word, c *count) {
		if len(ws) == 1 && ws[0].Entity != models.EntityPerson && isProper(&ws[0]) && c.full > 0 && c.person > 2*c.other {
			ws[0].Entity = models.EntityPerson
		}
	})
}

// settle takes out what corpora mark and the product does not call a name: the
// adjectives of nationalities and parties, and titles that stand alone.
func (t *text) settle(words []names.Word, lists names.Lists) {
	for s := range t.doc.Sentences {
		sent := &t.doc.Sentences[s]
		for i := sent.First; i < sent.Last; {
			j, people, titles := i, true, true
			for j < sent.Last && t.class[j] == t.class[i] {
				all := words[j].Lists | words[j].Covered
				people = people && all&lists.People != 0
				titles = titles && all&lists.Title != 0 && words[j].Lists&lists.Given == 0
				j++
			}
			if people && t.class[i] == models.EntityPerson {
				t.fill(i, j, models.EntityOther) // "Americans"
			}
			if people && t.class[i] == models.EntityOther && t.doc.Tokens[j-1].Tag == models.TagJJ || titles && t.class[i] == models.EntityPerson {
				t.fill(i, j, models.NoEntity)
			}
			i = j
		}
	}
}

func (t *text) fill(i, j int, c models.Entity) {
	for ; i < j; i++ {
		t.class[i] = c
	}
}
