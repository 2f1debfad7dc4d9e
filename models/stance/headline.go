package stance

import (
	"strings"

	"github.com/saysonews/sayso/models"
)

// headline reads "Bell slams Cole" in a headline, where a tagger is apt to take the
// verb for a noun: a verb of attitude between two names, or a name and an issue.
func (f *finder) headline(i int) {
	sent := &f.doc.Sentences[f.tok(i).Sentence]
	if sent.Kind != models.Headline && sent.Kind != models.Standfirst || i == sent.First || i+1 >= sent.Last || isVerb(f.tok(i).Tag) {
		return
	}
	lower := f.tok(i).Lower
	if !strings.HasSuffix(lower, "s") || f.figure(i-1) < 0 || f.figure(i+1) < 0 && f.topicAt(i+1) == nil {
		return
	}
	rows := f.model.predicates.rowsOf(strings.TrimSuffix(lower, "s"))
	if len(rows) == 0 {
		rows = f.model.predicates.rowsOf(strings.TrimSuffix(lower, "es"))
	}
	for k := range rows {
		if p := &rows[k]; p.class == verbClass && p.holder == subjectHolder && p.target == objectTarget && len(p.extra) == 0 && !p.act {
			f.emit(&frame{at: i, pred: p, holder: i - 1, target: i + 1, value: p.value})
			return
		}
	}
}
