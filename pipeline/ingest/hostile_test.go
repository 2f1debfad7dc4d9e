package ingest

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
)

// repeated reads a text over and over, n bytes in all.
func repeated(text string, n int64) io.Reader {
	return io.LimitReader(&loop{text: text}, n)
}

type loop struct {
	text string
	at   int
}

func (l *loop) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = l.text[l.at]
		if l.at++; l.at == len(l.text) {
			l.at = 0
		}
	}
	return len(p), nil
}

// bearable reads hostile input and fails when it takes more than the memory and time, or
// gives another number of articles, or no fault.
func bearable(t *testing.T, in io.Reader, f Format, articles int, reason string) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	begin := time.Now()
	src, err := Open([]string{"-"}, Options{Format: f, Stdin: in})
	if err != nil {
		t.Fatal(err)
	}
	n, told := 0, false
	for a, bad := range src.Articles() {
		if a != nil {
			n++
		} else if told = told || strings.Contains(bad.Error(), reason); bad.Reason == "" {
			t.Error("a fault without a reason")
		}
	}
	runtime.ReadMemStats(&after)
	if took := time.Since(begin); took > 10*time.Second {
		t.Errorf("took %v", took)
	}
	if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 400 {
		t.Errorf("allocated %d MiB", used)
	}
	if n != articles || !told {
		t.Errorf("%d articles, want %d; told %q: %v", n, articles, reason, told)
	}
}

func bomb(t *testing.T, n int64) []byte {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(w, repeated("\x00", n)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Input made to harm ends in faults, within bounds of memory and time.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	t.Run("line", func(t *testing.T) {
		line := io.MultiReader(strings.NewReader(`{"text":"`), repeated("word ", 200<<20), strings.NewReader("\"}\n{\"text\":\"Next.\"}\n"))
		bearable(t, line, JSONL, 1, "longer than")
	})
	t.Run("field", func(t *testing.T) {
		field := io.MultiReader(strings.NewReader("text\n\""), repeated("word\n", 100<<20), strings.NewReader("\"\nNext.\n"))
		bearable(t, field, CSV, 1, "longer than")
	})
	t.Run("columns", func(t *testing.T) { bearable(t, repeated("a,", 50<<20), CSV, 0, "more than") })
	t.Run("quotation marks", func(t *testing.T) {
		bearable(t, io.MultiReader(strings.NewReader("text\n"), repeated("\"", 100_001)), CSV, 0, "never closed")
	})
	t.Run("text", func(t *testing.T) { bearable(t, repeated("word ", 200<<20), Text, 0, "longer than") })
	t.Run("NUL", func(t *testing.T) { bearable(t, repeated("\x00", 1000), Text, 0, "not text") })
	t.Run("gzip", func(t *testing.T) {
		data := bomb(t, 600<<20)
		for _, f := range []Format{Text, JSONL, CSV, HTML, WARC, Parquet, Arrow} {
			reason := map[Format]string{Text: "longer", JSONL: "bomb", CSV: "bomb", HTML: "longer", WARC: "WARC", Parquet: "", Arrow: ""}[f]
			bearable(t, bytes.NewReader(data), f, 0, reason)
		}
	})
	t.Run("zip", func(t *testing.T) {
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, flate.BestSpeed) })
		for _, name := range []string{"a.jsonl", "b.jsonl"} {
			e, err := w.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			io.Copy(e, repeated("\n", 140<<20))
		}
		w.Close()
		bearable(t, bytes.NewReader(out.Bytes()), ByName, 0, "bomb")
	})
	t.Run("JSON", func(t *testing.T) {
		bearable(t, repeated("[", 1<<20), JSONL, 0, "not valid JSON")
		bearable(t, io.MultiReader(strings.NewReader(`{"text":`), repeated(`{"a":`, 5<<20)), JSONL, 0, "not valid JSON")
	})
	t.Run("HTML", func(t *testing.T) {
		bearable(t, repeated("<div>", 5<<20), HTML, 0, "not a web page")
		bearable(t, repeated("<b><p>", 1<<20), HTML, 0, "no main text")
		bearable(t, repeated("<p class='a b c' ", 1<<20), HTML, 0, "no main text")
	})
	t.Run("WARC", func(t *testing.T) {
		bearable(t, repeated("A: b\r\n", 100<<20), WARC, 0, "without end")
		record := warcOf("response", "1", "https://example.org", httpType, response("200 OK", "text/html", "Content-Encoding: gzip\r\n", string(bomb(t, 300<<20))))
		bearable(t, strings.NewReader(record), WARC, 0, "longer than")
	})
}

// A name may be a path or a formula: it stays what it is, the id of an article.
func TestHostileNames(t *testing.T) {
	src, err := Open([]string{"-"}, Options{Stdin: strings.NewReader(`{"id":"../../etc/passwd","text":"a"}` + "\n" + `{"id":"=1+1","author":"=cmd()","text":"b"}`)})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for a := range src.Articles() {
		ids = append(ids, a.ID)
	}
	if strings.Join(ids, " ") != "../../etc/passwd =1+1" {
		t.Errorf("ids %q", ids)
	}
}

// Links that go round, and into each other, do not hold the reading.
func TestHostileLinks(t *testing.T) {
	dir := t.TempDir()
	for _, l := range [][2]string{{"a", "b"}, {"b", "a"}, {"self.txt", "self.txt"}, {"x.txt", "y.txt"}, {"y.txt", "x.txt"}, {"up", ".."}} {
		if err := os.Symlink(l[1], filepath.Join(dir, l[0])); err != nil {
			t.Fatal(err)
		}
	}
	src, err := Open([]string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	faults := 0
	for a, bad := range src.Articles() {
		if a != nil || bad.Reason == "" {
			t.Errorf("%v, %v", a, bad)
		}
		faults++
	}
	if faults != 3 || src.Stats().Links != 1 || src.Stats().Unsupported != 2 {
		t.Errorf("%d faults, %+v", faults, src.Stats())
	}
	if _, err := Open([]string{filepath.Join(dir, "self.txt")}, Options{}); err == nil {
		t.Error("a link to itself was opened")
	}
}
