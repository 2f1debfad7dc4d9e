package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// TestRead runs the tables in testdata. Commands:
//
//	file NAME [raw]      writes a file below a fresh folder; raw takes Go escapes
//	link NAME TO         makes a symbolic link
//	read PATH... [max=N] [format=F] [map=(PAIRS)] [full] [log]   reads the paths and shows each article or fault
//	date                 parses each line as a date
func TestRead(t *testing.T) {
	tables, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	datadriven.Walk(t, tables, func(t *testing.T, path string) {
		t.Chdir(t.TempDir())
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			switch d.Cmd {
			case "file":
				writeFile(t, d)
			case "link":
				if err := os.Symlink(d.CmdArgs[1].Key, d.CmdArgs[0].Key); err != nil {
					t.Fatal(err)
				}
			case "read":
				return read(t, d)
			case "date":
				return dates(d.Input)
			default:
				d.Fatalf(t, "unknown command %s", d.Cmd)
			}
			return ""
		})
	})
}

func writeFile(t *testing.T, d *datadriven.TestData) {
	t.Helper()
	name, data := d.CmdArgs[0].Key, d.Input+"\n"
	if d.HasArg("raw") {
		var err error
		if data, err = strconv.Unquote(`"` + d.Input + `"`); err != nil {
			d.Fatalf(t, "%s: %v", name, err)
		}
	}
	packed, err := pack(name, []byte(data))
	if err == nil {
		err = os.MkdirAll(filepath.Dir(name), 0o755)
	}
	if err == nil {
		err = os.WriteFile(name, packed, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// pack packs data as the name says, unless it is called "broken".
func pack(name string, data []byte) ([]byte, error) {
	if strings.Contains(name, "broken") {
		return data, nil
	}
	return packBytes(name, data)
}

func packBytes(name string, data []byte) ([]byte, error) {
	_, _, c := split(name)
	var out bytes.Buffer
	var w io.WriteCloser
	switch c {
	case gzipped:
		w = gzip.NewWriter(&out)
	case zstandard:
		z, err := zstd.NewWriter(&out)
		if err != nil {
			return nil, err
		}
		w = z
	default:
		return data, nil
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err := w.Close()
	return out.Bytes(), err
}

func read(t *testing.T, d *datadriven.TestData) string {
	t.Helper()
	var paths []string
	var out strings.Builder
	opts := Options{Stdin: strings.NewReader(d.Input)}
	for _, arg := range d.CmdArgs {
		switch arg.Key {
		case "max":
			arg.Scan(t, 0, &opts.MaxArticleBytes)
		case "format":
			opts.Format, _ = ParseFormat(arg.Vals[0])
		case "map":
			var err error
			if opts.Map, err = ParseMapping(strings.Join(arg.Vals, ",")); err != nil {
				return err.Error()
			}
		case "full":
		case "log":
			opts.Log = slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
				if a.Key == slog.TimeKey {
					return slog.Attr{}
				}
				return a
			}}))
		default:
			paths = append(paths, arg.Key)
		}
	}
	src, err := Open(paths, opts)
	if err != nil {
		return err.Error()
	}
	for a, bad := range src.Articles() {
		if bad != nil {
			fmt.Fprintf(&out, "bad id=%q %v\n", bad.ID, bad)
			continue
		}
		shown := fmt.Sprintf("%.60q", a.Text)
		if d.HasArg("full") {
			shown = "\n" + a.Text + "\n..."
		}
		fmt.Fprintf(&out, "%s:%d id=%q title=%q in=%v text=%s", a.Path, a.Line, a.ID, a.Title, a.TitleInText, shown)
		for _, f := range [...][2]string{{"url", a.URL}, {"outlet", a.Outlet}, {"author", a.Author}, {"language", a.Language}} {
			if f[1] != "" {
				fmt.Fprintf(&out, " %s=%q", f[0], f[1])
			}
		}
		if !a.PublishedAt.IsZero() {
			fmt.Fprintf(&out, " published=%s", a.PublishedAt.Format("2006-01-02T15:04:05.999Z07:00"))
		}
		out.WriteByte('\n')
	}
	if st := src.Stats(); st.Unsupported+st.Links+st.Warnings > 0 {
		fmt.Fprintf(&out, "unsupported=%d links=%d warnings=%d\n", st.Unsupported, st.Links, st.Warnings)
	}
	return out.String()
}

func dates(input string) string {
	var out strings.Builder
	for line := range strings.Lines(input) {
		line = strings.TrimRight(line, "\n")
		if at, ok := parseDate(line); ok {
			fmt.Fprintf(&out, "%s -> %s\n", line, at.Format("2006-01-02T15:04:05.999Z07:00"))
		} else {
			fmt.Fprintf(&out, "%s -> no date\n", line)
		}
	}
	return out.String()
}

// A path that cannot be read is told apart from a bad article, with its cause.
func TestOpenNamesThePath(t *testing.T) {
	_, err := Open([]string{filepath.Join(t.TempDir(), "none.txt")}, Options{})
	var pe *PathError
	if !errors.As(err, &pe) || !errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("got %v, want a PathError of fs.ErrNotExist", err)
	}
}

// A compressed file that expands without end costs no more than the limit.
func TestBombIsBounded(t *testing.T) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	chunk := bytes.Repeat([]byte("a"), 1<<20)
	for range 200 {
		if _, err := w.Write(chunk); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"bomb.txt.gz", "bomb.jsonl.gz"} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, packed.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		src, err := Open([]string{path}, Options{MaxArticleBytes: 1 << 16})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for a, bad := range src.Articles() {
			n++
			if a != nil || !strings.Contains(bad.Reason, "longer than 65536 bytes") {
				t.Errorf("%s: got article %v, fault %v", name, a, bad)
			}
		}
		if n != 1 {
			t.Errorf("%s: %d results, want 1", name, n)
		}
	}
}

// Leaving the loop stops the reading, whichever article it is left at.
func TestLeaveEarly(t *testing.T) {
	input := strings.Repeat(`{"text":"One."}`+"\n"+`{"text":"Two."}`+"\n"+"broken\n", 10)
	for leave := 1; leave <= 5; leave++ {
		src, err := Open([]string{"-"}, Options{Stdin: strings.NewReader(input)})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for range src.Articles() {
			if n++; n == leave {
				break
			}
		}
		if n != leave {
			t.Errorf("left at %d, saw %d", leave, n)
		}
	}
}

// A failing device ends its file with one fault that names the line.
func TestReadError(t *testing.T) {
	boom := errors.New("device gone")
	in := io.MultiReader(strings.NewReader("{\"text\":\"One.\"}\n{\"text\":\"Tw"), &failing{boom})
	src, err := Open([]string{"-"}, Options{Stdin: in})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for a, bad := range src.Articles() {
		if a != nil {
			got = append(got, a.Text)
		} else {
			got = append(got, bad.Error())
		}
	}
	want := "One.|read article -:2: read file: device gone (the rest of the file is lost)"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got %s\nwant %s", s, want)
	}
}

type failing struct{ err error }

func (f *failing) Read([]byte) (int, error) { return 0, f.err }

// Size is the sum of what will be read, and Read reaches it.
func TestSizeAndRead(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.txt": "Four", "b/c.jsonl": `{"text":"x"}`, "d.pdf": "not read", ".e.txt": "hidden"} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	src, err := Open([]string{dir}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := src.Size(), int64(4+12); got != want {
		t.Errorf("Size() = %d, want %d", got, want)
	}
	for _, bad := range src.Articles() {
		if bad != nil {
			t.Error(bad)
		}
	}
	if got, want := src.Read(), int64(4+12); got != want {
		t.Errorf("Read() = %d, want %d", got, want)
	}
	if got := src.Stats().Unsupported; got != 1 {
		t.Errorf("Unsupported = %d, want 1", got)
	}
}
