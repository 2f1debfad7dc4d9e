package tables

import (
	"cmp"
	"slices"
	"strings"

	"github.com/saysonews/sayso/models"
)

// Named is somebody or something that a name may mean.
type Named struct {
	ID, Name, Kind string
	// Others are other names; they may repeat Name.
	Others []string
	// Rows counts the rows of a speaker, or the stances on a target.
	Rows int64
}

// Found is what a name means.
type Found struct {
	// Matches are those it fits equally well, most rows first. More than one means
	// that the name does not tell.
	Matches []Named
	// Near are up to five that may have been meant, likeliest first, when there is no
	// match.
	Near []Named
}

// FindSpeaker says which speakers a person may mean by name: an id, a name, an alias,
// or words of them, such as a surname. Case, accents and punctuation do not count. The
// first of these that somebody fits decides:
//
//  1. the id
//  2. the name, or the id without the prefix of its kind
//  3. an alias
//  4. the last word of a person's name
//  5. some words of the name, or of an alias with its title
func (s *Set) FindSpeaker(name string) (Found, error) {
	f := newFinder(name)
	columns := []string{"id", "name", "kind", "aliases", "titles", "sentences"}
	for sp, err := range s.Speakers(Query{Columns: columns}) {
		if err != nil {
			return Found{}, err
		}
		f.offer(Named{ID: sp.ID, Name: sp.Name, Kind: sp.Kind, Others: sp.Aliases, Rows: sp.Sentences}, sp.Titles)
	}
	return f.found(), nil
}

// FindTarget says which targets of stances a person may mean by name, as FindSpeaker
// does of speakers.
func (s *Set) FindTarget(name string) (Found, error) {
	return s.findInStances(name, []string{"target_id", "target", "target_kind"}, func(st *Stance) (id, name, kind string) {
		return st.TargetID, st.Target, st.TargetKind
	})
}

// FindHolder says which holders of stances, quoted or not, a person may mean by name.
func (s *Set) FindHolder(name string) (Found, error) {
	return s.findInStances(name, []string{"holder_id", "holder", "holder_kind"}, func(st *Stance) (id, name, kind string) {
		return st.HolderID, st.Holder, st.HolderKind
	})
}

func (s *Set) findInStances(name string, columns []string, of func(*Stance) (id, name, kind string)) (Found, error) {
	const most = 20 // other names of one
	all := map[string]*Named{}
	for st, err := range s.Stances(Query{Columns: columns}) {
		if err != nil {
			return Found{}, err
		}
		id, called, kind := of(st)
		n := all[id]
		if n == nil {
			n = &Named{ID: id, Name: called, Kind: kind}
			all[id] = n
		}
		n.Rows++
		if called != n.Name && len(n.Others) < most && !slices.Contains(n.Others, called) {
			n.Others = append(n.Others, called)
		}
	}
	f := newFinder(name)
	for _, n := range all {
		f.offer(*n, nil)
	}
	return f.found(), nil
}

// The ways in which a name fits, best first.
const (
	byID = iota
	byName
	byAlias
	bySurname
	byWords
	ways
)

// finder compares one name with many.
type finder struct {
	asked string // as typed
	slug  string
	words []string
	fits  [ways][]Named
	near  []nearMiss
}

type nearMiss struct {
	Named
	edits int
}

func newFinder(name string) *finder {
	slug, _ := models.Slug(name)
	return &finder{asked: strings.TrimSpace(name), slug: slug, words: strings.FieldsFunc(slug, isHyphen)}
}

func isHyphen(r rune) bool { return r == '-' }

// idPrefixes begin the ids of speakers of other kinds than persons.
var idPrefixes = [...]string{"org-", "group-", "unnamed-", "doc-", "author-"}

func (f *finder) offer(n Named, titles []string) {
	if way := f.way(n, titles); way < ways {
		f.fits[way] = append(f.fits[way], n)
		return
	}
	f.miss(n)
}

func (f *finder) way(n Named, titles []string) int {
	if n.ID == f.asked {
		return byID
	}
	if f.slug == "" { // a name in another script
		switch {
		case strings.EqualFold(n.Name, f.asked):
			return byName
		case slices.ContainsFunc(n.Others, func(o string) bool { return strings.EqualFold(o, f.asked) }):
			return byAlias
		}
		return ways
	}
	bare := bareID(n)
	name, _ := models.Slug(n.Name)
	if bare == f.slug || name == f.slug {
		return byName
	}
	others := make([]string, len(n.Others))
	for i, o := range n.Others {
		if others[i], _ = models.Slug(o); others[i] == f.slug {
			return byAlias
		}
	}
	if n.Kind == "person" && lastWord(name) == f.slug {
		return bySurname
	}
	if f.within(name) || f.within(bare) || slices.ContainsFunc(others, f.within) || f.titled(name, titles) {
		return byWords
	}
	return ways
}

// within reports whether all words of the name asked for are words of slug.
func (f *finder) within(slug string) bool {
	for _, w := range f.words {
		if !hasWord(slug, w) {
			return false
		}
	}
	return len(f.words) > 0
}

// titled reports whether they are words of a name and of titles, "secretary cole".
func (f *finder) titled(name string, titles []string) bool {
	if len(titles) == 0 || !slices.ContainsFunc(f.words, func(w string) bool { return hasWord(name, w) }) {
		return false
	}
	slug, _ := models.Slug(strings.Join(titles, " "))
	return f.within(name + "-" + slug)
}

func hasWord(slug, word string) bool {
	for part := range strings.SplitSeq(slug, "-") {
		if part == word {
			return true
		}
	}
	return false
}

func lastWord(slug string) string { return slug[strings.LastIndexByte(slug, '-')+1:] }

func bareID(n Named) string {
	for _, p := range idPrefixes {
		if rest, ok := strings.CutPrefix(n.ID, p); ok {
			return rest
		}
	}
	return n.ID
}

// miss notes n when its name, a word of it or an alias is a slip or two away.
func (f *finder) miss(n Named) {
	if f.slug == "" {
		return
	}
	least := 1 + min(len(f.slug)/4, 2) // more is another name
	best := least + 1
	try := func(slug string) {
		if d := len(slug) - len(f.slug); -d > least || d > least && !strings.HasPrefix(slug, f.slug) {
			return
		}
		if len(f.slug) > 2 && strings.HasPrefix(slug, f.slug) {
			best = min(best, 1)
			return
		}
		best = min(best, edits(f.slug, slug))
	}
	for _, name := range append([]string{n.Name}, n.Others...) {
		slug, _ := models.Slug(name)
		try(slug)
		for word := range strings.SplitSeq(slug, "-") {
			try(word)
		}
	}
	if best <= least && best < len(f.slug) {
		f.near = append(f.near, nearMiss{n, best})
	}
}

func (f *finder) found() Found {
	byRows := func(a, b Named) int { return cmp.Or(cmp.Compare(b.Rows, a.Rows), strings.Compare(a.ID, b.ID)) }
	for _, list := range f.fits {
		if len(list) > 0 {
			slices.SortFunc(list, byRows)
			return Found{Matches: list}
		}
	}
	slices.SortFunc(f.near, func(a, b nearMiss) int { return cmp.Or(cmp.Compare(a.edits, b.edits), byRows(a.Named, b.Named)) })
	var found Found
	for _, n := range f.near[:min(len(f.near), 5)] {
		found.Near = append(found.Near, n.Named)
	}
	return found
}

// edits is the number of letters to add, drop, change or swap with their neighbour
// that makes b of a (Damerau 1964, optimal string alignment).
func edits(a, b string) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
