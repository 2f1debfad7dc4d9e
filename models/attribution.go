package models

// QuoteType says how the content of an attribution is given.
type QuoteType uint8

// The types of quotation.
const (
	Indirect QuoteType = iota // reported in the writer's words
	Direct                    // wholly between quotation marks
	Mixed                     // reported, with quoted parts
)

var quoteNames = [...]string{"indirect", "direct", "mixed"}

// String returns "direct", "indirect" or "mixed".
func (q QuoteType) String() string { return quoteNames[q] }

// Attribution is one relation of a source to what it said, thought or wanted
// (Pareti 2016; PolNeAR: Newell, Margolin and Ruths, LREC 2018).
type Attribution struct {
	// ID is unique within the article: "a1", "a2" ... in order of the text.
	ID   string
	Type QuoteType
	// Source, Cue and Content are in order of the text; Source and Cue may be
	// empty (an elided source, a quotation that stands alone), Content never is.
	Source, Cue, Content []Span
	// SourceHead and CueHead index Document.Tokens, -1 when there is none.
	SourceHead, CueHead int
	// Confidence is the probability, in [0, 1], that the attribution is right.
	Confidence float64
	// Speakers are what the source resolves to: several for "Ann and Bo said".
	// Filled by the identity step; never empty afterwards.
	Speakers []SpeakerRef
	// Sentiment is that of the content, filled by the sentiment step.
	Sentiment Sentiment
}

// Sentiment is how positive a stretch of text is.
type Sentiment struct {
	// Score lies in [-1, 1]; 0 is neutral or unknown.
	Score float64
	Label SentimentLabel
	// Bayes is the class-normalised log-odds of the naive Bayes component per
	// known word, and Lexicon the score of the lexicon component in [-1, 1].
	Bayes, Lexicon float64
	// Likeness is the valence that the words no list has take from words of like
	// use, and Learned what the words and their pairs have been learned to add to the
	// score, both in [-1, 1].
	Likeness, Learned float64
	// Coverage is the share of words, in [0, 1], that some component knew.
	Coverage float64
	// Source says where Score and Label come from; the components are the model's.
	Source SentimentSource
}

// SentimentSource says what scored a text.
type SentimentSource uint8

// The two sources.
const (
	FromModel   SentimentSource = iota // the built-in model
	FromCommand                        // a program that the user brought
)

// String returns "model" or "command".
func (s SentimentSource) String() string {
	if s == FromCommand {
		return "command"
	}
	return "model"
}

// SentimentLabel is the class of a score.
type SentimentLabel int8

// The three classes.
const (
	Negative SentimentLabel = iota - 1
	Neutral
	Positive
)

// String returns "negative", "neutral" or "positive".
func (l SentimentLabel) String() string {
	switch l {
	case Negative:
		return "negative"
	case Positive:
		return "positive"
	}
	return "neutral"
}
