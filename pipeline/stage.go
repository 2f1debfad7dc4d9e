package pipeline

// Stage is a step of the way from an article to what is known of it.
type Stage uint8

// The stages, in order.
const (
	Ingest Stage = iota
	Segment
	Syntax
	Attribution
	Identity
	Sentiment
	Stance
	Output // turning the document into rows or text
)

var stageNames = [...]string{"ingest", "segment", "syntax", "attribution", "identity", "sentiment", "stance", "output"}

// String returns the name used in dead letters, such as "syntax".
func (s Stage) String() string { return stageNames[s] }
