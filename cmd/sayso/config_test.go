package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// tree is a command with one of each kind of flag, and a group below it.
func tree(a *app) (root, do, deep *cobra.Command) {
	root = &cobra.Command{Use: "sayso", SilenceErrors: true, SilenceUsage: true}
	root.PersistentFlags().String("level", "low", "")
	do = &cobra.Command{Use: "do PATH...", RunE: func(*cobra.Command, []string) error { return nil }}
	group := &cobra.Command{Use: "group"}
	deep = &cobra.Command{Use: "deep", RunE: do.RunE}
	for _, c := range []*cobra.Command{do, deep} {
		c.Flags().Int("count", 1, "")
		c.Flags().StringArray("tag", nil, "")
	}
	root.AddCommand(do, group)
	group.AddCommand(deep)
	a.configure(root)
	root.SetOut(io.Discard)
	return root, do, deep
}

// Each place overrides those after it, and the nearest section of the file those
// around it.
func TestPrecedence(t *testing.T) {
	file := &configFile{settings: map[string]map[string]setting{
		"":           {"count": {values: []string{"2"}}, "level": {values: []string{"file"}}, "tag": {values: []string{"a", "b,c"}}, inputsKey: {values: []string{"x", "y"}}},
		"group":      {"count": {values: []string{"3"}}},
		"group/deep": {"level": {values: []string{"deep"}}},
	}}
	_, do, deep := tree(&app{})
	for _, c := range []struct {
		of         *cobra.Command
		flag, want string
	}{{do, "count", "2"}, {do, "level", "file"}, {deep, "count", "3"}, {deep, "level", "deep"}, {deep, "tag", "a|b,c"}, {do, inputsKey, "x|y"}, {do, "none", ""}} {
		s, _ := file.lookup(c.of, c.flag)
		if got := strings.Join(s.values, "|"); got != c.want {
			t.Errorf("%s %s is %q, want %q", c.of.Name(), c.flag, got, c.want)
		}
	}
	t.Setenv("SAYSO_LEVEL", "env")
	t.Setenv("SAYSO_TAG", "p,q")
	t.Setenv("SAYSO_COUNT", "")
	a := &app{}
	root, do, _ := tree(a)
	root.SetArgs([]string{"do", "--level", "flag"})
	if err := root.Execute(); err != nil {
		t.Fatal(err)
	}
	tags, _ := do.Flags().GetStringArray("tag")
	level, _ := do.Flags().GetString("level")
	count, _ := do.Flags().GetInt("count")
	if level != "flag" || !slices.Equal(tags, []string{"p", "q"}) || count != 1 {
		t.Errorf("level %s, tags %q, count %d", level, tags, count)
	}
	if _, set := a.config.origins["level"]; set || a.config.origins["tag"].where != "SAYSO_TAG" {
		t.Errorf("origins %v", a.config.origins)
	}
}

// A section of its own goes before that of the run.
func TestReplayIsARun(t *testing.T) {
	file := &configFile{settings: map[string]map[string]setting{
		"": {"map": {values: []string{"all"}}}, "run": {"map": {values: []string{"run"}}, "level": {values: []string{"run"}}}, "replay": {"level": {values: []string{"replay"}}},
	}}
	root, c := &cobra.Command{Use: "sayso"}, &cobra.Command{Use: "replay DIR"}
	root.AddCommand(c)
	for flag, want := range map[string]string{"map": "run", "level": "replay"} {
		if s, _ := file.lookup(c, flag); s.values[0] != want {
			t.Errorf("%s is %s, want %s", flag, s.values[0], want)
		}
	}
}

// Paths on the command line stand in the place of those in a file, not beside them.
func TestInputs(t *testing.T) {
	_, do, deep := tree(&app{})
	g := config{origins: map[string]setting{inputsKey: {values: []string{"a", "b"}}}}
	if got := g.paths(do, nil); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("%q", got)
	}
	if got := g.paths(do, []string{"c"}); !slices.Equal(got, []string{"c"}) {
		t.Errorf("%q", got)
	}
	if got := g.paths(deep, nil); len(got) != 0 {
		t.Errorf("a command without paths got %q", got)
	}
}

func TestUnknownVariables(t *testing.T) {
	root := newRoot(&app{})
	got := unknownVariables(root, []string{
		"SAYSO_WORKERS=1", "SAYSO_CONFIG=x", "SAYSO_INPUTS=x", "SAYSO_PYTHON=x", "SAYSO_SERVICE_HOST=x", "SAYSO_PORT=x", "OTHER=1", "SAYSO=1",
		"SAYSO_MAXERRORS=1", "SAYSO_QQQQQQQQ=1", "SAYSO_CPUPROFILE=x",
	})
	want := []unknownVariable{{"SAYSO_CPUPROFILE", ""}, {"SAYSO_MAXERRORS", "SAYSO_MAX_ERRORS"}, {"SAYSO_QQQQQQQQ", ""}}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// A pod of an indexed Job takes its own shard, unless told otherwise.
func TestShardOfJob(t *testing.T) {
	for _, c := range []struct{ index, n, own, want, where string }{
		{"0", "8", "", "1/8", "JOB_COMPLETION_INDEX"},
		{"7", "8", "", "8/8", "JOB_COMPLETION_INDEX"},
		{"7", "", "", "", ""},
		{"x", "8", "", "x/8", "JOB_COMPLETION_INDEX"},
		{"0", "8", "3/4", "3/4", "SAYSO_SHARD"},
	} {
		t.Setenv("JOB_COMPLETION_INDEX", c.index)
		t.Setenv("JOB_COMPLETIONS", c.n)
		t.Setenv("SAYSO_SHARD", c.own)
		s, ok := environment("shard", false)
		if ok != (c.want != "") || ok && (s.values[0] != c.want || s.where != c.where) {
			t.Errorf("%+v: %+v", c, s)
		}
	}
}

func TestHasWord(t *testing.T) {
	for _, c := range []struct {
		text, name string
		want       bool
	}{
		{"workers -1: want 0", "workers", true},
		{"--run-id bad", "run-id", true},
		{"run id \"a b\"", "run-id", true},
		{"articles without text", "out", false},
		{"--format-in: unknown", "format", false},
		{"no workersx", "workers", false},
	} {
		if got := hasWord(c.text, c.name); got != c.want {
			t.Errorf("%q in %q: %v", c.name, c.text, got)
		}
	}
}

// Whatever a file of settings holds, reading it ends in settings or a usage error.
func FuzzConfig(f *testing.F) {
	for _, s := range []string{"workers: 4", "run: {out: x, map: {a: b}}", "inputs: [a, b]", "aliases: {suggest: {limit: 3}}", "a: &x 1\nb: *x", "run: run: run", "? [a]\n: b", "\xff", "<<: {out: x}", "eval: {sentiment: {seen: [a, b]}}"} {
		f.Add(s)
	}
	name := filepath.Join(f.TempDir(), "x.yaml")
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		file, err := openConfig(name)
		if (file == nil) != (err != nil) || err != nil && !strings.Contains(err.Error(), "x.yaml:") {
			t.Errorf("%q: %v, %v", text, file, err)
		}
		if file == nil {
			return
		}
		for section, flags := range file.settings {
			for flag, s := range flags {
				if flag == "" || flag == "config" || len(s.values) == 0 || s.where == "" {
					t.Errorf("%q: %q %q is %+v", text, section, flag, s)
				}
			}
		}
	})
}
