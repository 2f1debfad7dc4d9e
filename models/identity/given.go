package identity

import (
	"fmt"
	"slices"

	"github.com/saysonews/sayso/models/lexicon"
)

// GivenNames is what the word lists say of given names, all in lower case.
type GivenNames struct {
	// Sex is 'f', 'm' or 'b' for both.
	Sex map[string]byte
	// Long are the names that a short form may stand for.
	Long map[string][]string
}

// ReadGivenNames reads the embedded lists.
func ReadGivenNames() (*GivenNames, error) {
	g := &GivenNames{Sex: map[string]byte{}, Long: map[string][]string{}}
	for _, f := range []struct {
		file string
		row  func(f []string)
	}{
		{"given", func(f []string) { g.Sex[f[0]] = f[1][0] }},
		{"nicknames", func(f []string) { g.Long[f[0]] = append(g.Long[f[0]], f[1]) }},
	} {
		text, err := files.ReadFile("data/" + f.file + ".txt")
		if err != nil {
			return nil, fmt.Errorf("read given names: %w", err)
		}
		err = lexicon.Rows(string(text), func(fields []string) error {
			if len(fields) < 2 || fields[1] == "" {
				return fmt.Errorf("%d fields, want 2", len(fields))
			}
			f.row(fields)
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("read given names: %w", err)
		}
	}
	return g, nil
}

// Same reports whether two different given names can be one person's: a short form
// and the long one, or two short forms of one.
func (g *GivenNames) Same(a, b string) bool {
	if slices.Contains(g.Long[a], b) || slices.Contains(g.Long[b], a) {
		return true
	}
	return slices.ContainsFunc(g.Long[a], func(l string) bool { return slices.Contains(g.Long[b], l) })
}
