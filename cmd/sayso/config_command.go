package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/saysonews/sayso/pipeline/journal"
)

func newConfig(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "config",
		Short: "Check a file of settings, or show which settings are in effect",
		Long: `Every flag may also be set by a variable of the environment or in a file; the command
line counts first, then the environment, then the file, then the default.

The variable of --max-errors is SAYSO_MAX_ERRORS, and so on for every flag. An empty
variable is none, and the values of a list are parted by commas.

The file is YAML, named by --config or SAYSO_CONFIG. Its keys are flags, without the
dashes in front:

  workers: 4               # of every command that has the flag
  log-level: warn
  inputs: [articles, news/**/*.jsonl.zst]     # where the command line names no PATH
  run:                     # of sayso run, and of replay and merge
    out: tables
    max-errors: 1%
    map: {text: body, published_at: meta.date}
  aliases:
    suggest:               # of sayso aliases suggest
      min-score: 0.9

Paths in it are relative to the folder that the command is run in, as on the command
line. A key that is no flag, one that stands twice and a value that a flag cannot take
are faults, told with their lines.`,
		Example: `  sayso config check sayso.yaml
  sayso config show run --config sayso.yaml
  SAYSO_WORKERS=2 sayso config show run --json | jq '.[] | select(.from != "default")'`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newConfigCheck(a), newConfigShow(a))
	return c
}

func newConfigCheck(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "check [FILE]",
		Short:   "Tell every fault of a file of settings, with its line",
		Long:    "Check reads FILE, or that of --config or SAYSO_CONFIG, and ends with 0 when it is sound, else with 2.",
		Example: "  sayso config check sayso.yaml",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 1 {
				a.config.path = args[0]
			}
			file, err := a.readConfig()
			if err != nil {
				return err
			}
			if file == nil {
				return usageError{errors.New("no file: name one, or give --config or SAYSO_CONFIG")}
			}
			a.warnUnknown(c.Root())
			_, err = fmt.Fprintf(a.stdout, "%s: %d settings, no faults\n", a.config.path, file.keys)
			return err
		},
	}
}

func newConfigShow(a *app) *cobra.Command {
	asJSON := false
	c := &cobra.Command{
		Use:   "show [COMMAND]",
		Short: "Print the settings that a command would run with, and where they come from",
		Long: `Show prints the settings of COMMAND, of sayso run unless told, as a file of settings
with comments that tell where each comes from. Secrets in addresses are hidden.`,
		Example: "  sayso config show\n  sayso config show aliases suggest\n  sayso config show run --json",
		RunE: func(c *cobra.Command, args []string) error {
			list, of, err := a.effective(c, args)
			if err != nil {
				return err
			}
			a.warnUnknown(c.Root())
			if asJSON {
				return json.NewEncoder(a.stdout).Encode(list)
			}
			_, err = a.stdout.Write(showSettings(of, list))
			return err
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON list")
	return c
}

// shownSetting is a line of sayso config show.
type shownSetting struct {
	Key   string `json:"key"`
	Value any    `json:"value"` // text, or a list of texts
	From  string `json:"from"`  // flag, environment, file or default
	Where string `json:"where"` // the variable, or file:line

	text bool // quoted when shown as YAML
}

// effective lists the settings of the command that args name, on a tree of its own.
func (a *app) effective(c *cobra.Command, args []string) ([]shownSetting, string, error) {
	if len(args) == 0 {
		args = []string{"run"}
	}
	b := &app{}
	of, rest, err := newRoot(b).Find(args)
	b.config.path = a.config.path // the flag begins empty
	if err != nil || len(rest) > 0 || !configurable(of) {
		return nil, "", usageError{fmt.Errorf("%q is no command with settings", strings.Join(args, " "))}
	}
	if err := of.ParseFlags(nil); err != nil { // it joins the flags of all commands to those of this one
		return nil, "", err
	}
	c.InheritedFlags().VisitAll(func(f *pflag.Flag) {
		if other := of.Flag(f.Name); f.Changed && other != nil && settable(f) { // on the command line

			err = errors.Join(err, other.Value.Set(f.Value.String()))
			other.Changed = true
		}
	})
	if err = errors.Join(err, b.applyConfig(of)); err != nil {
		return nil, "", err
	}
	var list []shownSetting
	if s, ok := b.config.origins[inputsKey]; ok {
		list = append(list, shownSetting{inputsKey, journal.RedactAll(s.values), s.from, s.where, true})
	}
	of.Flags().VisitAll(func(f *pflag.Flag) {
		if settable(f) {
			list = append(list, b.config.shown(f))
		}
	})
	return list, of.CommandPath(), nil
}

// shown tells the value of a flag and its origin.
func (g *config) shown(f *pflag.Flag) shownSetting {
	s := shownSetting{Key: f.Name, Value: journal.Redact(f.Value.String()), From: fromDefault, text: f.Value.Type() == "string"}
	if list, ok := f.Value.(pflag.SliceValue); ok {
		s.Value = journal.RedactAll(list.GetSlice())
	}
	if o, ok := g.origins[f.Name]; ok {
		s.From, s.Where = o.from, o.where
	} else if f.Changed {
		s.From = fromFlag
	}
	return s
}

// showSettings writes settings as a file of them. Quoted strings of JSON are YAML too.
func showSettings(of string, list []shownSetting) []byte {
	b := bytes.NewBufferString("# " + of + "\n")
	width := 0
	lines := make([]string, len(list))
	for i, s := range list {
		value := fmt.Sprint(s.Value)
		if _, plain := s.Value.(string); !plain || s.text || value == "" {
			value = quoted(s.Value)
		}
		lines[i] = s.Key + ": " + value
		if len(lines[i]) <= 60 {
			width = max(width, len(lines[i]))
		}
	}
	for i, s := range list {
		where := s.From
		if s.Where != "" {
			where = s.Where
		}
		if s.Value == "" && s.From == fromDefault {
			lines[i] = "# " + s.Key + ":"
		}
		fmt.Fprintf(b, "%-*s  # %s\n", width, lines[i], where)
	}
	return b.Bytes()
}

// quoted writes a value as JSON.
func quoted(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(v) // text and lists of text always can be
	return strings.TrimSpace(b.String())
}
