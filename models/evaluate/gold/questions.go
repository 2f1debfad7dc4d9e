package gold

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// Question is a text to be scored, in the form that `sayso score` reads, with the
// right answers, which that form does not show.
type Question struct {
	ID      string   `json:"id"`
	Text    string   `json:"text"`
	Targets []Target `json:"targets,omitempty"`
	Pairs   []Pair   `json:"pairs,omitempty"`
	// Rating is the mean rating, from -4 to 4, of a text that has one.
	Rating float64 `json:"-"`
}

// Place is a mention in code points, the end exclusive.
type Place struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Target is a mention and the sentiment towards it: "negative", "neutral" or
// "positive".
type Target struct {
	ID string `json:"id"`
	Place
	Label string `json:"-"`
}

// Pair is two mentions and the stance between them, as evaluate.NewDirected has it.
type Pair struct {
	ID    string `json:"id"`
	A     Place  `json:"a"`
	B     Place  `json:"b"`
	Label string `json:"-"`
}

// ReadRatings reads a table of id, mean rating from -4 to 4 and text.
func ReadRatings(path string) ([]Question, error) {
	var out []Question
	err := eachRow(path, func(f []string, _ int) error {
		if len(f) < 3 {
			return fmt.Errorf("want id, rating and text, separated by tabs, not %d columns", len(f))
		}
		rating, err := strconv.ParseFloat(strings.TrimSpace(f[1]), 64)
		if err != nil {
			return fmt.Errorf("rating %q is not a number", f[1])
		}
		out = append(out, Question{ID: f[0], Text: f[2], Rating: rating})
		return nil
	})
	return out, err
}

// newsmtsc is a line of NewsMTSC (Hamborg and Donnay, EACL 2021).
type newsmtsc struct {
	ID      string  `json:"primary_gid"`
	Text    *string `json:"sentence_normalized"`
	Targets []struct {
		ID       string `json:"Input.gid"`
		From, To int
		Mention  string
		Polarity float64
	}
}

// ReadTargets reads NewsMTSC, one sentence a line. Where the offsets miss the
// mention, as some of the release do by one, the nearest mention is taken.
func ReadTargets(path string) ([]Question, error) {
	var out []Question
	err := eachValue(path, func(n *newsmtsc, where string) error {
		if n.Text == nil {
			return fmt.Errorf(`read %s: no "sentence_normalized"`, where)
		}
		q := Question{ID: n.ID, Text: *n.Text}
		runes := []rune(q.Text)
		for _, t := range n.Targets {
			at := nearest(runes, []rune(t.Mention), Place{t.From, t.To})
			label, ok := map[float64]string{2: "negative", 4: "neutral", 6: "positive"}[t.Polarity]
			if !ok || at.Start < 0 || at.End <= at.Start || at.End > len(runes) {
				return fmt.Errorf("read %s: target %q has polarity %v at %d to %d: want 2, 4 or 6 at a place in the sentence", where, t.ID, t.Polarity, t.From, t.To)
			}
			q.Targets = append(q.Targets, Target{t.ID, at, label})
		}
		out = append(out, q)
		return nil
	})
	return out, err
}

// nearest returns the place of the mention nearest to p, or p where there is none.
func nearest(text, mention []rune, p Place) Place {
	best := Place{-1, -1}
	for i := 0; i+len(mention) <= len(text); i++ {
		if string(text[i:i+len(mention)]) == string(mention) && (best.Start < 0 || distance(i, p.Start) < distance(best.Start, p.Start)) {
			best = Place{i, i + len(mention)}
		}
	}
	if best.Start < 0 {
		return p
	}
	return best
}

func distance(a, b int) int { return max(a-b, b-a) }

// ReadPairs reads the sentences of Park et al. (2021): a sentence with the two
// mentions in brackets, both mentions again, and a label from 0 to 4. Sentences
// that stand in a file of seen, or earlier in the same file, are left out. The id
// is the number of the row, from 0.
func ReadPairs(path string, seen ...string) ([]Question, error) {
	known := map[string]bool{}
	for _, p := range seen {
		err := eachRow(p, func(f []string, _ int) error {
			if len(f) == 4 {
				known[letters(f[0])] = true
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	var out []Question
	err := eachRow(path, func(f []string, line int) error {
		if len(f) != 4 {
			return nil
		}
		label, err := strconv.Atoi(strings.TrimSpace(f[3]))
		if err != nil || label < 0 || label >= len(pairLabels) {
			return fmt.Errorf("label %q: want 0 to 4", f[3])
		}
		if key := letters(f[0]); known[key] {
			return nil
		} else {
			known[key] = true
		}
		if q, ok := brackets(f[0]); ok {
			q.ID = strconv.Itoa(line - 1)
			q.Pairs[0].ID, q.Pairs[0].Label = q.ID, pairLabels[label]
			out = append(out, q)
		}
		return nil
	})
	return out, err
}

var pairLabels = [...]string{"neutral", "a+b", "b+a", "a-b", "b-a"}

// letters are those of a sentence in lower case, with its numbers.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return r
		}
		return -1
	}, strings.ToLower(s))
}

// brackets takes the first two stretches in brackets of a sentence for mentions,
// and the brackets away.
func brackets(s string) (Question, bool) {
	var out []rune
	var found []Place
	in := []rune(s)
	for i := 0; i < len(in); i++ {
		if in[i] == '[' && len(found) < 2 {
			if n := index(in[i:], ']'); n > 0 {
				found = append(found, Place{len(out), len(out) + n - 1})
				out = append(out, in[i+1:i+n]...)
				i += n
				continue
			}
		}
		out = append(out, in[i])
	}
	if len(found) < 2 {
		return Question{}, false
	}
	return Question{Text: string(out), Pairs: []Pair{{A: found[0], B: found[1]}}}, true
}

func index(s []rune, r rune) int {
	for i, c := range s {
		if c == r {
			return i
		}
	}
	return -1
}
