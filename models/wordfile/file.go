// Package wordfile reads the file in which users rate words and phrases: how positive
// they are, and whose stance towards what they tell. It is YAML, a list of entries:
//
//   - word: crackdown           # or a phrase of up to four words
//     class: noun               # or verb, adjective, adverb; where it matters
//     valence: -2               # from -4 to 4; 0 makes it neutral
//     note: as the region's papers use it
//   - word: torpedo
//     class: verb
//     stance: -0.8              # from -1, against, to 1, for
//     holder: subject           # whose stance: subject, object or owner
//     target: object            # towards what: object, subject or a preposition
//     any_target: true          # towards any noun, not only names and issues
//
// An entry has a valence, a stance or both; the rest may be left out. Words match in
// either case and in any inflection of the form given. Only entries with a stance take
// a holder and a target; they want the base form, the head of a phrase first ("pour
// scorn", not "scorn poured").
//
// What always holds: the entries of a file have different words or classes, each
// number lies in its range, and roles are known.
package wordfile

import (
	"fmt"
	"os"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/saysonews/sayso/models/entries"
)

// maxWords bounds the words of an entry.
const maxWords = 4

// Entry rates one word or phrase.
type Entry struct {
	// Word is in lower case, with single spaces. Class is noun, verb, adjective,
	// adverb or empty for any.
	Word, Class string
	// Valence lies in [-4, 4], if Rated.
	Valence float64
	Rated   bool
	// Stance lies in [-1, 1], is not 0 if Framed, and is Holder's towards Target:
	// subject, object, owner (of a noun) or, for Target, a preposition.
	Stance         float64
	Framed         bool
	Holder, Target string
	AnyTarget      bool
	// Line is where the entry begins, from 1.
	Line int
}

// File is a checked file of words. It is immutable and safe for concurrent use.
type File struct {
	// Entries are in the order of the file.
	Entries []Entry
	digest  string
}

// Digest tells one content of the file from another: twelve hexadecimal digits of
// its SHA-256.
func (f *File) Digest() string { return f.digest }

// Open reads the file at path. The error of a file that is not in form names the path
// and each line at fault, with what to do about it.
func Open(path string) (*File, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read lexicon: %w", err)
	}
	return Read(path, b)
}

// Read is Open of the bytes of a file called name.
func Read(name string, b []byte) (*File, error) {
	p := &parser{Reader: entries.Reader{
		Name: name, Flag: "--lexicon", Wanted: "a list of entries such as \"- {word: crackdown, valence: -2}\"",
	}, lines: map[[2]string]int{}}
	f := &File{digest: entries.Digest(b)}
	p.Each(b, func(n *yaml.Node) { f.Entries = append(f.Entries, p.entry(n)) })
	if err := p.Err(); err != nil {
		return nil, fmt.Errorf("read lexicon: %w", err)
	}
	return f, nil
}

// parser turns YAML into entries.
type parser struct {
	entries.Reader
	lines map[[2]string]int // by word and class
}

func (p *parser) entry(n *yaml.Node) Entry {
	e, before := Entry{Line: n.Line}, p.Faults()
	p.Fields(n, "an entry", map[string]func(*yaml.Node){
		"word":    func(v *yaml.Node) { e.Word = p.word(v) },
		"class":   func(v *yaml.Node) { e.Class = p.one(v, "class", "noun", "verb", "adjective", "adverb") },
		"valence": func(v *yaml.Node) { e.Valence, e.Rated = p.Number(v, "valence", -4, 4), true },
		"stance":  func(v *yaml.Node) { e.Stance, e.Framed = p.stance(v), true },
		"holder":  func(v *yaml.Node) { e.Holder = p.one(v, "holder", "subject", "object", "owner") },
		"target":  func(v *yaml.Node) { e.Target = p.target(v) },
		"any_target": func(v *yaml.Node) {
			e.AnyTarget = p.one(v, "any_target", "true", "false") == "true"
		},
		"note": func(v *yaml.Node) { p.Text(v, "note") },
	})
	if p.Faults() == before {
		p.complete(&e)
	}
	return e
}

// complete reports what does not go together, and fills the roles left out.
func (p *parser) complete(e *Entry) {
	key := [2]string{e.Word, e.Class}
	line, twice := p.lines[key]
	p.lines[key] = e.Line
	switch {
	case e.Word == "":
		p.Fault(e.Line, "an entry without word: give the word or phrase, as in \"word: crackdown\"")
	case twice:
		p.Fault(e.Line, "%q is at line %d too: keep one, or tell the two apart by class", e.Word, line)
	case !e.Rated && !e.Framed:
		p.Fault(e.Line, "%q has neither valence nor stance: give one, as in \"valence: -2\"", e.Word)
	case !e.Framed && (e.Holder != "" || e.Target != "" || e.AnyTarget):
		p.Fault(e.Line, "%q has a holder or target but no stance: give its strength, as in \"stance: -0.8\"", e.Word)
	case e.Framed && e.Class == "adverb":
		p.Fault(e.Line, "%q: an adverb has no stance of its own: give class verb, noun or adjective", e.Word)
	case e.Framed && e.Class == "":
		p.Fault(e.Line, "%q has a stance but no class: give class verb, noun or adjective", e.Word)
	case e.Holder == "owner" && e.Class != "noun":
		p.Fault(e.Line, "%q: only a noun has an owner: let holder be subject or object", e.Word)
	case e.Framed:
		p.roles(e)
	}
}

// roles fills the usual roles of the class and checks that they differ.
func (p *parser) roles(e *Entry) {
	usual := map[string][2]string{"verb": {"subject", "object"}, "noun": {"owner", "of"}, "adjective": {"subject", "of"}}[e.Class]
	if e.Holder == "" {
		e.Holder = usual[0]
		if e.Target == "subject" {
			e.Holder = "object"
		}
	}
	if e.Target == "" {
		e.Target = usual[1]
		if e.Holder == "object" {
			e.Target = "subject"
		}
	}
	if e.Holder == e.Target {
		p.Fault(e.Line, "%q: holder and target are both the %s: let them differ", e.Word, e.Holder)
	}
}

func (p *parser) word(n *yaml.Node) string {
	s := strings.ToLower(p.Text(n, "word"))
	if k := len(strings.Fields(s)); k > maxWords {
		p.Fault(n.Line, "%q has %d words: want %d at most", s, k, maxWords)
	}
	return s
}

// one reads one of the words allowed.
func (p *parser) one(n *yaml.Node, what string, allowed ...string) string {
	s := p.Text(n, what)
	for _, a := range allowed {
		if s == a {
			return s
		}
	}
	if s != "" {
		last := len(allowed) - 1
		p.Fault(n.Line, "%s %q: want %s or %s", what, s, strings.Join(allowed[:last], ", "), allowed[last])
	}
	return ""
}

func (p *parser) stance(n *yaml.Node) float64 {
	before := p.Faults()
	x := p.Number(n, "stance", -1, 1)
	if x == 0 && p.Faults() == before {
		p.Fault(n.Line, "stance 0 says nothing: give a strength from -1, against, to 1, for")
	}
	return x
}

// target reads the object, the subject or a preposition.
func (p *parser) target(n *yaml.Node) string {
	s := strings.ToLower(p.Text(n, "target"))
	for _, c := range s {
		if c < 'a' || c > 'z' {
			p.Fault(n.Line, "target %q: want object, subject or a preposition such as against", s)
			return ""
		}
	}
	return s
}
