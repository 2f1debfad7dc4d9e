package attribution

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/quotation"
	"github.com/saysonews/sayso/models/tree"
)

// Model finds attributions. It is immutable and safe for concurrent use.
type Model struct {
	lists *lists
	// sequence and rankers are nil where the rules work alone.
	sequence *Sequence
	rankers  *Rankers
}

// Rules returns a model of cue lists and trees alone, which training starts from.
func Rules() (*Model, error) {
	l, err := loadLists()
	if err != nil {
		return nil, err
	}
	return &Model{lists: l}, nil
}

// With returns a model that lets sequence and rankers decide over the rules'
// proposals.
func (m *Model) With(s *Sequence, r *Rankers) *Model {
	return &Model{lists: m.lists, sequence: s, rankers: r}
}

// Load reads the embedded lists and weights.
func Load() (*Model, error) {
	m, err := Rules()
	if err != nil {
		return nil, err
	}
	s, r, err := Open(weights)
	if err != nil {
		return nil, fmt.Errorf("open attribution weights: %w", err)
	}
	return m.With(s, r), nil
}

// Attribute fills doc.Quotes and returns the attributions of doc in order of the
// text, each with Type, SourceHead, CueHead and Confidence; their Speakers and
// Sentiment are for later steps. doc needs sentences, tokens, tags and heads.
func (m *Model) Attribute(doc *models.Document) []models.Attribution {
	if m.sequence == nil {
		return m.rules(doc).finish()
	}
	a := m.assembler(doc, m.sequence)
	a.assemble(m.rankers)
	return a.finish()
}

// assembler runs rules and sequence model over doc.
func (m *Model) assembler(doc *models.Document, s *Sequence) *assembler {
	f := m.rules(doc)
	a := &assembler{finder: f, x: newFeatures(f, s.Priors, s.Rows), ruled: map[int]int{}}
	for k, p := range f.proposals {
		if !p.dropped && p.cueHead >= 0 {
			a.ruled[p.cueHead] = k
		}
	}
	a.b = s.believe(a.x)
	return a
}

// rules fills doc.Quotes and proposes attributions from the cue lists and the tree.
func (m *Model) rules(doc *models.Document) *finder {
	doc.Quotes = quotation.Find(doc)
	f := &finder{doc: doc, text: doc.Article.Text, lists: m.lists, quotes: doc.Quotes}
	f.tree.Build(doc)
	f.mapQuotes()
	f.at.reset(len(doc.Tokens))
	for i := range doc.Sentences {
		if s := doc.Sentences[i]; s.Kind.Speech() {
			f.sentence(s)
		}
	}
	f.labels()
	f.quotations()
	return f
}

// proposal is an attribution in the making, in token ranges.
type proposal struct {
	source, cue run
	content     []run
	sourceHead  int
	cueHead     int
	confidence  float64
	dropped     bool
}

// run is a half-open range of tokens.
type run struct{ first, end int }

func (r run) empty() bool       { return r.end <= r.first }
func (r run) has(i int) bool    { return r.first <= i && i < r.end }
func (r run) meets(s run) bool  { return r.first < s.end && s.first < r.end }
func (r run) covers(s run) bool { return r.first <= s.first && s.end <= r.end }
func (r run) join(s run) run    { return run{min(r.first, s.first), max(r.end, s.end)} }
func (r run) without(s run) []run { // the parts of r before and after s
	if !r.meets(s) {
		return []run{r}
	}
	var out []run
	if r.first < s.first {
		out = append(out, run{r.first, s.first})
	}
	if s.end < r.end {
		out = append(out, run{s.end, r.end})
	}
	return out
}

type finder struct {
	doc    *models.Document
	text   string
	tree   tree.Tree
	lists  *lists
	quotes []models.Quote
	// quoteOf gives each token's quotation, -1 outside.
	quoteOf   []int32
	proposals []proposal
	at        index
	// mending lets rules help where the rankers find no source; they learn from what
	// they find by themselves.
	mending bool
}

// mapQuotes records the quotation of each token.
func (f *finder) mapQuotes() {
	f.quoteOf = make([]int32, len(f.doc.Tokens))
	for i := range f.quoteOf {
		f.quoteOf[i] = -1
	}
	for q, quote := range f.quotes {
		for i := quote.First; i < quote.Last; i++ {
			f.quoteOf[i] = int32(q)
		}
	}
}

// sentence proposes an attribution for each cue of s, those higher in the tree
// first, and drops those that lie in the content of another.
func (f *finder) sentence(s models.Sentence) {
	var cues []int
	for i := s.First; i < s.Last; i++ {
		if !f.reported(i) {
			cues = append(cues, i)
		}
	}
	slices.SortStableFunc(cues, func(a, b int) int { return cmp.Compare(f.depth(a), f.depth(b)) })
	for _, i := range cues {
		if f.at.content[i] >= 0 {
			continue
		}
		if p, ok := f.propose(i); ok && f.free(p.content) {
			f.accept(p)
		}
	}
}

// reported reports whether token i is in a quotation long enough to be speech, so
// that a cue there is the speaker's own.
func (f *finder) reported(i int) bool {
	q := f.quoteOf[i]
	return q >= 0 && f.quotes[q].Last-f.quotes[q].First > 4
}

func (f *finder) depth(i int) int {
	d := 0
	for ; i >= 0 && d < 64; d++ {
		i = f.tree.Head(i)
	}
	return d
}

// free reports whether no proposal has taken a token of the contents.
func (f *finder) free(content []run) bool {
	for _, c := range content {
		if first(f.at.content, c) >= 0 {
			return false
		}
	}
	return true
}

// finish turns proposals into attributions in order of the text.
func (f *finder) finish() []models.Attribution {
	var out []models.Attribution
	for i := range f.proposals {
		p := &f.proposals[i]
		a := models.Attribution{SourceHead: -1, CueHead: -1, Confidence: p.confidence}
		if p.dropped || !f.spans(&a.Content, p.content) {
			continue
		}
		if f.spans(&a.Source, []run{p.source}) {
			a.SourceHead = p.sourceHead
		}
		if f.spans(&a.Cue, []run{p.cue}) {
			a.CueHead = p.cueHead
		}
		a.Type = f.quoteType(p.content)
		out = append(out, a)
	}
	slices.SortStableFunc(out, func(a, b models.Attribution) int {
		return cmp.Or(cmp.Compare(a.Content[0].Start, b.Content[0].Start), cmp.Compare(start(a.Cue), start(b.Cue)))
	})
	for i := range out {
		out[i].ID = "a" + strconv.Itoa(i+1)
	}
	return out
}

func start(spans []models.Span) int {
	if len(spans) == 0 {
		return -1
	}
	return spans[0].Start
}

// spans writes the byte spans of runs, in order, split at block ends, and reports
// whether there are any.
func (f *finder) spans(dst *[]models.Span, runs []run) bool {
	slices.SortFunc(runs, func(a, b run) int { return cmp.Compare(a.first, b.first) })
	for _, r := range runs {
		for !r.empty() {
			end := min(r.end, f.blockEnd(r.first))
			*dst = append(*dst, models.Span{Start: f.doc.Tokens[r.first].Start, End: f.doc.Tokens[end-1].End})
			r.first = end
		}
	}
	return len(*dst) > 0
}

// blockEnd returns the token after the last of the block that token i is in.
func (f *finder) blockEnd(i int) int {
	b := f.doc.Blocks[f.doc.Sentences[f.doc.Tokens[i].Sentence].Block]
	return f.doc.Sentences[b.Last-1].Last
}

// quoteType tells direct, indirect and mixed contents apart by the share of words
// between quotation marks.
func (f *finder) quoteType(content []run) models.QuoteType {
	in, out := 0, 0
	for _, c := range content {
		for i := c.first; i < c.end; i++ {
			switch {
			case !f.word(i):
			case f.quoteOf[i] >= 0:
				in++
			default:
				out++
			}
		}
	}
	switch {
	case in == 0:
		return models.Indirect
	case out == 0:
		return models.Direct
	}
	return models.Mixed
}

// word reports whether token i is more than punctuation.
func (f *finder) word(i int) bool {
	switch f.doc.Tokens[i].Tag {
	case models.TagComma, models.TagStop, models.TagColon, models.TagOpenQuote, models.TagCloseQuote,
		models.TagLRB, models.TagRRB, models.TagHYPH, models.TagNFP, models.TagSYM:
		return false
	}
	return f.doc.Tokens[i].Rel != models.RelPunct
}
