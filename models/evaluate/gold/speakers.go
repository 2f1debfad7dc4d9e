package gold

import (
	"fmt"
	"strings"

	"github.com/saysonews/sayso/models/evaluate"
)

// Speakers are who said what, by article and attribution.
type Speakers map[string]map[string][]evaluate.Speaker

// ReadSpeakers reads a table of article, attribution, kind and names, separated by
// tabs, the names by " | ". Rows of fewer columns are passed over. A row about an
// attribution that docs do not have is an error.
func ReadSpeakers(path string, docs []*Document) (Speakers, error) {
	known := make(map[string]map[string]bool, len(docs))
	for _, d := range docs {
		known[d.ID] = d.ids()
	}
	table := Speakers{}
	err := eachRow(path, func(f []string, _ int) error {
		if len(f) < 4 {
			return nil
		}
		switch ids := known[f[0]]; {
		case ids == nil:
			return fmt.Errorf("no article %q in the gold file", f[0])
		case !ids[f[1]]:
			return fmt.Errorf("article %q has no attribution %q in the gold file", f[0], f[1])
		}
		if table[f[0]] == nil {
			table[f[0]] = map[string][]evaluate.Speaker{}
		}
		table[f[0]][f[1]] = speakers(f[2], f[3])
		return nil
	})
	if err == nil && len(table) == 0 {
		err = fmt.Errorf("read %s: no row of article, attribution, kind and name, separated by tabs", path)
	}
	return table, err
}

func (d *Document) ids() map[string]bool {
	ids := map[string]bool{}
	for _, m := range d.r.marked() {
		ids[string(m.ID)] = true
	}
	return ids
}

func speakers(kind, names string) []evaluate.Speaker {
	switch kind {
	case "org":
		kind = "organisation"
	case "none":
		kind = "unknown"
	}
	var out []evaluate.Speaker
	for _, n := range strings.Split(names, "|") {
		out = append(out, evaluate.Speaker{Name: strings.TrimSpace(n), Kind: kind})
	}
	return out
}

// Name gives the attributions of an article the speakers that the table has for
// them, and no others.
func (s Speakers) Name(article string, list []evaluate.Attribution) {
	for i := range list {
		list[i].Speakers = s[article][list[i].ID]
	}
}
