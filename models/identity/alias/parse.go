package alias

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/saysonews/sayso/models"
)

// maxFaults bounds how many faults of a file are told at once.
const maxFaults = 20

// parser turns YAML into entries and keeps the faults.
type parser struct {
	name   string
	faults []error
}

func (p *parser) fault(line int, format string, args ...any) {
	if len(p.faults) < maxFaults {
		p.faults = append(p.faults, fmt.Errorf("%s:%d: %s", p.name, line, fmt.Sprintf(format, args...)))
	}
}

const wanted = "want a list of entries such as \"- {speaker: Ann Cole, aliases: [A. Cole]}\""

// document reads the whole file.
func (p *parser) document(b []byte) []Entry {
	if !utf8.Valid(b) {
		p.fault(1+bytes.Count(b[:firstInvalid(b)], []byte("\n")), "not UTF-8: save the file as UTF-8")
		return nil
	}
	d := yaml.NewDecoder(bytes.NewReader(b))
	var root, more yaml.Node
	if err := d.Decode(&root); err == io.EOF || err == nil && len(root.Content) == 0 {
		p.fault(1, "no entries: %s, or leave --aliases out", wanted)
		return nil
	} else if err != nil {
		p.broken(err)
		return nil
	}
	list := root.Content[0]
	switch {
	case list.Kind != yaml.SequenceNode:
		p.fault(list.Line, "%s, not %s", wanted, kindOf(list))
	case len(list.Content) == 0:
		p.fault(list.Line, "no entries: %s, or leave --aliases out", wanted)
	}
	if err := d.Decode(&more); err != io.EOF {
		p.fault(max(more.Line, list.Line), "a second document: keep all entries in one list, without \"---\"")
	}
	if len(p.faults) > 0 {
		return nil
	}
	entries := make([]Entry, 0, len(list.Content))
	for _, n := range list.Content {
		entries = append(entries, p.entry(n))
	}
	return entries
}

// broken reports what the YAML reader says, with its line where it tells one.
func (p *parser) broken(err error) {
	what, line := strings.TrimPrefix(err.Error(), "yaml: "), 1
	if rest, ok := strings.CutPrefix(what, "line "); ok {
		if number, after, ok := strings.Cut(rest, ": "); ok {
			if n, err := strconv.Atoi(number); err == nil {
				what, line = after, n
			}
		}
	}
	p.fault(line, "not YAML (%s): %s", what, wanted)
}

func firstInvalid(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(b)
}

// entry reads one speaker.
func (p *parser) entry(n *yaml.Node) Entry {
	e := Entry{Kind: models.Person, Line: n.Line}
	before := len(p.faults)
	p.fields(n, "an entry", map[string]func(*yaml.Node){
		"speaker":     func(v *yaml.Node) { e.Speaker = p.text(v, "speaker") },
		"id":          func(v *yaml.Node) { e.ID = p.id(v) },
		"kind":        func(v *yaml.Node) { e.Kind = p.kind(v) },
		"affiliation": func(v *yaml.Node) { e.Affiliation = p.text(v, "affiliation") },
		"aliases":     func(v *yaml.Node) { e.Aliases = p.texts(v, "aliases") },
		"only":        func(v *yaml.Node) { e.Only = p.only(v) },
	})
	if e.Speaker == "" && len(p.faults) == before {
		p.fault(n.Line, "an entry without speaker: give the name to show, as in \"speaker: Ann Cole\"")
	}
	if e.ID == "" {
		e.ID = models.SpeakerID(e.Kind, e.Speaker)
	}
	return e
}

func (p *parser) only(n *yaml.Node) Only {
	var o Only
	before := len(p.faults)
	p.fields(n, "\"only\"", map[string]func(*yaml.Node){
		"outlet":   func(v *yaml.Node) { o.Outlet = p.texts(v, "outlet") },
		"office":   func(v *yaml.Node) { o.Office = p.texts(v, "office") },
		"mentions": func(v *yaml.Node) { o.Mentions = p.texts(v, "mentions") },
		"from":     func(v *yaml.Node) { o.From = p.day(v, "from") },
		"to":       func(v *yaml.Node) { o.To = p.day(v, "to") },
	})
	switch {
	case len(p.faults) > before:
	case o.empty():
		p.fault(n.Line, "\"only\" is empty: say outlet, office, mentions, from or to, or leave it out")
	case !o.To.IsZero() && o.To.Before(o.From):
		p.fault(n.Line, "\"only\" ends before it begins: let \"from\" be the earlier day")
	}
	return o
}

// fields calls the reader of each key of mapping n.
func (p *parser) fields(n *yaml.Node, what string, read map[string]func(*yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		p.fault(n.Line, "%s is %s: write keys and values, as in \"speaker: Ann Cole\"", what, kindOf(n))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		set := read[k.Value]
		switch {
		case set == nil:
			p.fault(k.Line, "unknown key %q in %s: want %s", k.Value, what, known(read))
		case seen[k.Value]:
			p.fault(k.Line, "key %q twice: keep one", k.Value)
		default:
			set(v)
		}
		seen[k.Value] = true
	}
}

func known(read map[string]func(*yaml.Node)) string {
	var names []string
	for k := range read {
		names = append(names, k)
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// text reads a string that is not blank.
func (p *parser) text(n *yaml.Node, what string) string {
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		p.fault(n.Line, "%s is %s: write a name, in quotation marks where YAML needs them", what, kindOf(n))
		return ""
	}
	s := strings.Join(strings.Fields(n.Value), " ")
	if s == "" {
		p.fault(n.Line, "%s is empty: write a name or leave the key out", what)
	}
	return s
}

// texts reads one string or a list of them.
func (p *parser) texts(n *yaml.Node, what string) []string {
	if n.Kind != yaml.SequenceNode {
		return []string{p.text(n, what)}
	}
	if len(n.Content) == 0 {
		p.fault(n.Line, "%s is empty: name at least one or leave the key out", what)
	}
	var list []string
	for _, c := range n.Content {
		list = append(list, p.text(c, what))
	}
	return list
}

func (p *parser) id(n *yaml.Node) string {
	s := p.text(n, "id")
	if s != "" && (!models.ValidID(s) || s == models.SpeakerID(models.Unknown, "")) {
		p.fault(n.Line, "id %q: want small letters, digits and single hyphens, at most 80, such as %q", s, models.SpeakerID(models.Person, "Ann Cole"))
	}
	return s
}

// kind reads a kind that a file may give: not unknown and not author, which are
// nobody's name.
func (p *parser) kind(n *yaml.Node) models.SpeakerKind {
	s := p.text(n, "kind")
	for k := models.Person; k < models.Author; k++ {
		if k.String() == s {
			return k
		}
	}
	if s != "" {
		p.fault(n.Line, "kind %q: want person, organisation, group, unnamed or document", s)
	}
	return models.Person
}

func (p *parser) day(n *yaml.Node, what string) time.Time {
	s := p.text(n, what)
	t, err := time.Parse(time.DateOnly, s)
	if err != nil && s != "" {
		p.fault(n.Line, "%s %q: want a day such as 2015-01-31", what, s)
	}
	return t
}

// kindOf names what stands at n, for people.
func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "a reference (*" + n.Value + ")"
	}
	if n.Tag == "!!null" || n.Value == "" {
		return "empty"
	}
	return fmt.Sprintf("%q", n.Value)
}
