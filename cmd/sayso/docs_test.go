package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// block is a fenced block of a page of the documentation.
type block struct {
	line int      // of its first line of text, from 1
	info []string // the words after the fence: sh, console, python, sql, text ...; then no-test
	text string
}

// blocks reads the fenced blocks of a page.
func blocks(page string) (found []block) {
	open, indent := false, ""
	for i, line := range strings.Split(page, "\n") {
		fence, ok := strings.CutPrefix(strings.TrimLeft(line, " "), "```")
		switch {
		case ok && open:
			open = false
		case ok:
			open, indent = true, line[:strings.Index(line, "`")]
			found = append(found, block{line: i + 2, info: strings.Fields(fence)})
		case open:
			found[len(found)-1].text += strings.TrimPrefix(line, indent) + "\n"
		}
	}
	return found
}

// pages are the README and the documentation, by path from the root.
func pages(t *testing.T) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, path := range append(paths, filepath.Join(root, "README.md")) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		found[strings.TrimPrefix(filepath.ToSlash(path), root+"/")] = string(text)
	}
	return found
}

// TestDocs runs the blocks of the documentation as a reader would, those of a page in
// order in one folder, which has the example articles and their annotation as articles
// and gold, as in a folder of the reader's own, and where they are in a clone:
//
//	sh       a script, which must succeed
//	console  lines after "$ " are scripts, the others what they print; "..." stands
//	         for anything
//
// "go run ./cmd/sayso" is the program under test. A block with the word no-test after these
// is not run.
func TestDocs(t *testing.T) {
	shell, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no shell")
	}
	for name, page := range pages(t) {
		t.Run(name, func(t *testing.T) {
			var dir string
			for _, b := range blocks(page) {
				if len(b.info) == 0 || b.info[0] != "sh" && b.info[0] != "console" || slices.Contains(b.info, "no-test") {
					continue
				}
				if dir == "" {
					dir = reader(t)
				}
				for _, c := range commands(b) {
					cmd := exec.CommandContext(t.Context(), shell, "-e", "-o", "pipefail", "-c", c.script)
					cmd.Dir = dir
					out, err := cmd.CombinedOutput()
					if err != nil {
						t.Fatalf("%s:%d: %s: %v\n%s", name, b.line, c.script, err, out)
					}
					if b.info[0] == "console" && !c.prints.MatchString(strings.TrimSpace(string(out))) {
						t.Errorf("%s:%d: %s prints\n%s", name, b.line, c.script, out)
					}
				}
			}
		})
	}
}

// reader makes the folder that the commands of a page run in.
func reader(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, folder := range []string{"articles", "gold"} {
		for _, to := range []string{folder, filepath.Join("testdata", folder)} {
			if err := os.CopyFS(filepath.Join(dir, to), os.DirFS(filepath.Join(root, "testdata", folder))); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir
}

// command is a command line of a page and what it prints.
type command struct {
	script string
	prints *regexp.Regexp
}

// commands reads the commands of a block: one of sh, those after each "$ " of console.
func commands(b block) (found []command) {
	b.text = strings.ReplaceAll(b.text, "go run ./cmd/sayso", "sayso")
	if b.info[0] == "sh" {
		return []command{{script: b.text}}
	}
	for i, part := range regexp.MustCompile(`(?m)^\$ `).Split(b.text, -1) {
		if i == 0 {
			continue
		}
		lines := strings.Split(part, "\n")
		n := 1
		for strings.HasSuffix(lines[n-1], `\`) {
			n++
		}
		pattern := regexp.QuoteMeta(strings.TrimSpace(strings.Join(lines[n:], "\n")))
		pattern = strings.ReplaceAll(pattern, regexp.QuoteMeta("..."), `(?s:.*?)`)
		found = append(found, command{strings.Join(lines[:n], "\n"), regexp.MustCompile("^" + pattern + "$")})
	}
	return found
}

// TestDocsPython runs the blocks of Python and SQL in the documentation through the
// Python named by SAYSO_PYTHON; of the cookbook both must give the same answers.
func TestDocsPython(t *testing.T) {
	python := os.Getenv("SAYSO_PYTHON")
	if python == "" {
		t.Skip("SAYSO_PYTHON names no Python with pandas, pyarrow and duckdb")
	}
	script, err := filepath.Abs("testdata/docs.py")
	if err != nil {
		t.Fatal(err)
	}
	for name, page := range pages(t) {
		if !slices.ContainsFunc(blocks(page), func(b block) bool {
			return len(b.info) == 1 && (b.info[0] == "python" || b.info[0] == "sql")
		}) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			dir := reader(t)
			if code := run(t.Context(), []string{"run", filepath.Join(dir, "articles"), "--out", filepath.Join(dir, "tables"), "--quiet"}, nil, io.Discard, os.Stderr); code != 0 {
				t.Fatalf("exit code %d", code)
			}
			path, err := filepath.Abs(filepath.Join(root, name))
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.CommandContext(t.Context(), python, script, path)
			cmd.Dir = dir
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Errorf("%v\n%s", err, out)
			}
			if name == "docs/COOKBOOK.md" && !strings.Contains(string(out), ": 20 questions") {
				t.Errorf("not twenty questions: %s", out)
			}
			t.Logf("%s", out)
		})
	}
}

// said is a command line of sayso in text: its words up to what ends it.
var said = regexp.MustCompile(`(?m)(?:^|[(|;&$])\s*(?:\w+=\S+ )*(?:go run )?(?:\S*/)?sayso((?: [^\s|;&<>()#\x60]+)+)`)

// TestDocsNameWhatExists holds every command line of sayso in the documentation and
// in the help, run or not, to the commands and flags that there are.
func TestDocsNameWhatExists(t *testing.T) {
	texts := map[string]string{}
	for name, page := range pages(t) {
		code := regexp.MustCompile("(?m)^    .*$|`[^`\n]+`").FindAllString(page, -1)
		for _, b := range blocks(page) {
			code = append(code, b.text)
		}
		texts[name] = strings.NewReplacer("`", " ", "\\\n", " ").Replace(strings.Join(code, "\n"))
	}
	tree := newRoot(&app{})
	tree.InitDefaultCompletionCmd("man") // cobra adds it when the program runs
	tree.InitDefaultHelpCmd()
	allCommands(tree, func(c *cobra.Command) { texts["the help of "+c.CommandPath()] = c.Example })
	lines := 0
	for name, text := range texts {
		for _, m := range said.FindAllStringSubmatch(text, -1) {
			if strings.Contains(m[1], "...") {
				continue // what a command prints
			}
			lines++
			if fault := commandFault(tree, strings.Fields(m[1])); fault != "" {
				t.Errorf("%s: sayso%s: %s", name, m[1], fault)
			}
		}
	}
	if lines < 30 {
		t.Errorf("only %d command lines found", lines)
	}
}

// commandFault says what a command line names that does not exist, or "".
func commandFault(tree *cobra.Command, words []string) string {
	c, rest, err := tree.Find(words)
	if err != nil {
		return err.Error()
	}
	if c.HasSubCommands() && len(rest) > 0 && !strings.HasPrefix(rest[0], "-") && regexp.MustCompile(`^[a-z]+$`).MatchString(rest[0]) {
		return "no command " + rest[0]
	}
	for _, word := range rest {
		name, ok := strings.CutPrefix(word, "--")
		name, _, _ = strings.Cut(name, "=")
		name = strings.TrimRight(name, ".,:'\")]")
		if !ok || name == "" || name == "help" {
			continue
		}
		if c.Flags().Lookup(name) == nil && c.InheritedFlags().Lookup(name) == nil {
			return fmt.Sprintf("%s has no flag --%s", c.CommandPath(), name)
		}
	}
	return ""
}

// allCommands calls f with a command and all below it.
func allCommands(c *cobra.Command, f func(*cobra.Command)) {
	f(c)
	for _, sub := range c.Commands() {
		allCommands(sub, f)
	}
}

// TestDocsLinks follows the links of the documentation within the repository.
func TestDocsLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)\s]+)\)`)
	found := 0
	for name, page := range pages(t) {
		for _, m := range link.FindAllStringSubmatch(page, -1) {
			path, anchor, _ := strings.Cut(m[1], "#")
			if strings.Contains(path, "://") {
				continue
			}
			found++
			to := filepath.Join(root, filepath.Dir(name), path)
			if path == "" {
				to = filepath.Join(root, name)
			}
			text, err := os.ReadFile(to)
			if _, statErr := os.Stat(to); statErr != nil || err != nil && anchor != "" {
				t.Errorf("%s links to %s, which does not exist", name, m[1])
				continue
			}
			if anchor != "" && !slices.Contains(anchors(string(text)), anchor) {
				t.Errorf("%s links to %s, which has no such heading", name, m[1])
			}
		}
	}
	if found < 20 {
		t.Errorf("only %d links found", found)
	}
}

// anchors are the names that the headings of a page can be linked by.
func anchors(page string) (names []string) {
	for _, m := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(page, -1) {
		name := strings.ReplaceAll(strings.ToLower(m[1]), " ", "-")
		names = append(names, regexp.MustCompile(`[^\p{L}\p{N}_-]`).ReplaceAllString(name, ""))
	}
	return names
}

// TestReadmeFigures holds the figures of stances in the README, which no command
// prints, to those of the golden file.
func TestReadmeFigures(t *testing.T) {
	golden, err := os.ReadFile(filepath.Join(root, "testdata", "golden", "figures.txt"))
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`and label +P +([\d.]+) +R +([\d.]+) +F1 +([\d.]+)`).FindStringSubmatch(string(golden))
	if m == nil {
		t.Fatal("no figures of stances in the golden file")
	}
	var round [3]float64
	for i := range round {
		if round[i], err = strconv.ParseFloat(m[i+1], 64); err != nil {
			t.Fatal(err)
		}
	}
	want := fmt.Sprintf("| stances, the example articles | %.0f %% | %.0f %% | %.0f |", round[0], round[1], round[2])
	if readme := pages(t)["README.md"]; !strings.Contains(readme, want) {
		t.Errorf("README.md does not say %q", want)
	}
}
