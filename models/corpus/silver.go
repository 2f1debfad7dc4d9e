package corpus

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/models"
)

// columns says where a silver format keeps what; -1 is nowhere. All formats
// start an article with `# doc = ID` and end a sentence with an empty line.
type columns struct {
	n                                                    int
	form, lemma, tag, entity, start, end, head, relation int
}

// located is PolNeAR's format and bare that of the larger silver files. The
// older parses have one column more, for coreference.
var (
	located = columns{n: 9, form: 1, lemma: 2, tag: 3, entity: 4, start: 5, end: 6, head: 7, relation: 8}
	bare    = columns{n: 5, form: 0, lemma: -1, tag: 1, entity: 2, start: -1, end: -1, head: 3, relation: 4}
)

// EachSilver calls f with every document of a silver file in order; f may keep
// it. Reading stops at f's first error. Spans count code points: see Locate.
// A file whose rows have five columns gives neither lemmas nor spans.
func EachSilver(path string, f func(*Document) error) error {
	b := builder{interned: map[string]string{}}
	flush := func() error {
		b.endSentence()
		docs := b.docs
		b.docs = nil
		for i := range docs {
			if err := f(&docs[i]); err != nil {
				return err
			}
		}
		return nil
	}
	err := EachLine(path, func(line string) error {
		if id, ok := strings.CutPrefix(line, "# doc = "); ok {
			if err := flush(); err != nil {
				return err
			}
			b.docs = append(b.docs, Document{ID: id})
			return nil
		}
		return b.silver(line)
	})
	if err != nil {
		return err
	}
	return flush()
}

// ReadSilver reads a whole silver file, by document id.
func ReadSilver(path string) (map[string]*Document, error) {
	docs := map[string]*Document{}
	err := EachSilver(path, func(d *Document) error {
		docs[d.ID] = d
		return nil
	})
	return docs, err
}

func (b *builder) silver(line string) error {
	if line == "" {
		b.endSentence()
		return nil
	}
	c := strings.Split(line, "\t")
	k := located
	if len(c) == bare.n {
		k = bare
	} else if len(c) < located.n {
		return fmt.Errorf("%d columns, want %d or %d", len(c), bare.n, located.n)
	}
	head, err := strconv.Atoi(c[k.head])
	if err != nil || head < 0 {
		return fmt.Errorf("head %q is no number", c[k.head])
	}
	w := Word{
		Form: b.intern(c[k.form]), Tag: models.ParseTag(c[k.tag]), Rel: models.ParseRel(c[k.relation]),
		Entity: parseEntity(c[k.entity]), Head: head - 1, Span: none,
	}
	if k.lemma >= 0 {
		w.Lemma = b.intern(c[k.lemma])
	}
	if k.start >= 0 {
		w.Span = span(c[k.start], c[k.end])
	}
	if prev := len(b.sent.Words) - 1; prev >= 0 && w.Span.Start >= 0 {
		b.sent.Words[prev].Glued = b.sent.Words[prev].Span.End == w.Span.Start
	}
	b.sent.Words = append(b.sent.Words, w)
	return nil
}

func span(start, end string) models.Span {
	s, err1 := strconv.Atoi(start)
	e, err2 := strconv.Atoi(end)
	if err1 != nil || err2 != nil {
		return none
	}
	return models.Span{Start: s, End: e}
}

// parseEntity folds the annotator's classes into those of models; dates,
// numbers and amounts are no names.
func parseEntity(s string) models.Entity {
	switch s {
	case "PERSON":
		return models.EntityPerson
	case "ORGANIZATION":
		return models.EntityOrganisation
	case "LOCATION", "CITY", "COUNTRY", "STATE_OR_PROVINCE":
		return models.EntityPlace
	case "MISC":
		return models.EntityOther
	}
	return models.NoEntity
}
