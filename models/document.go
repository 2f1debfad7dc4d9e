package models

// BlockKind says what part of an article's page a block of text is.
type BlockKind uint8

// The kinds of block. Sentences are made of Headline, Standfirst, Heading,
// Paragraph and Item blocks; the others are page furniture, kept out of speech.
const (
	Paragraph  BlockKind = iota // body text
	Headline                    // the title on the first line
	Standfirst                  // the summary under the headline
	Heading                     // a heading inside the body
	Item                        // a bullet that is a sentence of the article
	Link                        // a related-link bullet or line
	Reference                   // an entry of a reference list
	Byline                      // "By ANN COLE", datelines that stand alone, agency credits
	Caption                     // photograph and figure captions, credits
	Separator                   // "___", "* * *", "ADVERTISEMENT"
)

var blockNames = [...]string{"paragraph", "headline", "standfirst", "heading", "item", "link", "reference", "byline", "caption", "separator"}

// String returns the name used in output, such as "paragraph".
func (k BlockKind) String() string { return blockNames[k] }

// Speech reports whether text of this kind can hold an attribution.
func (k BlockKind) Speech() bool { return k <= Item }

// Block is a stretch of text between line breaks, all of one kind.
type Block struct {
	Span
	Kind BlockKind
	// First and Last bound the block's sentences: Document.Sentences[First:Last].
	First, Last int
}

// Quote is a stretch of text between quotation marks, the marks included. A
// quotation over several paragraphs is one Quote a paragraph.
type Quote struct {
	Span
	// Group numbers quotations from 0; the paragraphs of one share it.
	Group int
	// First and Last bound the tokens: Document.Tokens[First:Last].
	First, Last int
	// Closed says that the quotation ends with a mark of its own.
	Closed bool
}

// Citation is a footnote mark such as [2] and the entry it refers to.
type Citation struct {
	Span          // of the mark, brackets included
	Marker string // the mark without brackets, "2"
	// Title, Outlet and Date are the parts of the reference entry, as written;
	// all empty when the article has no such entry.
	Title, Outlet, Date string
}

// Sentence is a sentence of the article. Its span starts and ends with a token
// and lies within one block.
type Sentence struct {
	Span
	// Block indexes Document.Blocks; Kind repeats that block's kind.
	Block int
	Kind  BlockKind
	// First and Last bound the sentence's tokens: Document.Tokens[First:Last].
	First, Last int
	// Citations are the footnote marks that belong to the sentence. The mark may
	// stand inside the span or just after it, and is never one of its tokens.
	Citations []Citation
	// Sentiment is filled by the sentiment step.
	Sentiment Sentiment
}

// Token is a word or mark of punctuation in the Universal Dependencies scheme:
// clitics ("n't", "'s") and the parts of hyphenated words are tokens of their own.
type Token struct {
	Span
	// Sentence indexes Document.Sentences.
	Sentence int
	// Lower is the word in lower case, without allocation where it already is.
	Lower string
	// Lemma is the dictionary form in lower case; proper nouns keep their Lower.
	Lemma string
	Tag   Tag
	// Head indexes Document.Tokens; -1 is the root of the sentence.
	Head int
	Rel  Rel
	// Class is the class of the word by the company it keeps, of the lexicon of the
	// syntax step: 0 for none, else from 1; classes that share (Class-1)/32 are near.
	Class uint16
	// Entity is the class of the name the token belongs to.
	Entity Entity
}

// Document is an article with what the steps found in it so far.
type Document struct {
	Article   *Article
	Blocks    []Block    // in order, not overlapping
	Sentences []Sentence // in order, not overlapping
	Tokens    []Token    // in order, not overlapping
	// Quotes are the outermost quotations, in order; filled by the attribution step.
	Quotes []Quote
	// Attributions are in order of the first byte of their content.
	Attributions []Attribution
	// Speakers are those that Attributions and Stances name, each once.
	Speakers []Speaker
	Stances  []Stance
}

// Word returns the text of token i as written.
func (d *Document) Word(i int) string {
	return d.Article.Text[d.Tokens[i].Start:d.Tokens[i].End]
}

// SentenceTokens returns the tokens of sentence i; their Head fields index
// d.Tokens, not the slice.
func (d *Document) SentenceTokens(i int) []Token {
	return d.Tokens[d.Sentences[i].First:d.Sentences[i].Last]
}
