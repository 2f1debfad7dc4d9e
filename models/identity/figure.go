package identity

import (
	"strings"

	"github.com/saysonews/sayso/models"
)

// figure is a person, institution, group or place while it is being put together.
type figure struct {
	entity  models.Entity
	kind    models.SpeakerKind
	public  *public // the entry of the built-in list, or nil
	whole   bool    // and its name completes the surname that the article gives
	best    int     // index of its fullest name, -1 for one that has none
	names   int     // the name bound to it last; name.next leads to the others
	sex     sex
	sure    bool   // an honorific or a kin word tells the sex
	full    int    // mentions by more than one word
	count   int    // mentions by name
	first   int    // token of its first mention by full name, in running text
	party   byte   // 'R', 'D', 'I' or 0
	home    string // a state of the United States
	land    string // the country of an office
	org     kind
	kinOf   bool // introduced as somebody's relative
	past    int  // full names after "former"
	plural  bool
	links   [4]kind // offices and callings it is said to hold
	nlinks  int
	former  [4]bool
	heads   [4]int32 // the tokens of those words
	speaker int      // index in Cast.Figures plus one
	last    int      // token of the last mention so far, -1 before the first
	word    string   // the lemma of the noun that describes it, when best is -1
	span    [2]int   // the tokens of that description
}

// part is one word of a personal name, hyphens included: tokens [a, b).
type part struct{ a, b int32 }

// maxParts bounds the words of a personal name that are compared.
const maxParts = 6

// parts returns the words of name n without suffix and nickname.
func (r *resolver) parts(n *name, buf *[maxParts]part) []part {
	out := buf[:0]
	quoted := false
	for i := n.first; i < n.last && len(out) < maxParts; i++ {
		switch l := r.lower(i); {
		case isQuoteMark(l):
			quoted = !quoted || l == "“" || l == "‘"
			if l == "”" {
				quoted = false
			}
		case quoted || l == "," || isSuffix(l):
		case l == "-" || l == "–":
			if len(out) > 0 && i+1 < n.last {
				out[len(out)-1].b = int32(i + 2)
				i++
			}
		default:
			out = append(out, part{int32(i), int32(i + 1)})
		}
	}
	if n.sur.b > n.sur.a && len(out) < maxParts {
		out = append(out, n.sur)
	}
	return out
}

func isQuoteMark(l string) bool {
	switch l {
	case "“", "”", "\"", "``", "''", "‘", "'":
		return true
	}
	return false
}

func (r *resolver) partText(p part) string {
	return r.text[r.doc.Tokens[p.a].Start:r.doc.Tokens[p.b-1].End]
}

func (r *resolver) samePart(a, b part) bool {
	return strings.EqualFold(r.partText(a), r.partText(b))
}

// samePerson reports whether two names of two or more words can be one
// person's: one surname, given names that agree or shorten one another.
func (r *resolver) samePerson(a, b []part) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 2 {
		return false
	}
	if !r.samePart(a[len(a)-1], b[len(b)-1]) {
		return false
	}
	if !r.sameGiven(a[0], b[0]) {
		return len(b) > 2 && r.initial(int(b[0].a)) && r.samePart(a[0], b[1]) // "L. Brent Bozell"
	}
	return len(a) < 3 || len(b) < 3 || r.sameMiddle(a[1], b[1])
}

func (r *resolver) prefix(a, b []part) bool {
	for i := range a {
		if !r.samePart(a[i], b[i]) {
			return false
		}
	}
	return true
}

// sameGiven compares given names: equal, an initial of the other, or a nickname.
func (r *resolver) sameGiven(a, b part) bool {
	if r.samePart(a, b) || r.sameMiddle(a, b) && (r.initial(int(a.a)) || r.initial(int(b.a))) {
		return true
	}
	x, y := r.lower(int(a.a)), r.lower(int(b.a))
	return r.nicknameOf(x, y) || r.nicknameOf(y, x)
}

func (r *resolver) nicknameOf(short, full string) bool {
	for _, f := range r.nick[short] {
		if f == full {
			return true
		}
	}
	return false
}

// sameMiddle reports whether two middle names agree as far as they are given.
func (r *resolver) sameMiddle(a, b part) bool {
	x, y := r.lower(int(a.a)), r.lower(int(b.a))
	if r.initial(int(a.a)) || r.initial(int(b.a)) {
		return x != "" && y != "" && x[0] == y[0]
	}
	return x == y
}

// bond is how well a short name fits a full one.
type bond uint8

const (
	noBond      bond = iota
	givenBond        // the given name
	middleBond       // a part inside
	surnameBond      // the last words
)

// bond compares the short name a with the full name b.
func (r *resolver) bond(a, b []part, polite bool) bond {
	if len(a) == 0 || len(a) > len(b) {
		return noBond
	}
	if r.prefix(a, b[len(b)-len(a):]) {
		return surnameBond
	}
	for i := 0; i+len(a) < len(b); i++ {
		if !r.prefix(a, b[i:]) {
			continue
		}
		if i > 0 {
			return middleBond
		}
		if polite && r.surnameFirst(b) {
			return surnameBond
		}
		if polite {
			return middleBond
		}
		return givenBond
	}
	return noBond
}

// surnameFirst reports whether a name looks like one of those written family
// name first: "Ban Ki-moon", "Xi Jinping".
func (r *resolver) surnameFirst(b []part) bool {
	last := b[len(b)-1]
	return last.b > last.a+1 && !r.words[last.b-1].capital || !r.words[b[0].a].is(given) && len(b) == 2 && !r.words[last.a].is(given)
}

// addLink notes that figure f holds the office or calling k, told by token at.
func (f *figure) addLink(k kind, at int, former bool) {
	for i := range f.nlinks {
		if f.links[i] == k {
			f.former[i] = f.former[i] && former
			return
		}
	}
	if f.nlinks < len(f.links) && k != 0 {
		f.links[f.nlinks], f.heads[f.nlinks], f.former[f.nlinks] = k, int32(at), former
		f.nlinks++
	}
}

// holds reports whether the figure has one of the kinds, and whether only formerly.
func (f *figure) holds(kinds []kind) (yes, former bool) {
	former = true
	for i := range f.nlinks {
		for _, k := range kinds {
			if f.links[i] == k {
				yes, former = true, former && f.former[i]
			}
		}
	}
	return yes, yes && former
}
