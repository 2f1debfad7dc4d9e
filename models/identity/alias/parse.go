package alias

import (
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/entries"
)

// parser turns YAML into entries.
type parser struct{ entries.Reader }

func newParser(name string) *parser {
	return &parser{entries.Reader{
		Name: name, Flag: "--aliases", Wanted: "a list of entries such as \"- {speaker: Ann Cole, aliases: [A. Cole]}\"",
	}}
}

// entry reads one speaker.
func (p *parser) entry(n *yaml.Node) Entry {
	e := Entry{Kind: models.Person, Line: n.Line}
	before := p.Faults()
	p.Fields(n, "an entry", map[string]func(*yaml.Node){
		"speaker":     func(v *yaml.Node) { e.Speaker = p.Text(v, "speaker") },
		"id":          func(v *yaml.Node) { e.ID = p.id(v) },
		"kind":        func(v *yaml.Node) { e.Kind = p.kind(v) },
		"affiliation": func(v *yaml.Node) { e.Affiliation = p.Text(v, "affiliation") },
		"aliases":     func(v *yaml.Node) { e.Aliases = p.texts(v, "aliases") },
		"only":        func(v *yaml.Node) { e.Only = p.only(v) },
	})
	if e.Speaker == "" && p.Faults() == before {
		p.Fault(n.Line, "an entry without speaker: give the name to show, as in \"speaker: Ann Cole\"")
	}
	if e.ID == "" {
		e.ID = models.SpeakerID(e.Kind, e.Speaker)
	}
	return e
}

func (p *parser) only(n *yaml.Node) Only {
	var o Only
	before := p.Faults()
	p.Fields(n, "\"only\"", map[string]func(*yaml.Node){
		"outlet":   func(v *yaml.Node) { o.Outlet = p.texts(v, "outlet") },
		"office":   func(v *yaml.Node) { o.Office = p.texts(v, "office") },
		"mentions": func(v *yaml.Node) { o.Mentions = p.texts(v, "mentions") },
		"from":     func(v *yaml.Node) { o.From = p.day(v, "from") },
		"to":       func(v *yaml.Node) { o.To = p.day(v, "to") },
	})
	switch {
	case p.Faults() > before:
	case o.empty():
		p.Fault(n.Line, "\"only\" is empty: say outlet, office, mentions, from or to, or leave it out")
	case !o.To.IsZero() && o.To.Before(o.From):
		p.Fault(n.Line, "\"only\" ends before it begins: let \"from\" be the earlier day")
	}
	return o
}

// texts reads one string or a list of them.
func (p *parser) texts(n *yaml.Node, what string) (list []string) {
	p.Texts(n, what, func(text string, _ int) { list = append(list, text) })
	return list
}

func (p *parser) id(n *yaml.Node) string {
	s := p.Text(n, "id")
	if s != "" && (!models.ValidID(s) || s == models.SpeakerID(models.Unknown, "")) {
		p.Fault(n.Line, "id %q: want small letters, digits and single hyphens, at most 80, such as %q", s, models.SpeakerID(models.Person, "Ann Cole"))
	}
	return s
}

// kind reads a kind that a file may give: not unknown and not author, which are
// nobody's name.
func (p *parser) kind(n *yaml.Node) models.SpeakerKind {
	s := p.Text(n, "kind")
	for k := models.Person; k < models.Author; k++ {
		if k.String() == s {
			return k
		}
	}
	if s != "" {
		p.Fault(n.Line, "kind %q: want person, organisation, group, unnamed or document", s)
	}
	return models.Person
}

func (p *parser) day(n *yaml.Node, what string) time.Time {
	s := p.Text(n, what)
	t, err := time.Parse(time.DateOnly, s)
	if err != nil && s != "" {
		p.Fault(n.Line, "%s %q: want a day such as 2015-01-31", what, s)
	}
	return t
}
