package suggest

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/identity"
)

// Speaker is a speaker of the run with what is known of it.
type Speaker struct {
	ID, Name string
	Kind     models.SpeakerKind
	// Aliases and Titles are those of all articles.
	Aliases, Titles []string
	// Articles and Sentences count where the speaker is quoted.
	Articles, Sentences int64
	// First and Last are the days of the first and last article with a date.
	First, Last time.Time
	// Samples are some of the quotations, of different articles.
	Samples []Sample

	words    []string        // of the name, folded
	articles map[int32]bool  // where the speaker speaks
	names    map[string]bool // as the articles have them
	outlets  map[string]bool
	marks    map[string]bool // offices, places and other words beside the name
}

// Sample is a quotation: the article, the attribution in it, and the words that name
// its source.
type Sample struct{ Article, Attribution, Source string }

// Row is a row of the table of speakers.
type Row struct {
	ID, Name, Article, Attribution, Source, Outlet string
	Published                                      time.Time
}

// Collection gathers the speakers of a run. It holds a few words for each speaker
// and a number for each article that it speaks in.
type Collection struct {
	given    *identity.GivenNames
	speakers map[string]*Speaker
	ids      map[string]int32 // of articles
	present  map[int32][]*Speaker
	// bearers are the people by surname, firsts the given names; all are there once
	// Find has begun.
	bearers map[string][]*Speaker
	firsts  map[string]int // articles
	marked  map[string]int // speakers by mark
}

// New returns an empty collection.
func New(given *identity.GivenNames) *Collection {
	return &Collection{given: given, speakers: map[string]*Speaker{}, ids: map[string]int32{}, present: map[int32][]*Speaker{}}
}

// maxSamples bounds the samples of a speaker.
const maxSamples = 3

// AddSpeaker adds a speaker of the index, before its rows. All but people,
// institutions and groups are left out.
func (c *Collection) AddSpeaker(s Speaker) {
	if s.Kind != models.Person && s.Kind != models.Organisation && s.Kind != models.Group {
		return
	}
	s.articles, s.names, s.outlets, s.marks = map[int32]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, t := range s.Titles {
		for _, w := range fields(t) {
			s.mark(w)
		}
	}
	s.words = nameWords(s.Kind, s.Name)
	c.speakers[s.ID] = &s
}

// AddRow adds a row of a speaker that AddSpeaker took.
func (c *Collection) AddRow(r *Row) {
	s := c.speakers[r.ID]
	if s == nil {
		return
	}
	a, ok := c.ids[r.Article]
	if !ok {
		a = int32(len(c.ids))
		c.ids[strings.Clone(r.Article)] = a
	}
	s.names[r.Name] = true
	s.context(r.Source)
	if s.articles[a] {
		return
	}
	s.articles[a] = true
	c.present[a] = append(c.present[a], s)
	if r.Outlet != "" {
		s.outlets[r.Outlet] = true
	}
	if d := r.Published; !d.IsZero() {
		if s.First.IsZero() || d.Before(s.First) {
			s.First = d
		}
		if d.After(s.Last) {
			s.Last = d
		}
	}
	s.sample(Sample{r.Article, r.Attribution, r.Source})
}

// sample keeps the first samples in order of their articles, those with words for
// the source before others.
func (s *Speaker) sample(q Sample) {
	s.Samples = append(s.Samples, q)
	slices.SortFunc(s.Samples, func(a, b Sample) int {
		return cmp.Or(boolCompare(a.Source == "", b.Source == ""), cmp.Compare(a.Article, b.Article), cmp.Compare(a.Attribution, b.Attribution))
	})
	s.Samples = s.Samples[:min(len(s.Samples), maxSamples)]
}

func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// Names returns the names of the speaker in the articles, the best one first and
// each fold once.
func (s *Speaker) Names() []string {
	out := []string{s.Name}
	seen := map[string]bool{models.FullID(s.Kind, s.Name): true}
	for _, n := range slices.Sorted(maps.Keys(s.names)) {
		if id := models.FullID(s.Kind, n); !seen[id] && n != "" {
			seen[id] = true
			out = append(out, n)
		}
	}
	return out
}

// context keeps the words of a source that may tell of the speaker: offices, parties,
// places, institutions.
func (s *Speaker) context(source string) {
	for _, w := range fields(source) {
		if (len(w) > 2 || w == "mr" || w == "ms") && !slices.Contains(s.words, w) && len(s.marks) < 200 {
			s.mark(w)
		}
	}
}

func (s *Speaker) mark(word string) {
	switch word {
	case "sen":
		word = "senator"
	case "rep":
		word = "representative"
	case "gov":
		word = "governor"
	case "the", "and", "for", "who", "his", "her", "she", "was", "has", "had", "not", "but", "are", "one", "its", "him", "whose", "about", "that", "their", "they", "this", "with", "from", "have", "will", "said", "says", "also", "been", "were", "what", "when", "which", "former", "told", "later", "himself", "herself":
		return
	}
	s.marks[word] = true
}

// fields are the words of a text, folded to ASCII.
func fields(text string) []string {
	slug, _ := models.Slug(text)
	return strings.Split(slug, "-")
}

// nameWords are the words of a name as its id has them, without what tells nothing.
func nameWords(kind models.SpeakerKind, name string) []string {
	if kind == models.Person {
		if _, whole := models.Slug(name); whole {
			return strings.Split(models.SpeakerID(kind, name), "-")
		}
		return fields(name)
	}
	return bodyWords(name)
}
