package main

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"go.yaml.in/yaml/v3"

	"github.com/saysonews/sayso/models/entries"
)

// configFile is a file of settings: of all commands, and of each.
type configFile struct {
	// settings are by the names of the command, "" for all and "aliases suggest" for
	// one below another, and then by flag.
	settings map[string]map[string]setting
	keys     int
}

// openConfig reads and checks a file of settings. Its errors are usage errors, and
// tell every fault with its line.
func openConfig(name string) (*configFile, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, usageError{fmt.Errorf("read configuration: %w", err)}
	}
	r := &configReader{
		Reader: &entries.Reader{Name: name, Flag: "--config", Wanted: `keys and values such as "workers: 4"`},
		file:   &configFile{settings: map[string]map[string]setting{}},
	}
	// The flags of a tree of its own take the values, to see whether they can.
	if n := r.Document(text); n != nil {
		r.section(n, newRoot(&app{}), "the file")
	}
	if err := r.Err(); err != nil {
		return nil, usageError{fmt.Errorf("configuration: %w", err)}
	}
	return r.file, nil
}

// lookup finds what the file sets for a flag of c: in the section of c, of what c
// stands below, or for all commands.
func (f *configFile) lookup(c *cobra.Command, flag string) (setting, bool) {
	if f == nil {
		return setting{}, false
	}
	for section := sectionOf(c); ; section = around(section) {
		if s, ok := f.settings[section][flag]; ok {
			return s, true
		}
		if section == "" {
			return setting{}, false
		}
	}
}

// around names the section that counts where one is silent. What replays or joins runs
// goes by their settings.
func around(section string) string {
	if section == "replay" || section == "merge" {
		return "run"
	}
	if out := path.Dir(section); out != "." {
		return out
	}
	return ""
}

// sectionOf names the section of a command: "aliases/suggest".
func sectionOf(c *cobra.Command) string {
	_, below, _ := strings.Cut(c.CommandPath(), " ")
	return strings.ReplaceAll(below, " ", "/")
}

// configReader reads one file of settings.
type configReader struct {
	*entries.Reader
	file *configFile
}

// section reads the settings of c and of what is below it.
func (r *configReader) section(n *yaml.Node, c *cobra.Command, what string) {
	if n.Kind != yaml.MappingNode {
		r.Fault(n.Line, "%s is %s: want keys and values such as \"workers: 4\"", what, entries.Kind(n))
		return
	}
	all, known := scope(c)
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		sub := child(c, k.Value)
		switch {
		case seen[k.Value] > 0:
			r.Fault(k.Line, "key %q twice, first on line %d: keep one", k.Value, seen[k.Value])
		case sub != nil && v.Kind == yaml.MappingNode:
			r.section(v, sub, k.Value)
		case len(known[k.Value]) > 0 || k.Value == inputsKey && slices.ContainsFunc(all, takesPaths):
			r.setting(k, v, c, known[k.Value])
		case sub != nil:
			r.Fault(v.Line, "%s is %s: want the flags of sayso %s, as keys and values", k.Value, entries.Kind(v), k.Value)
		default:
			r.unknown(k, c, known)
		}
		seen[k.Value] = k.Line
	}
}

func (r *configReader) unknown(k *yaml.Node, c *cobra.Command, known map[string][]*cobra.Command) {
	words := []string{inputsKey}
	for name := range known {
		words = append(words, name)
	}
	for _, sub := range c.Commands() {
		if !configurable(sub) && !sub.HasSubCommands() {
			continue
		}
		words = append(words, sub.Name())
	}
	slices.Sort(words)
	hint := ""
	if near := nearest(strings.ReplaceAll(k.Value, "_", "-"), words); near != "" {
		hint = fmt.Sprintf("; did you mean %q?", near)
	}
	r.Fault(k.Line, "unknown key %q: it is no flag of %s%s", k.Value, strings.TrimSuffix("sayso "+strings.ReplaceAll(sectionOf(c), "/", " "), " "), hint)
}

// scope lists the commands of a section, and those that have each flag.
func scope(c *cobra.Command) (all []*cobra.Command, known map[string][]*cobra.Command) {
	known = map[string][]*cobra.Command{}
	eachCommand(c, func(c *cobra.Command) {
		all = append(all, c)
		eachFlag(c, func(f *pflag.Flag) { known[f.Name] = append(known[f.Name], c) })
	})
	return all, known
}

func child(c *cobra.Command, name string) *cobra.Command {
	for _, sub := range c.Commands() {
		if sub.Name() == name && (configurable(sub) || sub.HasSubCommands() && name != "config") {
			return sub
		}
	}
	return nil
}

// setting reads the value of a key, which must suit one of the commands that have it.
func (r *configReader) setting(k, v *yaml.Node, c *cobra.Command, of []*cobra.Command) {
	list := k.Value == inputsKey
	for _, c := range of {
		list = list || isList(c.Flag(k.Value))
	}
	values, ok := r.values(k.Value, v, list)
	if !ok {
		return
	}
	var fault error
	for _, c := range of {
		if fault = setFlag(c, c.Flag(k.Value), values); fault == nil {
			break
		}
	}
	if fault != nil {
		r.Fault(v.Line, "%s %v", k.Value, fault)
		return
	}
	section := sectionOf(c)
	if r.file.settings[section] == nil {
		r.file.settings[section] = map[string]setting{}
	}
	r.file.settings[section][k.Value] = setting{values: values, from: fromFile, where: fmt.Sprintf("%s:%d", r.Name, k.Line)}
	r.file.keys++
}

// values reads one value, or those of a list. What maps fields to columns may be
// written as a mapping.
func (r *configReader) values(key string, v *yaml.Node, list bool) ([]string, bool) {
	switch {
	case v.Kind == yaml.ScalarNode && v.Tag != "!!null":
		return []string{v.Value}, true
	case v.Kind == yaml.SequenceNode && list:
		values := make([]string, len(v.Content))
		for i, e := range v.Content {
			if e.Kind != yaml.ScalarNode || e.Tag == "!!null" {
				r.Fault(e.Line, "%s has %s in its list: want single values", key, entries.Kind(e))
				return nil, false
			}
			values[i] = e.Value
		}
		return values, true
	case v.Kind == yaml.MappingNode && key == "map":
		var pairs []string
		for i := 0; i+1 < len(v.Content); i += 2 {
			pairs = append(pairs, v.Content[i].Value+"="+v.Content[i+1].Value)
		}
		return []string{strings.Join(pairs, ",")}, true
	case v.Kind == yaml.ScalarNode:
		r.Fault(v.Line, "%s is empty: write a value, or leave the key out", key)
	case list:
		r.Fault(v.Line, "%s is %s: want a value or a list of values", key, entries.Kind(v))
	default:
		r.Fault(v.Line, "%s is %s: want one value", key, entries.Kind(v))
	}
	return nil, false
}
