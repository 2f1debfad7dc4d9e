package sentiment

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/lexicon"
)

// wordClass is a coarse part of speech, as the lexicon files write it.
type wordClass uint8

const (
	anyClass wordClass = iota
	noun
	verb
	adjective
	adverb
	numClasses
)

// classNames are the letters of the third column of news.txt.
var classNames = [numClasses]string{anyClass: "", noun: "n", verb: "v", adjective: "a", adverb: "r"}

// unrated marks a class of a word that has no rating of its own.
const unrated = int8(-128)

// rating is the valence of a word or phrase in tenths, by word class.
type rating [numClasses]int8

// of returns the valence for a tag, and whether there is one.
func (r *rating) of(tag models.Tag) (float64, bool) {
	if v := r[classOf(tag)]; v != unrated {
		return float64(v) / 10, true
	}
	if v := r[anyClass]; v != unrated {
		return float64(v) / 10, true
	}
	return 0, false
}

func classOf(tag models.Tag) wordClass {
	switch tag {
	case models.TagNN, models.TagNNS, models.TagNNP, models.TagNNPS:
		return noun
	case models.TagVB, models.TagVBD, models.TagVBG, models.TagVBN, models.TagVBP, models.TagVBZ:
		return verb
	case models.TagJJ, models.TagJJR, models.TagJJS:
		return adjective
	case models.TagRB, models.TagRBR, models.TagRBS:
		return adverb
	}
	return anyClass
}

// ratings are the words and phrases with a valence.
type ratings struct {
	phrases *lexicon.Phrases
	list    []rating
	own     *ratings // what a user's file says, nil for none
}

// loadRatings reads lists in order of precedence: a rating stays as the first
// list gives it.
func loadRatings(lists ...string) (*ratings, error) {
	rows := 0
	for _, text := range lists {
		rows += strings.Count(text, "\n")
	}
	r := &ratings{phrases: lexicon.NewPhrases(rows), list: make([]rating, 0, rows)}
	for _, text := range lists {
		if err := lexicon.Rows(text, r.add); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func (r *ratings) add(fields []string) error {
	if len(fields) < 2 || len(fields) > 4 {
		return fmt.Errorf("%d fields, want phrase, valence and perhaps a class and a note", len(fields))
	}
	class := anyClass
	if len(fields) > 2 && fields[2] != "-" {
		for c, name := range classNames {
			if name == fields[2] {
				class = wordClass(c)
			}
		}
		if class == anyClass {
			return fmt.Errorf("unknown word class %q", fields[2])
		}
	}
	valence, err := strconv.ParseFloat(fields[1], 64)
	if err != nil || valence < -4 || valence > 4 {
		return fmt.Errorf("valence %q is no number in [-4, 4]", fields[1])
	}
	if r.phrases.Add(fields[0], int32(len(r.list))) {
		r.list = append(r.list, rating{unrated, unrated, unrated, unrated, unrated})
	}
	at, _ := r.phrases.Get(fields[0])
	if r.list[at][class] == unrated {
		r.list[at][class] = int8(valence*10 + sign(valence)*0.5)
	}
	return nil
}

// match returns the valence of the longest rated phrase that opens tokens.
func (r *ratings) match(tokens []models.Token) (valence float64, length int) {
	valence, length = r.longest(tokens)
	if r.own != nil {
		if v, n := r.own.longest(tokens); n > 0 && n >= length {
			return v, n
		}
	}
	return valence, length
}

// longest is match by these ratings alone.
func (r *ratings) longest(tokens []models.Token) (valence float64, length int) {
	at, n := r.phrases.Match(tokens)
	if n == 0 {
		return 0, 0
	}
	v, ok := r.list[at].of(tokens[n-1].Tag)
	if !ok {
		return 0, 0
	}
	return v, n
}

func sign(x float64) float64 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	}
	return 0
}
