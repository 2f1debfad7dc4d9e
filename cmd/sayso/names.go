package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	read "github.com/saysonews/sayso/output/tables"
)

// findNamed turns what people type into ids, by find. A name that means nobody, or
// several, is a fault of the call that says who may have been meant. Of no names the
// ids are nil.
func findNamed(flag, what string, names []string, find func(string) (read.Found, error)) ([]string, error) {
	var ids []string
	for _, name := range names {
		found, err := find(name)
		if err != nil {
			return nil, err
		}
		switch len(found.Matches) {
		case 0:
			return nil, nobody(flag, name, what, found.Near)
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

// completeSpeakers offers the shell the ids of the speakers in the tables that the
// command line names.
func completeSpeakers(c *cobra.Command, flag string) {
	const most = 200
	// It fails only for a flag that does not exist, or that is completed already.
	_ = c.RegisterFlagCompletionFunc(flag, func(_ *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		set, err := read.Open(args[0])
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		var ids []string
		for sp, err := range set.Speakers(read.Query{Columns: []string{"id", "name"}}) {
			if err != nil || len(ids) == most {
				break
			}
			if strings.HasPrefix(sp.ID, begun) {
				ids = append(ids, cobra.CompletionWithDesc(sp.ID, printable(sp.Name)))
			}
		}
		return ids, cobra.ShellCompDirectiveNoFileComp
	})
}
