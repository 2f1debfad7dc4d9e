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
	related, captions, credits, agency, contributed                                              []string
	breaks                                                                                       set
	titles, abbreviations, medial, offices, numbered, times, starters, speech, prefixes, domains set
}

type set map[string]struct{}

func (s set) has(w string) bool { _, ok := s[w]; return ok }

// words returns the lists, read at the first call.
var words = sync.OnceValue(func() *wordLists {
	return &wordLists{
		related:       readLines("related"),
		captions:      readLines("captions"),
		credits:       readLines("credits"),
		agency:        readLines("agency"),
		contributed:   readLines("contributed"),
		breaks:        readList("breaks"),
		titles:        readList("titles"),
		abbreviations: readList("abbreviations"),
		medial:        readList("medial"),
		times:         readList("times"),
		numbered:      readList("numbered"),
		offices:       readList("offices"),
		starters:      readList("starters"),
		speech:        readList("speech"),
		prefixes:      readList("prefixes"),
		domains:       readList("domains"),
	}
})

// readList reads data/NAME.txt as a set.
func readList(name string) set {
	out := set{}
	for _, w := range readLines(name) {
		out[w] = struct{}{}
	}
	return out
}

// readLines reads data/NAME.txt: one entry a line, comments after #.
func readLines(name string) []string {
	b, err := data.ReadFile("data/" + name + ".txt")
	if err != nil {
		return nil // the files are embedded: a test reads each of them
	}
	var out []string
	for line := range strings.Lines(string(b)) {
		line, _, _ = strings.Cut(line, "#")
		if w := strings.TrimSpace(line); w != "" {
			out = append(out, w)
		}
	}
	return out
}
