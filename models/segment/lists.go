package segment

import (
	"embed"
	"strings"
	"sync"
)

//go:embed data/*.txt
var data embed.FS

// wordLists are the hand-written lists of data/, each word once.
type wordLists struct {
	titles, abbreviations, medial, times, starters, speech, prefixes, domains set
}

type set map[string]struct{}

func (s set) has(w string) bool { _, ok := s[w]; return ok }

// words returns the lists, read at the first call.
var words = sync.OnceValue(func() *wordLists {
	return &wordLists{
		titles:        readList("titles"),
		abbreviations: readList("abbreviations"),
		medial:        readList("medial"),
		times:         readList("times"),
		starters:      readList("starters"),
		speech:        readList("speech"),
		prefixes:      readList("prefixes"),
		domains:       readList("domains"),
	}
})

// readList reads data/NAME.txt: one word a line, comments after #.
func readList(name string) set {
	b, err := data.ReadFile("data/" + name + ".txt")
	if err != nil {
		return set{} // the files are embedded: a test reads each of them
	}
	out := set{}
	for line := range strings.Lines(string(b)) {
		line, _, _ = strings.Cut(line, "#")
		if w := strings.TrimSpace(line); w != "" {
			out[w] = struct{}{}
		}
	}
	return out
}
