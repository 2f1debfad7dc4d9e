package attribution

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed data/*.txt
var data embed.FS

// frame says what a cue takes as its content. Frames combine by or.
type frame uint16

const (
	speech    frame = 1 << iota // a quotation or a clause
	belief                      // a clause
	intention                   // an infinitive
	attitude                    // everything after the cue
	urging                      // a person and an infinitive
	noun                        // a noun with a clause or infinitive
	adjective                   // an adjective after a copula
	act                         // saying it does it: everything after the cue
)

// listFrames names the word list of each frame.
var listFrames = []struct {
	file  string
	frame frame
}{
	{"speech_verbs", speech}, {"belief_verbs", belief}, {"intention_verbs", intention},
	{"attitude_verbs", attitude}, {"urging_verbs", urging},
	{"act_verbs", act | attitude},
	{"cue_nouns", noun}, {"cue_adjectives", adjective},
}

// lists holds the cue words by lemma. Immutable.
type lists struct {
	frames map[string]frame
	// preps holds "call for": verbs whose content is the object of a preposition.
	preps map[string]bool
	// headings are last words of what stands before a colon and is no speaker's label.
	headings map[string]bool
}

func loadLists() (*lists, error) {
	l := &lists{frames: map[string]frame{}, preps: map[string]bool{}, headings: map[string]bool{}}
	for _, f := range listFrames {
		words, err := readList(f.file)
		if err != nil {
			return nil, err
		}
		for _, w := range words {
			key := w
			if f.frame == noun || f.frame == adjective {
				key = w + "/n"
			}
			l.frames[key] |= f.frame
		}
	}
	pairs, err := readList("prepositional_verbs")
	if err != nil {
		return nil, err
	}
	for _, p := range pairs {
		l.preps[p] = true
	}
	headings, err := readList("headings")
	if err != nil {
		return nil, err
	}
	for _, w := range headings {
		l.headings[w] = true
	}
	return l, nil
}

func readList(name string) ([]string, error) {
	b, err := data.ReadFile("data/" + name + ".txt")
	if err != nil {
		return nil, fmt.Errorf("read cue list: %w", err)
	}
	var words []string
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			words = append(words, line)
		}
	}
	return words, nil
}
