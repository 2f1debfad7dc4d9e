package view

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"github.com/saysonews/sayso/output/tables"
)

// QuoteQuery says which quotations to give.
type QuoteQuery struct {
	Filter
	// Speakers are the ids of whose; nil means everybody's.
	Speakers []string
	// Targets are the ids of what they are about, and About the words for it. A row is
	// about it when it holds a stance on it, or, unless Label is set, when its sentence
	// has the words.
	Targets, About []string
	// Label is support, oppose or neutral: only rows with such a stance, on a target if
	// there are Targets or About.
	Label string
	// Type is direct, indirect or mixed; empty means all.
	Type string
	// Sort is one of QuoteSorts, with "-" before it to turn it round.
	Sort string
	// Limit is the most rows to give, 0 for all.
	Limit int

	articles []string // the ids of those to read, nil for all
}

// QuoteSorts names the orders of Quotes, the usual one first: the speakers by id, what
// each said by time.
func QuoteSorts() []string { return []string{"speaker", "date", "sentiment", "confidence"} }

func quoteOrder(name string) order[tables.SpeakerRow] {
	switch name {
	case "date":
		return func(a, b *tables.SpeakerRow) int { return a.Published.Compare(b.Published) }
	case "sentiment":
		return func(a, b *tables.SpeakerRow) int { return cmp.Compare(b.ContentSentiment, a.ContentSentiment) }
	case "confidence":
		return func(a, b *tables.SpeakerRow) int { return cmp.Compare(b.Confidence, a.Confidence) }
	}
	return nil
}

// Quotes goes through the quotations that q chooses.
func Quotes(s *tables.Set, q QuoteQuery) iter.Seq2[*tables.SpeakerRow, error] {
	o := by(q.Sort, quoteOrder)
	if o == nil || q.Limit == 0 {
		return sorted(q.rows(s, nil), o, q.Limit)
	}
	return func(yield func(*tables.SpeakerRow, error) bool) {
		// Some columns tell which rows come first; only those are read in full.
		speakers, articles := map[string]bool{}, map[string]bool{}
		for r, err := range sorted(q.rows(s, q.deciding()), o, q.Limit) {
			if err != nil {
				yield(nil, err)
				return
			}
			speakers[r.SpeakerID], articles[r.ArticleID] = true, true
		}
		whole := q
		whole.Speakers, whole.articles = keysOf(speakers), keysOf(articles)
		sorted(whole.rows(s, nil), o, q.Limit)(yield)
	}
}

// deciding are the columns that choosing and sorting rest on.
func (q QuoteQuery) deciding() []string {
	columns := []string{
		"speaker_id", "speaker_kind", "article_id", "outlet", "published_at", "quote_type", "confidence", "content_sentiment_score",
	}
	if q.Label != "" || q.Targets != nil || len(q.About) > 0 {
		columns = append(columns, "sentence", "stances")
	}
	return columns
}

// keysOf returns the keys of a set, never nil: that would be all.
func keysOf(set map[string]bool) []string { return slices.AppendSeq([]string{}, maps.Keys(set)) }

func (q QuoteQuery) rows(s *tables.Set, columns []string) iter.Seq2[*tables.SpeakerRow, error] {
	return func(yield func(*tables.SpeakerRow, error) bool) {
		about := newPhrases(q.About...)
		read := q.query(columns...)
		read.Speakers, read.Articles = q.Speakers, q.articles
		if err := q.narrow(s, &read, about); err != nil {
			yield(nil, err)
			return
		}
		for r, err := range s.SpeakerRows(read) {
			if err != nil {
				yield(nil, err)
				return
			}
			if q.keeps(r, about) && !yield(r, nil) {
				return
			}
		}
	}
}

func (q QuoteQuery) keeps(r *tables.SpeakerRow, about phrases) bool {
	if !q.outlet(&r.Head) || !q.kind(r.SpeakerKind) || r.Confidence < q.MinConfidence || q.Type != "" && q.Type != r.QuoteType {
		return false
	}
	aimed := q.Targets != nil || len(about) > 0
	for _, st := range r.Stances {
		if (q.Label == "" || q.Label == st.Label) && (!aimed || slices.Contains(q.Targets, st.TargetID)) && (aimed || q.Label != "") {
			return true
		}
	}
	return q.Label == "" && (!aimed || about.in(r.Sentence))
}

// narrow restricts what is read to the speakers and articles that can have such rows:
// the tables of stances and sentences tell, and are a few files where the speakers may
// have thousands.
func (q QuoteQuery) narrow(s *tables.Set, read *tables.Query, about phrases) error {
	aimed := q.Targets != nil || len(about) > 0
	if q.Speakers != nil || !(q.Label != "" || aimed || q.dated()) {
		return nil
	}
	speakers, articles := map[string]bool{}, map[string]bool{}
	if q.Label != "" || q.Targets != nil {
		if err := q.holders(s, speakers, articles); err != nil {
			return err
		}
	}
	if q.Label == "" {
		for st, err := range s.Sentences(q.query("article_id", "outlet", "published_at", "sentence", "speaker_ids")) {
			if err != nil {
				return err
			}
			if len(st.SpeakerIDs) == 0 || !q.outlet(&st.Head) || aimed && !about.in(st.Sentence) {
				continue
			}
			articles[st.ArticleID] = true
			for _, id := range st.SpeakerIDs {
				speakers[id] = true
			}
		}
	}
	read.Speakers, read.Articles = keysOf(speakers), keysOf(articles)
	return nil
}

// holders adds who has such stances, and where.
func (q QuoteQuery) holders(s *tables.Set, speakers, articles map[string]bool) error {
	read := q.query("article_id", "outlet", "holder_id", "target_id", "label")
	read.Targets = q.Targets
	if q.Targets == nil && len(q.About) > 0 {
		read.Targets = []string{}
	}
	for st, err := range s.Stances(read) {
		if err != nil {
			return err
		}
		if (q.Label == "" || st.Label == q.Label) && q.outlet(&st.Head) {
			speakers[st.HolderID], articles[st.ArticleID] = true, true
		}
	}
	return nil
}
