package stance

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/models/lexicon"
)

// class is the part of speech of a predicate, by its letter in its list.
type class uint8

const (
	verbClass      class = 'v'
	nounClass      class = 'n'
	adjectiveClass class = 'a'
	effectClass    class = 'f' // a noun that turns or keeps the attitude to its complement
)

// holderRole says where the holder stands, by its letter in its list.
type holderRole uint8

const (
	subjectHolder  holderRole = 's'
	objectHolder   holderRole = 'o' // whom the subject stirs: "the plan angered him"
	sourceHolder   holderRole = 'f' // whom it comes from: "came under fire from"
	ownerHolder    holderRole = 'p'
	selfHolder     holderRole = 'x'
	nominalHolder  holderRole = 'c' // the subject of a noun that is the predicate
	speakerHolder  holderRole = 'm' // who says it: "the wall must go"
	nobodysHolding holderRole = '-'
)

// What may stand for a preposition in the role of a target.
const (
	objectTarget  = "o" // the direct object
	subjectTarget = "s" // the subject, or the agent of a passive
	ownerTarget   = "w" // the owner of the last word: "came to her defence"
)

// predicate is one row of the lists of predicates.
type predicate struct {
	extra  []string // lemmas that must be among the dependents of the head
	class  class
	holder holderRole
	target string // a preposition or one of the three above
	value  float64
	speech bool   // says nothing when negated
	owner  bool   // the owner of a target that is no name is the target
	open   bool   // any noun phrase may be the target
	act    bool   // a deed, not an attitude
	figure bool   // a deed done to people and bodies
	thing  bool   // a person or body is no target
	judge  bool   // what a speaker says something is
	cue    bool   // open only as the cue of an attribution
	modal  bool   // holds of what a speaker says should be
	unless string // a preposition with which the predicate does not hold
}

// predicates are the rows by the lemma of their head.
type predicates struct {
	heads *lexicon.Phrases // lemma -> index of first and count, packed
	list  []predicate
	own   *predicates // by the heads of a user's file, nil for none
}

// rowsOf returns the predicates whose head has the lemma.
func (p *predicates) rowsOf(lemma string) []predicate {
	if p.own != nil {
		if rows := p.own.rowsOf(lemma); rows != nil {
			return rows
		}
	}
	v, ok := p.heads.Get(lemma)
	if !ok {
		return nil
	}
	return p.list[v>>8 : v>>8+v&0xff]
}

// loadPredicates reads the rows of all lists and puts those of one head together,
// those of several words first.
func loadPredicates(texts ...string) (*predicates, error) {
	byHead := map[string][]predicate{}
	var order []string
	for _, text := range texts {
		err := lexicon.Rows(text, func(fields []string) error {
			head, p, err := parsePredicate(fields)
			if err != nil {
				return err
			}
			if byHead[head] == nil {
				order = append(order, head)
			}
			byHead[head] = append(byHead[head], p)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	out := &predicates{heads: lexicon.NewPhrases(len(order))}
	for _, head := range order {
		rows := byHead[head]
		phrasesFirst(rows)
		if len(rows) > 0xff {
			return nil, fmt.Errorf("%q heads %d predicates, more than 255", head, len(rows))
		}
		out.heads.Add(head, int32(len(out.list)<<8|len(rows)))
		out.list = append(out.list, rows...)
	}
	return out, nil
}

// phrasesFirst puts the rows of several words before the others, as apply asks.
func phrasesFirst(rows []predicate) {
	slices.SortStableFunc(rows, func(a, b predicate) int { return min(len(b.extra), 1) - min(len(a.extra), 1) })
}

func parsePredicate(fields []string) (head string, p predicate, err error) {
	if len(fields) != 6 {
		return "", p, fmt.Errorf("%d fields, want predicate, class, holder, target, value and flags", len(fields))
	}
	words := strings.Fields(fields[0])
	if len(words) == 0 || len(fields[1]) != 1 || len(fields[2]) != 1 {
		return "", p, fmt.Errorf("bad predicate %q", fields)
	}
	p = predicate{extra: words[1:], class: class(fields[1][0]), holder: holderRole(fields[2][0]), target: fields[3]}
	if !strings.ContainsRune("vnaf", rune(p.class)) || !strings.ContainsRune("sofpxcm-", rune(p.holder)) {
		return "", p, fmt.Errorf("bad class or holder in %q", fields)
	}
	if p.target == ownerTarget && len(p.extra) == 0 {
		return "", p, fmt.Errorf("%q has no second word to own", fields)
	}
	if p.value, err = strconv.ParseFloat(fields[4], 64); err != nil || p.value < -1 || p.value > 1 || p.value == 0 {
		return "", p, fmt.Errorf("value %q is not in [-1, 1] or 0", fields[4])
	}
	for _, flag := range strings.Split(fields[5], ",") {
		if !p.flag(flag) {
			return "", p, fmt.Errorf("unknown flag %q", flag)
		}
	}
	return words[0], p, nil
}

// flag sets a flag by its name, and reports whether there is such a one.
func (p *predicate) flag(name string) bool {
	if prep, ok := strings.CutPrefix(name, "not-"); ok && prep != "" {
		p.unless = prep
		return true
	}
	switch name {
	case "-":
	case "speech":
		p.speech = true
	case "owner":
		p.owner = true
	case "open":
		p.open = true
	case "act":
		p.act = true
	case "figure":
		p.figure = true
	case "cue":
		p.cue = true
	case "modal":
		p.modal = true
	case "thing":
		p.thing = true
	default:
		return false
	}
	return true
}
