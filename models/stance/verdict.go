package stance

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/lexicon"
)

// judgementKind is how a word judges: see judgements.txt.
type judgementKind uint8

const (
	isJudgement judgementKind = iota
	doesJudgement
	effectJudgement
	numJudgementKinds
)

var judgementNames = [numJudgementKinds]string{"is", "does", "effect"}

// judgements hold a value for each kind of each lemma, 0 for none.
type judgements struct {
	lemmas *lexicon.Phrases
	list   [][numJudgementKinds]float64
}

func loadJudgements(text string) (*judgements, error) {
	j := &judgements{lemmas: lexicon.NewPhrases(1024)}
	err := lexicon.Rows(text, func(fields []string) error {
		if len(fields) != 3 {
			return fmt.Errorf("%d fields, want lemma, kind and value", len(fields))
		}
		kind := slices.Index(judgementNames[:], fields[1])
		value, err := strconv.ParseFloat(fields[2], 64)
		if kind < 0 || err != nil || !(value >= -1 && value <= 1) || value == 0 {
			return fmt.Errorf("bad judgement %q", fields)
		}
		if j.lemmas.Add(fields[0], int32(len(j.list))) {
			j.list = append(j.list, [numJudgementKinds]float64{})
		}
		at, _ := j.lemmas.Get(fields[0])
		if j.list[at][kind] != 0 {
			return fmt.Errorf("judgement %q given twice", fields)
		}
		j.list[at][kind] = value
		return nil
	})
	return j, err
}

// of returns the value with which lemma judges in the way of kind, 0 for none.
func (j *judgements) of(lemma string, kind judgementKind) float64 {
	at, ok := j.lemmas.Get(lemma)
	if !ok {
		return 0
	}
	return j.list[at][kind]
}

// conduct reads what a speaker says somebody does or something brings about: "lied to
// us", "will hurt families". The speaker holds the attitude to the subject.
func (f *finder) conduct(i int) {
	if f.said[i] < 0 && !f.collect || !isVerb(f.tok(i).Tag) || f.passive(i) || f.cued[i] >= 0 {
		return
	}
	target := f.ownSubject(i)
	if target < 0 || f.tok(target).Lower == "it" && !f.refers(target) || f.tok(target).Lower == "they" || relative(f.tok(target)) || !f.asserted(i) {
		return
	}
	v := f.model.judgements.of(f.lemma(i), doesJudgement)
	if v == 0 {
		v = f.brought(i, target)
	}
	if v != 0 {
		f.emit(&frame{at: i, pred: &predicate{judge: true, open: f.tok(target).Lower == "it"}, holder: -1, target: target, value: v, speaker: true})
	}
}

// brought returns the value of the effect that verb i says a measure has, 0 for none.
// Only issues and documents are judged so: whom people hurt or help is no judgement.
func (f *finder) brought(i, target int) float64 {
	o := f.tree.Child(i, models.RelObj)
	if f.lemma(i) == "do" && o >= 0 {
		return f.verdict(o) // "has done a terrific job"
	}
	v := f.model.judgements.of(f.lemma(i), effectJudgement)
	if v == 0 || !f.collect && f.topicAt(target) == nil && !f.isDocument(target) && f.tok(target).Lower != "it" {
		return 0
	}
	if o >= 0 {
		first, end := f.nounPhrase(o)
		if f.tone(first, end) < 0 {
			return -v
		}
	}
	return v
}

// isDocument reports whether token i names a document.
func (f *finder) isDocument(i int) bool {
	k := f.figure(i)
	return k >= 0 && f.cast.Figures[k].Kind == models.DocumentKind
}

// refers reports whether "it" at token i goes back to an issue or a document.
func (f *finder) refers(i int) bool {
	_, _, ok := f.antecedentIssue(i)
	return ok
}
