package tables

import "time"

// Head says which article a row is about.
type Head struct {
	ArticleID, Title, Outlet, Author, URL string
	// Published is UTC.
	Published time.Time
}

// Sentiment is that of a sentence: Score and the components -1 to 1, but for Bayes,
// which has no bounds, and Coverage, which is 0 to 1.
type Sentiment struct {
	Score                                       float64
	Label                                       string
	Bayes, Lexicon, Likeness, Learned, Coverage float64
	// Source is model or command.
	Source string
}

// Run says which run made a row.
type Run struct{ RunID, ModelVersion string }

// Span is half open, in code points of the article's text.
type Span struct{ Start, End int }

// Citation is a footnote mark of a sentence with its reference.
type Citation struct {
	Marker              string
	Start, End          int
	Title, Outlet, Date string
}

// RowStance is a stance of the speaker of a row.
type RowStance struct {
	TargetID, Target, TargetKind string
	// Label is support, oppose or neutral; Score is -1 to 1.
	Label string
	Score float64
}

// Target counts the stances of a speaker on a target.
type Target struct {
	TargetID, Target, TargetKind string
	Support, Oppose              int64
}

// Speaker is a row of speakers.parquet.
type Speaker struct {
	ID, Name, Kind string
	// Aliases, Titles and Affiliations are sorted.
	Aliases, Titles, Affiliations []string
	// Articles and Sentences count what the speaker has rows of.
	Articles, Sentences int64
	// MeanSentiment is -1 to 1.
	MeanSentiment float64
	Targets       []Target
	// FirstDate and LastDate are zero when all is undated.
	FirstDate, LastDate time.Time
	// Path is the folder of the rows, relative to the root of the set.
	Path string
	Run
}

// SpeakerRow is a row of speakers: a sentence that a speaker is quoted in. The fields
// are the columns of docs/SCHEMA.md.
type SpeakerRow struct {
	SpeakerID, Speaker, SpeakerKind string
	Head
	SentenceIndex         int
	Sentence              string
	Start, End            int
	Kind                  string
	AttributionID         string
	AttributionIDs        []string
	QuoteType, Content    string
	ContentSpans          []Span
	Source                string
	SourceSpans           []Span
	Cue                   string
	CueSpans              []Span
	SpeakerReason         string
	SpeakerMention        string
	MentionStart          int // -1 when there is no mention
	MentionEnd            int
	Confidence            float64 // 0 to 1
	Sentiment             Sentiment
	ContentSentiment      float64 // -1 to 1
	ContentSentimentLabel string
	Stances               []RowStance
	Citations             []Citation
	Run
}

// Sentence is a row of sentences.
type Sentence struct {
	Head
	SentenceIndex  int
	Sentence       string
	Start, End     int
	Kind           string
	BlockIndex     int
	Attributed     bool
	SpeakerIDs     []string
	AttributionIDs []string
	Sentiment      Sentiment
	Citations      []Citation
	Run
}

// Stance is a row of stances.
type Stance struct {
	Head
	StanceIndex                  int
	HolderID, Holder, HolderKind string
	TargetID, Target, TargetKind string
	TargetStart, TargetEnd       int
	// Label is support, oppose or neutral; Score is -1 to 1.
	Label         string
	Score         float64
	Evidence      string
	EvidenceStart int
	EvidenceEnd   int
	SentenceIndex int // -1 when the evidence stands in no sentence
	AttributionID string
	AccordingToID string
	AccordingTo   string
	Run
}

// Article is a row of articles.
type Article struct {
	Head
	Language, Path string
	Line           int
	// Characters is the length of Text in code points; the others count rows, or
	// what the article has of them.
	Characters, Sentences, Attributions, Speakers, Stances int
	SHA256, Text                                           string
	// DuplicateOf is the id of the article of which this one is a copy, Outlets who
	// published it or a copy of it; both are empty in tables that do not tell.
	DuplicateOf string
	Outlets     []string
	Run
}
