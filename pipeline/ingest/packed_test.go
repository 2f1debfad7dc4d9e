package ingest

import (
	"bytes"
	"encoding/base64"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// Two streams of bzip2, of a line of JSON each, as the program of that name writes them.
const (
	bzipRain = "QlpoOTFBWSZTWUSIxGsAAA7bgAAQUAUAEBAAJyUESiAAMU0yMTExCIGmjIbKH25h0LxAqidAeV4wYrc2+LuSKcKEgiRGI1g="
	bzipSnow = "QlpoOTFBWSZTWe2sDKkAABNblAAQUAUAEAgQNyWMygAICAAgADFAANAyZBU0zTQamRnqZTLYSQRq5StlGf14vYcELRTGt7NjY2h/Hgu5IpwoSHbWBlSA"
)

// Files of bzip2 are read, several streams in one as parallel packers write them, from
// disk and from standard input; one that is cut or damaged gives what comes before.
func TestBzip2(t *testing.T) {
	stream := func(s string) []byte {
		b, err := base64.StdEncoding.DecodeString(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	rain, snow := stream(bzipRain), stream(bzipSnow)
	damaged := bytes.Clone(snow)
	damaged[len(damaged)/2] ^= 0x40
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"whole":   {rain, "Rain fell."},
		"both":    {append(bytes.Clone(rain), snow...), "Rain fell.|Snow fell, said Zoë."},
		"cut":     {append(bytes.Clone(rain), snow[:40]...), "Rain fell.|!read file: "},
		"damaged": {append(bytes.Clone(rain), damaged...), "Rain fell.|!read file: bzip2 data invalid"},
		"empty":   {nil, "!read file: unexpected EOF"},
	} {
		path := filepath.Join(t.TempDir(), "a.jsonl.bz2")
		if err := os.WriteFile(path, c.data, 0o644); err != nil {
			t.Fatal(err)
		}
		for _, p := range []string{path, "-"} {
			if p == "-" && c.data == nil {
				continue // an empty input is of no packing
			}
			src, err := Open([]string{p}, Options{Stdin: bytes.NewReader(c.data)})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for a, bad := range src.Articles() {
				if bad != nil {
					reason, _, _ := strings.Cut(bad.Reason, ": bad") // which part is bad does not matter
					got = append(got, "!"+reason)
				} else {
					got = append(got, a.Text)
				}
			}
			if s := strings.Join(got, "|"); !strings.HasPrefix(s, c.want) {
				t.Errorf("%s of %s: %q, want %q", name, p, s, c.want)
			}
		}
	}
}

// A NUL is in no article, however it is written and in whatever format.
func TestNUL(t *testing.T) {
	for f, data := range map[Format]string{
		Text: "Rain\x00 fell.", JSONL: `{"text":"Rain\u0000 fell."}`, CSV: "text\n\"Rain\x00 fell.\"\n", HTML: "<p>Rain\x00 fell, said the mayor of the town.</p>",
	} {
		src, err := Open([]string{"-"}, Options{Format: f, Stdin: strings.NewReader(data)})
		if err != nil {
			t.Fatal(err)
		}
		told := false
		for a, bad := range src.Articles() {
			if a != nil && strings.Contains(a.Text, "\x00") {
				t.Errorf("%v: %q", f, a.Text)
			}
			told = told || bad != nil && strings.Contains(bad.Reason, "NUL")
		}
		if !told {
			t.Errorf("%v: no fault told of the NUL", f)
		}
	}
}

// A line of 200 MB is passed over in the memory of an article, and the next one read.
func TestLongLineMemory(t *testing.T) {
	line := io.MultiReader(strings.NewReader(`{"text":"`), bytes.NewReader(bytes.Repeat([]byte("word "), 40<<20)), strings.NewReader("\"}\n{\"text\":\"Next.\"}\n"))
	src, err := Open([]string{"-"}, Options{Stdin: line})
	if err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var got []string
	for a, bad := range src.Articles() {
		if bad != nil {
			got = append(got, "!"+bad.Reason)
		} else {
			got = append(got, a.Text)
		}
	}
	runtime.ReadMemStats(&after)
	if s := strings.Join(got, "|"); s != "!longer than 2097152 bytes|Next." {
		t.Errorf("read %q", s)
	}
	// A line may be six times an article, and its buffer doubles as it grows.
	if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 64 {
		t.Errorf("allocated %d MiB", used)
	}
}
