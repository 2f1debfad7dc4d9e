package stance

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/entries"
	"github.com/saysonews/sayso/models/segment"
)

// TopicFile is a checked file of issues, which adds to the built-in list: a topic
// with the id of a built-in one stands in its place, and a phrase of the file belongs
// to the file's topic. It is immutable and safe for concurrent use; a nil one adds
// nothing.
//
// The file is YAML, a list of entries:
//
//   - id: occupation               # what rows are joined by
//     name: Israeli occupation     # how it is shown
//     kind: issue                  # or person, organisation, group, place, document
//     phrases: [occupation of the West Bank]
//     pro: [annex the West Bank]   # who says so is for it
//     con: [end the occupation]    # who says so is against it
//     opposite_of: two-state-solution
//
// All but id, name and phrases may be left out. Words match in any inflection,
// letters in either case.
type TopicFile struct {
	topics []Topic
	digest string
}

// OpenTopics reads the file of issues at path. The error of a file that is not in
// form names the path and each line at fault, with what to do about it.
func OpenTopics(path string) (*TopicFile, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read topics: %w", err)
	}
	return ReadTopics(path, b)
}

// ReadTopics is OpenTopics of the bytes of a file called name.
func ReadTopics(name string, b []byte) (*TopicFile, error) {
	known, err := Topics()
	if err != nil {
		return nil, fmt.Errorf("read built-in topics: %w", err)
	}
	p := &topicParser{Reader: entries.Reader{
		Name: name, Flag: "--topics", Wanted: "a list of entries such as \"- {id: carbon-tax, name: Carbon tax, phrases: [carbon tax]}\"",
	}, ids: map[string]int{}, phrases: map[string]phraseUse{}}
	f := &TopicFile{digest: entries.Digest(b)}
	p.Each(b, func(n *yaml.Node) { f.topics = append(f.topics, p.topic(n)) })
	if p.Sound() {
		p.opposites(f.topics, known)
	}
	if err := p.Err(); err != nil {
		return nil, fmt.Errorf("read topics: %w", err)
	}
	return f, nil
}

// Topics returns what the file holds, in its order. The slice is the file's own.
func (f *TopicFile) Topics() []Topic { return f.topics }

// Digest tells one content of the file from another: twelve hexadecimal digits of
// its SHA-256.
func (f *TopicFile) Digest() string { return f.digest }

// over returns the file's topics and those of list that it does not replace.
func (f *TopicFile) over(list []Topic) []Topic {
	if f == nil {
		return list
	}
	out := slices.Clone(f.topics)
	for _, t := range list {
		if !slices.ContainsFunc(f.topics, func(o Topic) bool { return o.ID == t.ID }) {
			out = append(out, t)
		}
	}
	return out
}

// phraseUse is where a phrase was given, and for which topic and side.
type phraseUse struct {
	id   string
	side string
	line int
}

// topicParser turns YAML into topics.
type topicParser struct {
	entries.Reader
	ids     map[string]int // line by id
	phrases map[string]phraseUse
}

// topic reads one entry.
func (p *topicParser) topic(n *yaml.Node) Topic {
	t, before := Topic{Kind: models.TargetIssue, Line: n.Line}, p.Faults()
	var opened []func()
	later := func(what string, to *[]string) func(*yaml.Node) {
		return func(v *yaml.Node) { // once the id is known
			opened = append(opened, func() {
				p.Texts(v, what, func(text string, line int) { p.phrase(&t, to, what, text, line) })
			})
		}
	}
	p.Fields(n, "a topic", map[string]func(*yaml.Node){
		"id":      func(v *yaml.Node) { t.ID = p.id(v) },
		"name":    func(v *yaml.Node) { t.Name = p.Text(v, "name") },
		"kind":    func(v *yaml.Node) { t.Kind = p.kind(v) },
		"phrases": later("phrases", &t.Phrases),
		"pro":     later("pro", &t.Pro),
		"con":     later("con", &t.Con),
		"opposite_of": func(v *yaml.Node) {
			p.Texts(v, "opposite_of", func(text string, _ int) { t.OppositeOf = append(t.OppositeOf, text) })
		},
	})
	for _, read := range opened {
		read()
	}
	if p.Faults() == before {
		p.complete(&t)
	}
	return t
}

// complete reports what the topic lacks.
func (p *topicParser) complete(t *Topic) {
	switch line, twice := p.ids[t.ID]; {
	case t.ID == "":
		p.Fault(t.Line, "a topic without id: give what rows are joined by, as in \"id: carbon-tax\"")
	case twice:
		p.Fault(t.Line, "topic %q is at line %d too: join the two", t.ID, line)
	case t.Name == "":
		p.Fault(t.Line, "topic %q without name: give how it is shown, as in \"name: Carbon tax\"", t.ID)
	case len(t.Phrases) == 0:
		p.Fault(t.Line, "topic %q without phrases: give at least one that names it, as in \"phrases: [carbon tax]\"", t.ID)
	}
	p.ids[t.ID] = t.Line
}

// maxPhrase bounds the words of a phrase.
const maxPhrase = 12

// phrase adds a phrase to a side of the topic, cut into words as articles are.
func (p *topicParser) phrase(t *Topic, to *[]string, side, text string, line int) {
	words := cutWords(text)
	key := strings.Join(words, " ")
	switch used, ok := p.phrases[key]; {
	case len(words) == 0 || len(words) > maxPhrase:
		p.Fault(line, "phrase %q has %d words: want 1 to %d", text, len(words), maxPhrase)
		return
	case ok && used.id != t.ID:
		p.Fault(line, "phrase %q is given to topic %q at line %d too: leave it to one", text, used.id, used.line)
		return
	case ok && used.side != side:
		p.Fault(line, "phrase %q is under %s at line %d too: keep it where it belongs", text, used.side, used.line)
		return
	case ok:
		return // other spellings may have the same words
	}
	p.phrases[key] = phraseUse{t.ID, side, line}
	*to = append(*to, key)
}

// cutWords returns the words of a phrase in lower case, as the text's tokens are.
func cutWords(text string) []string {
	doc := segment.Segment(&models.Article{Text: text})
	words := make([]string, len(doc.Tokens))
	for i := range doc.Tokens {
		words[i] = doc.Tokens[i].Lower
	}
	return words
}

func (p *topicParser) id(n *yaml.Node) string {
	s := p.Text(n, "id")
	if s != "" && !models.ValidID(s) {
		p.Fault(n.Line, "id %q: want small letters, digits and single hyphens, at most 80, such as \"carbon-tax\"", s)
	}
	return s
}

func (p *topicParser) kind(n *yaml.Node) models.TargetKind {
	s := p.Text(n, "kind")
	kind, ok := targetKind(s)
	if s != "" && !ok {
		p.Fault(n.Line, "kind %q: want person, organisation, group, place, document or issue", s)
	}
	return kind
}

// opposites checks that what the topics are opposite of exists.
func (p *topicParser) opposites(list, builtin []Topic) {
	known := map[string]bool{}
	for _, topics := range [][]Topic{list, builtin} {
		for i := range topics {
			known[topics[i].ID] = true
		}
	}
	for i := range list {
		for _, id := range list[i].OppositeOf {
			switch {
			case id == list[i].ID:
				p.Fault(list[i].Line, "topic %q is opposite_of itself: name another topic", id)
			case !known[id]:
				p.Fault(list[i].Line, "opposite_of %q: no topic has that id, neither here nor built in (see \"sayso topics\")", id)
			}
		}
	}
}
