package stance

import (
	"fmt"
	"strconv"

	"github.com/saysonews/sayso/models/lexicon"
)

// carrierKind is how a word hands an attitude on: see carriers.txt.
type carrierKind uint8

const (
	subjectControl carrierKind = iota
	objectControl
	clauseControl
	nounControl
	carryVerb
	nameVerb
	thinkVerb
	receiveVerb
	numCarrierKinds
)

var carrierNames = [numCarrierKinds]string{"s", "o", "ccomp", "n", "carry", "name", "think", "receive"}

// carriers hold a sign for each kind of each lemma.
type carriers struct {
	lemmas *lexicon.Phrases
	list   []carrier
}

type carrier struct {
	sign [numCarrierKinds]float64
	has  [numCarrierKinds]bool
}

func loadCarriers(text string) (*carriers, error) {
	c := &carriers{lemmas: lexicon.NewPhrases(256)}
	err := lexicon.Rows(text, func(fields []string) error {
		if len(fields) != 3 {
			return fmt.Errorf("%d fields, want lemma, kind and sign", len(fields))
		}
		kind := numCarrierKinds
		for k, name := range carrierNames {
			if name == fields[1] {
				kind = carrierKind(k)
			}
		}
		sign, err := strconv.ParseFloat(fields[2], 64)
		if kind == numCarrierKinds || err != nil {
			return fmt.Errorf("bad carrier %q", fields)
		}
		if c.lemmas.Add(fields[0], int32(len(c.list))) {
			c.list = append(c.list, carrier{})
		}
		at, _ := c.lemmas.Get(fields[0])
		c.list[at].sign[kind], c.list[at].has[kind] = sign, true
		return nil
	})
	return c, err
}

// of returns the sign with which lemma carries an attitude in the way of kind.
func (c *carriers) of(lemma string, kind carrierKind) (sign float64, ok bool) {
	at, ok := c.lemmas.Get(lemma)
	if !ok || !c.list[at].has[kind] {
		return 0, false
	}
	return c.list[at].sign[kind], true
}
