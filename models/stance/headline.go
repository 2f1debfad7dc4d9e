package stance

import (
	"strings"

	"github.com/saysonews/sayso/models"
)

// headline reads verbs that a tagger takes for plural nouns: in a headline between two
// names or a name and an issue ("Bell slams Cole"), and elsewhere where the tree gives
// them a subject and an object all the same.
func (f *finder) headline(i int) {
	lower := f.tok(i).Lower
	if isVerb(f.tok(i).Tag) || !strings.HasSuffix(lower, "s") {
		return
	}
	holder, target := f.ownSubject(i), f.tree.Child(i, models.RelObj)
	if holder < 0 || target < 0 {
		if !f.betweenNames(i) {
			return
		}
		holder, target = i-1, i+1
	}
	rows := f.model.predicates.rowsOf(strings.TrimSuffix(lower, "s"))
	if len(rows) == 0 {
		rows = f.model.predicates.rowsOf(strings.TrimSuffix(lower, "es"))
	}
	for k := range rows {
		if p := &rows[k]; p.class == verbClass && p.holder == subjectHolder && p.target == objectTarget && len(p.extra) == 0 && !p.act {
			f.emit(&frame{at: i, pred: p, holder: holder, target: target, value: p.value})
			return
		}
	}
}

// betweenNames reports whether token i of a headline stands between a name and a name
// or an issue.
func (f *finder) betweenNames(i int) bool {
	sent := &f.doc.Sentences[f.tok(i).Sentence]
	if sent.Kind != models.Headline && sent.Kind != models.Standfirst || i == sent.First || i+1 >= sent.Last {
		return false
	}
	return f.figure(i-1) >= 0 && (f.figure(i+1) >= 0 || f.topicAt(i+1) != nil)
}
