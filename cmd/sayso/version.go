package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/pipeline"
)

// versions is what sayso version tells.
type versions struct {
	Version  string            `json:"version"`
	Commit   string            `json:"commit"`
	Modified bool              `json:"modified"` // the source had changes beside the commit
	Go       string            `json:"go"`
	Schema   string            `json:"schema"`
	Models   map[string]string `json:"models"`
}

func newVersion(a *app) *cobra.Command {
	asJSON := false
	c := &cobra.Command{
		Use:     "version",
		Short:   "Print the versions of the program, its models and its tables",
		Example: "  sayso version\n  sayso version --json | jq -r .commit",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			v, err := readVersions()
			if err != nil {
				return err
			}
			if asJSON {
				return json.NewEncoder(a.stdout).Encode(v)
			}
			_, err = fmt.Fprint(a.stdout, v.text())
			return err
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return c
}

func readVersions() (versions, error) {
	v := versions{Version: "devel", Commit: "unknown", Schema: output.SchemaVersion, Models: map[string]string{}}
	trained, err := pipeline.ModelVersions()
	if err != nil {
		return v, err
	}
	for _, m := range trained {
		v.Models[m.Name] = m.Version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v, nil
	}
	v.Go = info.GoVersion
	if info.Main.Version != "" && info.Main.Version != "(devel)" {
		v.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Commit = s.Value
		case "vcs.modified":
			v.Modified = s.Value == "true"
		}
	}
	return v, nil
}

func (v versions) text() string {
	var b strings.Builder
	changed := ""
	if v.Modified {
		changed = " with changes"
	}
	fmt.Fprintf(&b, "sayso %s\ncommit %s%s\n%s\nschema %s\n", v.Version, v.Commit, changed, v.Go, v.Schema)
	for _, name := range slices.Sorted(maps.Keys(v.Models)) {
		fmt.Fprintf(&b, "model %s %s\n", name, v.Models[name])
	}
	return b.String()
}

// modelVersion is what the tables say of the models: "stance=2-... syntax=1-...".
func (v versions) modelVersion() string {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(v.Models)) {
		parts = append(parts, name+"="+v.Models[name])
	}
	return strings.Join(parts, " ")
}
