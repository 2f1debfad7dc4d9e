package syntax

import "github.com/saysonews/sayso/models"

// aside mends "Eva Holt, who replaced Jim Dane, said ...", read as a sentence
// about replacing with an address before it and "said" as an afterthought: who
// is the subject of verb r. The verb after the aside takes r's place.
func (a *Analyzer) aside(who int32) {
	r := a.heads[who]
	if int(r) == len(a.words) || r < who || a.tags[who] != models.TagWP || a.rels[who] != models.RelNsubj {
		return
	}
	name, said := a.before(r, who), a.after(r)
	if name < 0 || said < 0 {
		return
	}
	a.heads[said], a.rels[said] = a.heads[r], a.rels[r]
	a.heads[name], a.rels[name] = said, models.RelNsubj
	a.heads[r], a.rels[r] = name, models.RelAclRelcl
	for i := said + 1; int(i) < len(a.heads) && i < said+4*maxBack; i++ {
		if a.heads[i] == r {
			a.heads[i] = said
		}
	}
}

// before is the noun that hangs from r before the comma before who, or -1.
func (a *Analyzer) before(r, who int32) int32 {
	if who < 2 || a.tags[who-1] != models.TagComma {
		return -1
	}
	for i := who - 2; i >= 0 && i >= who-maxBack; i-- {
		if a.heads[i] == r && a.rels[i] != models.RelPunct {
			if t := a.tags[i]; t >= models.TagNN && t <= models.TagNNPS {
				return i
			}
			return -1
		}
	}
	return -1
}

// after is the finite verb without a subject that hangs from r after a comma, or -1.
func (a *Analyzer) after(r int32) int32 {
	comma := false
	for i := r + 1; int(i) < len(a.heads) && i < r+maxBack; i++ {
		comma = comma || a.tags[i] == models.TagComma
		t := a.tags[i]
		finite := t == models.TagVBD || t == models.TagVBZ || t == models.TagVBP
		if !comma || !finite || a.heads[i] != r {
			continue
		}
		for j := r + 1; j < i; j++ {
			if a.heads[j] == i && (a.rels[j] == models.RelNsubj || a.rels[j] == models.RelNsubjPass || a.rels[j] == models.RelMark) {
				return -1
			}
		}
		return i
	}
	return -1
}
