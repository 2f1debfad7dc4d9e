package main

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/saysonews/sayso/pipeline/ingest"
	"github.com/saysonews/sayso/pipeline/journal"
)

// inputsKey is what a file of settings calls the paths of the command line.
const inputsKey = "inputs"

// The places that values come from, the first that has one counts.
const (
	fromFlag        = "flag"
	fromEnvironment = "environment"
	fromFile        = "file"
	fromDefault     = "default"
)

// setting is the value of a flag that was given elsewhere than on the command line.
type setting struct {
	values []string // one, or those of a list
	from   string
	where  string // the variable, or file:line
}

// config holds what was set outside of the command line.
type config struct {
	path    string // of --config
	origins map[string]setting
}

// registerConfig adds the flag and the commands of settings.
func (a *app) registerConfig(root *cobra.Command) {
	root.PersistentFlags().StringVar(&a.config.path, "config", "", `YAML file that sets flags (see "sayso config")`)
	root.AddCommand(newConfig(a))
}

// configurable reports whether the flags of c may be set by a file or the environment:
// those of every command that works, and of no command that tells of the program.
func configurable(c *cobra.Command) bool {
	if !c.HasParent() || c.HasSubCommands() || !c.Runnable() {
		return false
	}
	for p := c; p.HasParent(); p = p.Parent() {
		if p.Hidden || !p.Parent().HasParent() && slices.Contains([]string{"config", "version", "help", "completion"}, p.Name()) {
			return false
		}
	}
	return true
}

// takesPaths reports whether a command reads the inputs that a file may name.
func takesPaths(c *cobra.Command) bool { return strings.Contains(c.Use, "PATH...") }

// settable reports whether a flag may be set outside of the command line.
func settable(f *pflag.Flag) bool {
	return !f.Hidden && f.Name != "config" && f.Name != "help" && f.Name != "version"
}

// configure has the commands below c take their flags from the environment and the
// file of --config too, before they check their arguments.
func (a *app) configure(c *cobra.Command) {
	for _, sub := range c.Commands() {
		a.configure(sub)
	}
	if !configurable(c) {
		return
	}
	check, run := c.Args, c.RunE
	c.Args = func(c *cobra.Command, args []string) error {
		if err := a.applyConfig(c); err != nil {
			return err
		}
		if check == nil {
			return nil
		}
		return a.config.explain(check(c, a.config.paths(c, args)))
	}
	c.RunE = func(c *cobra.Command, args []string) error {
		a.warnUnknown(c.Root())
		return a.config.explain(run(c, a.config.paths(c, args)))
	}
}

// applyConfig sets the flags of c that the command line leaves out. Its errors are
// usage errors.
func (a *app) applyConfig(c *cobra.Command) error {
	file, err := a.readConfig()
	if err != nil {
		return err
	}
	a.config.origins = map[string]setting{}
	var faults []error
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Changed || !settable(f) {
			return
		}
		s, ok := environment(f.Name, isList(f))
		if !ok {
			s, ok = file.lookup(c, f.Name)
		}
		if !ok {
			return
		}
		if err := setFlag(c, f, s.values); err != nil {
			faults = append(faults, fmt.Errorf("%s: %s %w", s.where, f.Name, err))
		}
		f.Changed = true
		a.config.origins[f.Name] = s
	})
	if takesPaths(c) {
		s, ok := environment(inputsKey, true)
		if !ok {
			s, ok = file.lookup(c, inputsKey)
		}
		if ok {
			a.config.origins[inputsKey] = s
		}
	}
	if len(faults) > 0 {
		return usageError{errors.Join(faults...)}
	}
	return nil
}

// readConfig reads the file of --config or SAYSO_CONFIG, nil when there is none.
func (a *app) readConfig() (*configFile, error) {
	if a.config.path == "" {
		a.config.path = os.Getenv(variable("config"))
	}
	if a.config.path == "" {
		return nil, nil
	}
	return openConfig(a.config.path)
}

// paths returns the arguments of c, or the inputs of file or environment when there
// are none.
func (g *config) paths(c *cobra.Command, args []string) []string {
	if s, ok := g.origins[inputsKey]; ok && len(args) == 0 && takesPaths(c) {
		return s.values
	}
	return args
}

// explain adds to a fault of usage where the flags that it names were set.
func (g *config) explain(err error) error {
	var usage usageError
	var path *ingest.PathError
	isPath := errors.As(err, &path)
	if err == nil || !isPath && !errors.As(err, &usage) {
		return err
	}
	var notes []string
	for name, s := range g.origins {
		if name == inputsKey && isPath || name != inputsKey && hasWord(err.Error(), name) {
			notes = append(notes, name+" is set by "+s.where)
		}
	}
	if len(notes) == 0 {
		return err
	}
	slices.Sort(notes)
	return usageError{fmt.Errorf("%w (%s)", err, strings.Join(notes, ", "))}
}

// hasWord reports whether a name, or its words apart, stands in text between what is
// no letter.
func hasWord(text, name string) bool {
	letter := func(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_' }
	for _, name := range []string{name, strings.ReplaceAll(name, "-", " ")} {
		for rest := text; ; {
			i := strings.Index(rest, name)
			if i < 0 {
				break
			}
			end := i + len(name)
			if (i == 0 || !letter(rest[i-1])) && (end == len(rest) || !letter(rest[end]) && rest[end] != '-') {
				return true
			}
			rest = rest[end:]
		}
	}
	return false
}

func isList(f *pflag.Flag) bool {
	_, ok := f.Value.(pflag.SliceValue)
	return ok
}

// setFlag gives a flag of c the values; its errors follow the name of the flag.
func setFlag(c *cobra.Command, f *pflag.Flag, values []string) error {
	if list, ok := f.Value.(pflag.SliceValue); ok {
		if err := list.Replace(values); err != nil {
			return fmt.Errorf("is %q: %w", journal.Redact(strings.Join(values, ",")), err)
		}
		return nil
	}
	value := values[0]
	shown := journal.Redact(value)
	if known := choices(c, f); len(known) > 0 && !slices.Contains(known, value) {
		return fmt.Errorf("is %q: want one of %s", shown, strings.Join(known, ", "))
	}
	err := f.Value.Set(value)
	if err == nil {
		return nil
	}
	switch f.Value.Type() {
	case "int", "int64":
		return fmt.Errorf("is %q: want a whole number", shown)
	case "float64":
		return fmt.Errorf("is %q: want a number", shown)
	case "bool":
		return fmt.Errorf("is %q: want true or false", shown)
	case "duration":
		return fmt.Errorf("is %q: want a duration such as 10s or 5m", shown)
	}
	return fmt.Errorf("is %q: %w", shown, err)
}

// choices are the values that a flag of text may have, as completion offers them; none
// when it may have any.
func choices(c *cobra.Command, f *pflag.Flag) []string {
	offer, ok := c.GetFlagCompletionFunc(f.Name)
	if !ok || f.Value.Type() != "string" {
		return nil
	}
	offered, directive := offer(c, nil, "")
	if directive != cobra.ShellCompDirectiveNoFileComp {
		return nil
	}
	var names []string
	for _, o := range offered {
		name, _, _ := strings.Cut(o, "\t")
		names = append(names, name)
	}
	return names
}
