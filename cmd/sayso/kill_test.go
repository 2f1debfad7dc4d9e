//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/output/tables"
)

// program returns a command of the program in a process of its own.
func program(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self, args...)
	c.Env = append(os.Environ(), asProgram+"=1")
	return c
}

// newsLines are n articles as lines, of a generation of contents.
func newsLines(from, n, generation int) []byte {
	var b bytes.Buffer
	for i := from; i < from+n; i++ {
		name := []string{"Ann Cole", "Tomas Brandt", "Ida Holm", "Omar Diaz", "Pia Voss"}[i%5]
		text := fmt.Sprintf("Ward %d votes\n\nThe ward will not pay %d crowns for the bridge, Councillor %s said on Monday. \"We were never asked,\" %s added. The union condemned the plan of Mayor Ruth Lind.", i, 100*i+generation, name, name)
		line, _ := json.Marshal(map[string]string{"id": fmt.Sprintf("n%d", i), "text": text})
		b.Write(append(line, '\n'))
	}
	return b.Bytes()
}

// seen is what a reader sees: the articles with their contents, and that all tables agree.
func seen(t *testing.T, dir string) string {
	t.Helper()
	v, err := output.Verify(dir, func(p error) { t.Errorf("seen by a reader: %v", p) })
	if err != nil {
		return "none"
	}
	set, err := tables.Open(dir)
	if err != nil {
		t.Errorf("seen by a reader: %v", err)
		return ""
	}
	var list []string
	for a, err := range set.Articles(tables.Query{Columns: []string{"article_id", "sha256"}}) {
		if err != nil {
			t.Errorf("seen by a reader: %v", err)
			return ""
		}
		list = append(list, a.ArticleID+" "+a.SHA256)
	}
	slices.Sort(list)
	return fmt.Sprint(v.Rows, list)
}

// TestKilled kills the program at random moments of runs that add, change and write anew,
// and looks at the folder as a reader does: the tables are those of before or those after,
// whole. The next run mends what the killed one left and finishes.
func TestKilled(t *testing.T) {
	kills := 12
	if n, err := strconv.Atoi(os.Getenv("SAYSO_KILLS")); err == nil {
		kills = n
	}
	if testing.Short() {
		t.Skip("takes a second for each kill")
	}
	dir := t.TempDir()
	in, out := filepath.Join(dir, "news.jsonl"), filepath.Join(dir, "tables")
	rng := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	took := 400 * time.Millisecond
	early, late := 0, 0
	for i := range kills {
		before := seen(t, out)
		if err := os.WriteFile(in, slices.Concat(newsLines(0, 12, i), newsLines(12, min(i, 12), 0)), 0o666); err != nil {
			t.Fatal(err)
		}
		after := wanted(t, in, dir)
		c := program(t, "run", in, "--out", out, "--quiet")
		if i%5 == 4 {
			c.Args = append(c.Args, "--full-refresh")
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rng.Int64N(int64(took) * 5 / 4)))
		_ = c.Process.Signal(syscall.SIGKILL)
		_ = c.Wait()
		now := seen(t, out)
		switch now {
		case before:
			early++
		case after:
			late++
		default:
			t.Fatalf("kill %d: neither the tables of before nor those after:\n%s\n%s\n%s", i, before, now, after)
		}
		began := time.Now()
		c = program(t, c.Args[1:]...)
		if b, err := c.CombinedOutput(); err != nil {
			t.Fatalf("run after kill %d: %v\n%s", i, err, b)
		}
		took = time.Since(began)
		if now := seen(t, out); now != after {
			t.Fatalf("run after kill %d:\n%s\nwant\n%s", i, now, after)
		}
		if left, _ := filepath.Glob(filepath.Join(out, ".sayso", "*")); len(left) != 2 {
			t.Errorf("kill %d: left %v", i, left)
		}
	}
	t.Logf("%d kills: %d before the switch, %d after it", kills, early, late)
}

// wanted is what a reader sees after one run over in.
func wanted(t *testing.T, in, dir string) string {
	t.Helper()
	out := filepath.Join(dir, "wanted")
	if err := os.RemoveAll(out); err != nil {
		t.Fatal(err)
	}
	if b, err := program(t, "run", in, "--out", out, "--quiet").CombinedOutput(); err != nil {
		t.Fatalf("run: %v\n%s", err, b)
	}
	return seen(t, out)
}
