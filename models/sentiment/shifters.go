package sentiment

import (
	"fmt"
	"strconv"

	"github.com/saysonews/sayso/models/lexicon"
)

// shiftKind is what a shifter does to the valence it governs.
type shiftKind uint8

const (
	noShift shiftKind = iota
	negator
	reverser
	degree
	modal
	raiser
)

var shiftNames = [...]string{noShift: "", negator: "negator", reverser: "reverser", degree: "degree", modal: "modal", raiser: "raiser"}

type shifter struct {
	kind   shiftKind
	factor float64
}

// shifters are the words that turn or scale valence, by word.
type shifters struct {
	words *lexicon.Phrases
	list  []shifter
}

func loadShifters(text string) (*shifters, error) {
	s := &shifters{words: lexicon.NewPhrases(256)}
	err := lexicon.Rows(text, func(fields []string) error {
		if len(fields) != 3 {
			return fmt.Errorf("%d fields, want word, kind and factor", len(fields))
		}
		var kind shiftKind
		for k, name := range shiftNames {
			if k > 0 && name == fields[1] {
				kind = shiftKind(k)
			}
		}
		factor, err := strconv.ParseFloat(fields[2], 64)
		if kind == noShift || err != nil {
			return fmt.Errorf("bad shifter %q", fields)
		}
		if !s.words.Add(fields[0], int32(len(s.list))) {
			return fmt.Errorf("shifter %q given twice", fields[0])
		}
		s.list = append(s.list, shifter{kind, factor})
		return nil
	})
	return s, err
}

// of returns what word does, by its form or else its lemma.
func (s *shifters) of(lower, lemma string) shifter {
	if at, ok := s.words.Get(lower); ok {
		return s.list[at]
	}
	if lemma != lower && lemma != "" {
		if at, ok := s.words.Get(lemma); ok {
			return s.list[at]
		}
	}
	return shifter{}
}
