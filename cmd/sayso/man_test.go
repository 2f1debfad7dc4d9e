package main

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"
)

var (
	manDir        = flag.String("man", "", "write the manual pages into this folder")
	completionDir = flag.String("completions", "", "write the completions of the shells into this folder")
)

// commandTree is the commands as the running program has them.
func commandTree() *cobra.Command {
	tree := newRoot(&app{})
	tree.InitDefaultCompletionCmd("bash")
	return tree
}

// manPages writes a manual page for each command.
func manPages(t *testing.T, dir string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	// The library would take today otherwise; the same program has the same pages.
	date := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	header := doc.GenManHeader{Section: "1", Source: "sayso", Manual: "Sayso", Date: &date}
	if err := doc.GenManTree(commandTree(), &header, dir); err != nil {
		t.Fatal(err)
	}
}

// TestManPages makes the manual pages, a page for each command with all its flags. They
// are made here and not by the program, which would carry the library that makes them.
// A release keeps them:
//
//	go test ./cmd/sayso -run 'ManPages|Completions' -man DIR -completions DIR
func TestManPages(t *testing.T) {
	dir, again := t.TempDir(), t.TempDir()
	if *manDir != "" {
		dir = *manDir
	}
	manPages(t, dir)
	manPages(t, again)
	visit(commandTree(), func(c *cobra.Command) {
		name := strings.ReplaceAll(c.CommandPath(), " ", "-") + ".1"
		page, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Error(err)
			return
		}
		if same, err := os.ReadFile(filepath.Join(again, name)); err != nil || !bytes.Equal(page, same) {
			t.Errorf("%s differs when made again: %v", name, err)
		}
		text := strings.ReplaceAll(string(page), `\-`, "-")
		if !strings.Contains(text, c.Short) {
			t.Errorf("%s does not say what the command is for", name)
		}
		c.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
			if !f.Hidden && !strings.Contains(text, "--"+f.Name) {
				t.Errorf("%s does not have --%s", name, f.Name)
			}
		})
	})
}

// TestCompletions makes the completions of the shells.
func TestCompletions(t *testing.T) {
	dir := t.TempDir()
	if *completionDir != "" {
		dir = *completionDir
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for shell, name := range map[string]string{"bash": "sayso.bash", "zsh": "_sayso", "fish": "sayso.fish", "powershell": "sayso.ps1"} {
		var out, log bytes.Buffer
		if code := run(t.Context(), []string{"completion", shell}, nil, &out, &log); code != 0 || out.Len() < 1000 {
			t.Errorf("%s: exit code %d, %d bytes: %s", shell, code, out.Len(), &log)
		}
		if err := os.WriteFile(filepath.Join(dir, name), out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestHelp holds each command to an example and each flag to an explanation.
func TestHelp(t *testing.T) {
	visit(newRoot(&app{}), func(c *cobra.Command) {
		if c.Short == "" || c.Runnable() && c.Example == "" {
			t.Errorf("%s lacks a description or an example", c.CommandPath())
		}
		if c.Example != "" && !strings.Contains(c.Example, "sayso") {
			t.Errorf("the example of %s does not call sayso", c.CommandPath())
		}
		c.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
			if !f.Hidden && (f.Usage == "" || strings.HasSuffix(f.Usage, ".") || f.Usage[:1] != strings.ToLower(f.Usage[:1]) && !strings.HasPrefix(f.Usage, "YAML")) {
				t.Errorf("%s --%s: %q is no explanation in the house's form", c.CommandPath(), f.Name, f.Usage)
			}
		})
	})
}

// visit calls f with a command and those below it that are listed.
func visit(c *cobra.Command, f func(*cobra.Command)) {
	f(c)
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			visit(sub, f)
		}
	}
}
