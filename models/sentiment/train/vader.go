package train

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/jonreiter/govader"
)

const vaderHeader = `# Valence of English words: VADER (Hutto and Gilbert, ICWSM 2014), the mean of ten
# raters from -4 to 4, as github.com/jonreiter/govader carries it. Words of letters
# only; emoticons and chat abbreviations are left out. Generated; do not edit.
# Copyright (c) 2016 C.J. Hutto, (c) 2020 jr; MIT licence, see MODEL.md.
# Columns: word, valence.
`

// CompileVADER renders the word ratings of VADER as data/vader.txt.
func CompileVADER() []byte {
	lexicon := govader.NewSentimentIntensityAnalyzer().Lexicon
	words := make([]string, 0, len(lexicon))
	for w := range lexicon {
		if plain(w) {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	var b strings.Builder
	b.WriteString(vaderHeader)
	for _, w := range words {
		fmt.Fprintf(&b, "%s\t%s\n", w, strconv.FormatFloat(lexicon[w], 'f', 1, 64))
	}
	return []byte(b.String())
}

// plain reports whether w is a word of at least three small letters: shorter
// entries are chat abbreviations.
func plain(w string) bool {
	if len(w) < 3 {
		return false
	}
	for _, c := range w {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}
