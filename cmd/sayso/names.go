package main

import (
	"fmt"
	"strings"

	read "github.com/saysonews/sayso/output/tables"
)

// findSpeakers turns what people type into the ids of speakers. A name that means
// nobody, or several, is a fault of the call that says who may have been meant.
func findSpeakers(s *read.Set, flag string, names []string) ([]string, error) {
	var ids []string
	for _, name := range names {
		found, err := s.FindSpeaker(name)
		if err != nil {
			return nil, err
		}
		switch len(found.Matches) {
		case 0:
			return nil, nobody(flag, name, "speaker", found.Near)
		case 1:
			ids = append(ids, found.Matches[0].ID)
		default:
			return nil, usageError{fmt.Errorf("%s %q may be:%s\nname one by its id", flag, name, listed(found.Matches))}
		}
	}
	return ids, nil
}

// nobody says that a name means nothing, and what may have been meant.
func nobody(flag, name, what string, near []read.Named) error {
	if len(near) == 0 {
		return usageError{fmt.Errorf("%s %q: no such %s in the tables", flag, name, what)}
	}
	if len(near) == 1 {
		return usageError{fmt.Errorf("%s %q: no such %s; did you mean %s (%s)?", flag, name, what, printable(near[0].Name), near[0].ID)}
	}
	return usageError{fmt.Errorf("%s %q: no such %s; did you mean:%s", flag, name, what, listed(near))}
}

// listed is a list of names, one a line.
func listed(list []read.Named) string {
	const most = 10
	var b strings.Builder
	for _, n := range list[:min(len(list), most)] {
		fmt.Fprintf(&b, "\n  %s  (%s, %s, %d rows)", n.ID, printable(n.Name), n.Kind, n.Rows)
	}
	if len(list) > most {
		fmt.Fprintf(&b, "\n  and %d more", len(list)-most)
	}
	return b.String()
}
