package alias

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/entries"
)

// Entry is one speaker of the file.
type Entry struct {
	// Speaker is the name to show, ID what rows are joined by.
	Speaker, ID string
	Kind        models.SpeakerKind
	// Affiliation is whom the speaker speaks for; empty leaves it as it is found.
	Affiliation string
	Aliases     []string
	Only        Only
	// Line is where the entry begins, from 1.
	Line int
}

// Only says in which articles an entry counts: where all that is given holds.
type Only struct {
	Outlet, Office, Mentions []string
	// From and To are days in UTC, both within; zero when not given.
	From, To time.Time
}

func (o *Only) empty() bool {
	return len(o.Outlet)+len(o.Office)+len(o.Mentions) == 0 && o.From.IsZero() && o.To.IsZero()
}

// same reports whether two conditions are written alike.
func (o *Only) same(p *Only) bool {
	return slices.Equal(o.Outlet, p.Outlet) && slices.Equal(o.Office, p.Office) && slices.Equal(o.Mentions, p.Mentions) &&
		o.From.Equal(p.From) && o.To.Equal(p.To)
}

// File is a checked file of aliases. It is immutable and safe for concurrent use; a
// nil one renames nobody.
type File struct {
	entries []Entry
	full    map[string][]int // entries by the full ids of their names
	folded  map[string][]int // the same by the folded ones
	digest  string
}

// Open reads the file at path. The error of a file that is not in form names the
// path and each line at fault, with what to do about it.
func Open(path string) (*File, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read aliases: %w", err)
	}
	return Read(path, b)
}

// Read is Open of the bytes of a file called name.
func Read(name string, b []byte) (*File, error) {
	p := newParser(name)
	f := &File{full: map[string][]int{}, folded: map[string][]int{}, digest: entries.Digest(b)}
	p.Each(b, func(n *yaml.Node) { f.entries = append(f.entries, p.entry(n)) })
	if p.Sound() {
		f.index(p)
	}
	if err := p.Err(); err != nil {
		return nil, fmt.Errorf("read aliases: %w", err)
	}
	return f, nil
}

// Entries returns what the file holds, in its order. The slice is the File's own.
func (f *File) Entries() []Entry { return f.entries }

// Digest tells one content of the file from another: twelve hexadecimal digits of
// its SHA-256.
func (f *File) Digest() string { return f.digest }

// names are the forms by which an entry is known.
func (e *Entry) names() []string { return append([]string{e.Speaker}, e.Aliases...) }

// keys are the ids a form is found under: as a person's name and as any other's.
func keys(form string, id func(models.SpeakerKind, string) string) [2]string {
	return [2]string{id(models.Person, form), id(models.Organisation, form)}
}

// key is the id a name of the article is looked up by.
func key(kind models.SpeakerKind, name string, id func(models.SpeakerKind, string) string) string {
	if kind != models.Person {
		kind = models.Organisation
	}
	return id(kind, article(name))
}

// article cuts "the" off the front of a form.
func article(form string) string {
	if len(form) > 4 && strings.EqualFold(form[:4], "the ") {
		return strings.TrimSpace(form[4:])
	}
	return form
}

// index fills the maps and reports names that two speakers claim alike.
func (f *File) index(p *parser) {
	ids := map[string]int{}
	for i := range f.entries {
		e := &f.entries[i]
		if k, ok := ids[e.ID]; !ok {
			ids[e.ID] = i
		} else if o := &f.entries[k]; o.Speaker != e.Speaker || o.Kind != e.Kind || o.Affiliation != e.Affiliation {
			p.Fault(e.Line, "id %q is that of the speaker at line %d, who has another name, kind or affiliation: make the two alike, or give one an id of its own", e.ID, o.Line)
			continue
		}
		for _, form := range e.names() {
			f.claim(p, i, article(form))
		}
	}
}

// claim enters a form of entry i.
func (f *File) claim(p *parser, i int, form string) {
	for _, k := range keys(form, models.FullID) {
		for _, o := range f.full[k] {
			if a, b := &f.entries[i], &f.entries[o]; a.ID != b.ID && a.Kind == b.Kind && a.Only.same(&b.Only) {
				p.Fault(a.Line, "%q is given to two speakers, %s here and %s at line %d: leave it to one, or say with \"only\" where each is meant", form, a.ID, b.ID, b.Line)
				return
			}
		}
		f.full[k] = add(f.full[k], i)
	}
	for _, k := range keys(form, models.SpeakerID) {
		f.folded[k] = add(f.folded[k], i)
	}
}

func add(list []int, i int) []int {
	if slices.Contains(list, i) {
		return list
	}
	return append(list, i)
}
