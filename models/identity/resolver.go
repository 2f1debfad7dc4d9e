package identity

import (
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/identity/names"
	"github.com/saysonews/sayso/models/tree"
)

// resolver is the scratch of one document. It is reused from document to
// document to keep its memory.
type resolver struct {
	*lists
	gazetteer  *gazetteer
	recogniser *names.Recogniser
	doc        *models.Document
	text       string
	tree       tree.Tree
	words      []word
	looks      []names.Word // the words as the recogniser of names is told them
	marks      []names.Mark // what it says of them
	names      []name
	figures    []figure
	mentions   []mention
	at         []int32 // token -> mention of which it is the head, -1 for none
	sources    []int32 // token -> attribution of which it is the source head, -1
	speech     []turn  // the turns of speech so far, in order of the text
	order      []int32 // attributions by the place where they are resolved
	met        int     // how many of them are
	refs       []ref
	special    [models.Author + 1]int // one more than the figure of the unknown speaker, of the author
	holders    []int32                // figures with an office or the kind of an institution
}

// word is what a token looks like, beside its tag.
type word struct {
	entry   *entry // of the longest listed phrase that begins here, or nil
	length  uint8  // tokens of that phrase
	capital bool   // begins with a capital letter
	upper   bool   // two or more letters, all capitals
	opener  bool   // first word of a sentence, a quotation or after a colon
	headed  bool   // in a sentence whose capitals tell nothing
	quote   int16  // one more than the index of the quotation it lies in
}

func (w *word) is(c class) bool { return w.entry != nil && w.entry.class&c != 0 }

// whole reports whether the token is by itself a listed word of class c.
func (w *word) whole(c class) bool { return w.length == 1 && w.is(c) }

// horizon bounds how many figures a name is compared with, newest first, so that
// the time for a long text stays linear. No article comes near it.
const horizon = 500

// oldest is the first figure that a new name is compared with.
func (r *resolver) oldest() int { return max(0, len(r.figures)-horizon) }

// begin points the resolver at doc and describes its tokens.
func (r *resolver) begin(doc *models.Document) {
	r.doc, r.text = doc, doc.Article.Text
	r.tree.Build(doc)
	n := len(doc.Tokens)
	if cap(r.words) < n {
		r.words = make([]word, n, n+n/2)
		r.at, r.sources = make([]int32, n, n+n/2), make([]int32, n, n+n/2)
	}
	r.words, r.at, r.sources = r.words[:n], r.at[:n], r.sources[:n]
	r.names, r.figures, r.mentions = r.names[:0], r.figures[:0], r.mentions[:0]
	r.speech, r.holders = r.speech[:0], r.holders[:0]
	r.special = [models.Author + 1]int{}
	for i := range n {
		r.at[i], r.sources[i] = -1, -1
	}
	for s := range doc.Sentences {
		r.describe(s)
	}
	for q := range doc.Quotes {
		for i := doc.Quotes[q].First; i < doc.Quotes[q].Last && i < n; i++ {
			r.words[i].quote = int16(min(q+1, 1<<15-1))
		}
	}
}

// describe fills the words of sentence s.
func (r *resolver) describe(s int) {
	sent := &r.doc.Sentences[s]
	opener := true
	for i := sent.First; i < sent.Last; i++ {
		t := &r.doc.Tokens[i]
		w := word{opener: opener}
		w.capital, w.upper = r.shape(i)
		letter := isWord(r.text[t.Start:t.End])
		if letter || w.capital {
			w.entry, w.length = r.phrase(i, sent.Last)
		}
		opener = t.Tag == models.TagOpenQuote || t.Tag == models.TagColon || opener && !letter
		r.words[i] = w
	}
	if r.titleCase(s) {
		for i := sent.First; i < sent.Last; i++ {
			r.words[i].headed = true
		}
	}
}

// phrase looks up the phrase that begins at token i, respecting words that are
// listed in capitals only ("US", "WHO").
func (r *resolver) phrase(i, last int) (*entry, uint8) {
	e, n := r.match(r.doc.Tokens[i:last])
	if e == nil || n > 12 {
		return nil, 0
	}
	if e.upper && n == 1 && !r.allCapitals(i) {
		return nil, 0
	}
	return e, uint8(n)
}

// allCapitals reports whether a token has no lower-case letter.
func (r *resolver) allCapitals(i int) bool {
	for _, c := range []byte(r.doc.Word(i)) {
		if 'a' <= c && c <= 'z' {
			return false
		}
	}
	return true
}

func (r *resolver) shape(i int) (capital, upper bool) {
	w := r.doc.Word(i)
	first, size := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(first) {
		return false, false
	}
	letters := 1
	for _, c := range w[size:] {
		if unicode.IsLower(c) {
			return true, false
		}
		if unicode.IsUpper(c) {
			letters++
		}
	}
	return true, letters > 1
}

func isWord(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(c) || unicode.IsDigit(c)
}

// titleCase reports whether the capitals of sentence s tell nothing: it is a
// headline with nearly every longer word capitalised, or written in capitals.
func (r *resolver) titleCase(s int) bool {
	sent := &r.doc.Sentences[s]
	long, capital, upper := 0, 0, 0
	for i := sent.First; i < sent.Last; i++ {
		w := &r.words[i]
		if t := &r.doc.Tokens[i]; t.End-t.Start < 4 || !isWord(r.text[t.Start:t.End]) {
			continue
		}
		long++
		if w.capital {
			capital++
		}
		if w.upper {
			upper++
		}
	}
	if long < 4 {
		return sent.Kind == models.Headline && long > 1 && capital == long
	}
	return upper*4 >= long*3 || capital*10 >= long*8 && (sent.Kind != models.Paragraph || !r.stopped(sent))
}

// stopped reports whether a sentence ends like a sentence.
func (r *resolver) stopped(s *models.Sentence) bool {
	for i := s.Last - 1; i >= s.First && i > s.Last-4; i-- {
		if r.doc.Tokens[i].Tag == models.TagStop {
			return true
		}
	}
	return false
}

// word returns the lower-cased text of token i.
func (r *resolver) lower(i int) string { return r.doc.Tokens[i].Lower }

func (r *resolver) tag(i int) models.Tag { return r.doc.Tokens[i].Tag }
func (r *resolver) rel(i int) models.Rel { return r.doc.Tokens[i].Rel }

// proper reports whether token i is tagged a proper noun.
func (r *resolver) proper(i int) bool {
	switch r.tag(i) {
	case models.TagNNP, models.TagNNPS:
		return true
	case models.TagGW, models.TagFW, models.TagADD:
		return r.words[i].capital
	}
	return false
}
