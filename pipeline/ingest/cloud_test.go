//go:build cloud

package ingest

import (
	"context"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gocloud.dev/blob/memblob"

	"github.com/saysonews/sayso/models"
)

// fill are the files of a bucket.
var fill = map[string]string{
	"news/b.txt": "B", "news/a.jsonl": `{"id":"a","text":"A"}`, "news/deep/c.csv": "id,text\nc,C", "news/.hidden/x.txt": "X",
	"news/d.pdf": "x", "newsletter/n.txt": "N", "other.txt": "O",
}

func idsOf(articles iter.Seq2[string, string]) string {
	var all []string
	for id, fault := range articles {
		all = append(all, id+fault)
	}
	return strings.Join(all, " ")
}

func (s *Source) shown(address string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for a, bad := range s.Articles() {
			if bad != nil {
				yield("", "!"+bad.Error())
				continue
			}
			if !strings.HasPrefix(a.Path, address[:strings.Index(address, "://")]) {
				yield("", "!path "+a.Path)
			}
			yield(a.ID, "")
		}
	}
}

// The folder, the file or all of a bucket is read, in order of names.
func TestFileBucket(t *testing.T) {
	dir := t.TempDir()
	for name, text := range fill {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	record := newsRecord(2, 0, "")
	if err := os.WriteFile(filepath.Join(dir, "p.parquet"), parquetBytes(t, record), 0o644); err != nil {
		t.Fatal(err)
	}
	base := (&url.URL{Scheme: "file", Path: filepath.ToSlash(dir)}).String()
	for address, want := range map[string]string{
		base + "/news":         "a b c",
		base + "/news/":        "a b c",
		base + "/other.txt":    "other",
		base + "/p.parquet":    derivedID("Text 0.") + " " + derivedID("Text 1."),
		base + "/news/deep":    "c",
		base + "/nothing.here": "",
	} {
		src, err := Open([]string{address}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := idsOf(src.shown(address)); got != want {
			t.Errorf("%s: got %q, want %q", address, got, want)
		}
	}
	if _, err := Open([]string{base + "/gone/x.txt"}, Options{}); err == nil {
		t.Error("a folder that is not there was opened")
	}
}

// A bucket in memory, as the services behave: flat names, lists in pages.
func TestMemoryBucket(t *testing.T) {
	b := memblob.OpenBucket(nil)
	defer b.Close()
	for name, text := range fill {
		if err := b.WriteAll(context.Background(), name, []byte(text), nil); err != nil {
			t.Fatal(err)
		}
	}
	src, err := Open(nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for prefix, want := range map[string]string{"": "a b c n other", "news": "a b c", "other.txt": "other", "new": ""} {
		src.seen = idSet{}
		src.stats = Stats{}
		var got []string
		src.readBucket(bucket{b}, "mem://", prefix, func(a *models.Article, bad *BadArticle) bool {
			if bad != nil {
				t.Error(bad)
				return true
			}
			got = append(got, a.ID)
			return true
		})
		if strings.Join(got, " ") != want {
			t.Errorf("prefix %q: got %q, want %q", prefix, got, want)
		}
	}
	if _, err := Open([]string{"mem://"}, Options{}); err != nil {
		t.Error(err)
	}
}
