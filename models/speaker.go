package models

// SpeakerKind is what sort of source a speaker is.
type SpeakerKind uint8

// The kinds of speaker.
const (
	Unknown      SpeakerKind = iota // nothing to go by, or several readings left
	Person                          // a named person
	Organisation                    // a named institution, company, country or outlet
	Group                           // people of one name: "Republicans", "Mexicans"
	Unnamed                         // people without a name: "two officials", "voters", "a spokesman"
	DocumentKind                    // a text: a report, a poll, a law
	Author                          // the writer of the article
)

var speakerKindNames = [...]string{"unknown", "person", "organisation", "group", "unnamed", "document", "author"}

// String returns the name used in output, such as "organisation".
func (k SpeakerKind) String() string { return speakerKindNames[k] }

// ParseSpeakerKind returns the kind called name, Unknown for a name of none.
func ParseSpeakerKind(name string) SpeakerKind {
	for k, n := range speakerKindNames {
		if n == name {
			return SpeakerKind(k)
		}
	}
	return Unknown
}

// Speaker is someone or something that speaks, holds a stance or is its target.
type Speaker struct {
	// ID is a slug of Kind and Name alone, see SpeakerID, unless a file of aliases
	// gives another.
	ID string
	// Name is the best name the article gives, without titles.
	Name string
	Kind SpeakerKind
	// Aliases are the other forms found, Titles the offices and honorifics, each
	// sorted and once.
	Aliases, Titles []string
	// Affiliation is whom an unnamed speaker speaks for, or any that a file of
	// aliases says so of; or empty.
	Affiliation string
}

// Reason says how a source was resolved to its speaker.
type Reason uint8

// The reasons.
const (
	ReasonNone        Reason = iota // not resolved
	ReasonName                      // the source holds the name
	ReasonTitle                     // an office that one person of the article holds
	ReasonPronoun                   // a pronoun
	ReasonDescription               // a definite description: "the senator"
	ReasonApposition                // a name in apposition to the source
	ReasonElided                    // no source of its own: that of the quotation before
	ReasonAlias                     // the alias file
	ReasonGazetteer                 // the built-in list of public figures
)

var reasonNames = [...]string{"none", "name", "title", "pronoun", "description", "apposition", "elided", "alias", "gazetteer"}

// String returns the name used in output, such as "pronoun".
func (r Reason) String() string { return reasonNames[r] }

// SpeakerRef ties an attribution's source to a speaker of the document.
type SpeakerRef struct {
	// Speaker indexes Document.Speakers.
	Speaker int
	Reason  Reason
	// Mention is the text the resolution rests on: the name for a name, the
	// antecedent for a pronoun. Empty when there is none.
	Mention Span
}
