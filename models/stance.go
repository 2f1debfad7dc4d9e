package models

// StanceLabel is the sign of a stance.
type StanceLabel int8

// The three labels.
const (
	Oppose StanceLabel = iota - 1
	NoStance
	Support
)

// String returns "oppose", "neutral" or "support".
func (l StanceLabel) String() string {
	switch l {
	case Oppose:
		return "oppose"
	case Support:
		return "support"
	}
	return "neutral"
}

// TargetKind is what sort of thing a stance is about.
type TargetKind uint8

// The kinds of target.
const (
	TargetPerson TargetKind = iota
	TargetOrganisation
	TargetGroup
	TargetPlace
	TargetDocument
	TargetIssue
)

var targetKindNames = [...]string{"person", "organisation", "group", "place", "document", "issue"}

// String returns the name used in output, such as "issue".
func (k TargetKind) String() string { return targetKindNames[k] }

// Target is what a stance is about.
type Target struct {
	// ID is a slug: that of the speaker with the same name, or of the issue.
	ID, Name string
	Kind     TargetKind
	// Mention is where the target stands in the text.
	Mention Span
}

// Stance is a holder's attitude towards a target.
type Stance struct {
	// Holder indexes Document.Speakers.
	Holder int
	Target Target
	Label  StanceLabel
	// Score lies in [-1, 1]: its sign is Label's, its size the strength.
	Score float64
	// Evidence is the stretch of text that expresses the stance.
	Evidence Span
	// Attribution indexes Document.Attributions; -1 when the article itself says it.
	Attribution int
	// AccordingTo indexes Document.Speakers: who reports a stance that is not his
	// own ("Bell said Cole opposes it"). -1 when nobody does.
	AccordingTo int
}
