package loadgen

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/pipeline/ingest"
)

func maker(t *testing.T, change func(*Options)) *Maker {
	t.Helper()
	o := Defaults()
	o.Articles = 3000
	if change != nil {
		change(&o)
	}
	m, err := New(example(), o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// The same options give the same bytes with any number of workers, another seed others.
func TestWriteRepeats(t *testing.T) {
	write := func(seed uint64, workers int) string {
		var out bytes.Buffer
		if _, err := maker(t, func(o *Options) { o.Seed, o.Workers = seed, workers }).Write(&out); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	one := write(1, 1)
	if write(1, 4) != one {
		t.Error("four workers write other bytes than one")
	}
	if write(2, 1) == one {
		t.Error("another seed makes no difference")
	}
}

// What is written is read back by ingest, article by article, with nothing lost.
func TestWriteIsRead(t *testing.T) {
	m := maker(t, nil)
	var out bytes.Buffer
	stats, err := m.Write(&out)
	if err != nil {
		t.Fatal(err)
	}
	source, err := ingest.Open([]string{"-"}, ingest.Options{Stdin: &out})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for a, bad := range source.Articles() {
		if bad != nil {
			t.Fatal(bad)
		}
		want, _ := m.Article(n)
		if a.ID != want.ID || a.Text != want.Text || a.Title != strings.TrimSpace(want.Title) || a.Outlet != want.Outlet || a.URL != want.URL || !a.PublishedAt.Equal(want.PublishedAt) {
			t.Fatalf("article %d is read as %+v, want %+v", n, a, want)
		}
		n++
	}
	if n != 3000 || stats.Articles != n {
		t.Errorf("%d articles read, %+v", n, stats)
	}
}

// Copies are of the share that is asked for: exact ones of an earlier text, near ones of
// most of it, from other outlets at times, and not before what they copy.
func TestCopies(t *testing.T) {
	m := maker(t, func(o *Options) { o.Exact, o.Near = 0.2, 0.1 })
	first := make(map[string]int)
	var counts [3]int
	for n := range 3000 {
		a, kind := m.Article(n)
		counts[kind]++
		of, seen := first[a.Text]
		if kind == Varied {
			if !seen {
				first[a.Text] = n
			}
			continue
		}
		_, from := m.origin(n)
		original, originally := m.Article(from)
		if from >= n || originally != Varied || a.PublishedAt.Before(original.PublishedAt) || a.PublishedAt.Sub(original.PublishedAt) > 24*time.Hour {
			t.Fatalf("%d copies %d: %v, %v", n, from, a.PublishedAt, original.PublishedAt)
		}
		if kind == Exact && (!seen || of > from || a.Text != original.Text || a.Title != original.Title) {
			t.Fatalf("%d is no exact copy of %d", n, from)
		}
	}
	if counts[Exact] < 500 || counts[Exact] > 700 || counts[Near] < 220 || counts[Near] > 380 {
		t.Errorf("%v of 3000, want about 600 exact and 300 near", counts)
	}
}

// People have other names, the same throughout an article and of the same sex; places,
// words and names of things stay.
func TestRename(t *testing.T) {
	m := maker(t, func(o *Options) { o.Exact, o.Near = 0, 0 })
	a, _ := m.Article(0)
	given, rest, _ := strings.Cut(a.Title, " ")
	surname, _, _ := strings.Cut(rest, " ")
	if !strings.Contains(newWomen, given) || surname == "Lind" {
		t.Errorf("title %q", a.Title)
	}
	for _, want := range []string{
		given + " " + surname + ", the mayor of Reach, said on Monday", "Ms. " + surname + " said.", "told reporters that " + surname + " had been ill", "The council meets on Friday",
	} {
		if !strings.Contains(a.Text, want) {
			t.Errorf("%q is not in %q", want, a.Text)
		}
	}
	for _, old := range []string{"Carol", "Lind", "David", "Ott"} {
		if strings.Contains(a.Text, old) {
			t.Errorf("%q is in %q", old, a.Text)
		}
	}
	b, _ := m.Article(1)
	_, after, _ := strings.Cut(b.Text, "Senator ")
	pryce, _, _ := strings.Cut(after, " ")
	if pryce == "Pryce" || !strings.Contains(b.Text, "praised "+pryce+"’s stand") || strings.Contains(b.Text, "Quill") || !strings.Contains(b.Text, "met in Washington") || !strings.Contains(b.Text, "-Dahl") {
		t.Errorf("%q", b.Text)
	}
	other, _ := m.Article(2) // the first article once more
	if strings.Contains(other.Text, given+" "+surname) {
		t.Errorf("the same name in the next round: %q", other.Text)
	}
}

// Sentences put together are the text, whatever it is; words are letters, in order.
func TestSentences(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.SampledFrom([]rune("aB. \n!é’")))).Draw(r, "text")
		var all strings.Builder
		for s := range sentences(text) {
			if s == "" {
				r.Fatal("an empty sentence")
			}
			all.WriteString(s)
		}
		if all.String() != text {
			r.Fatalf("%q of %q", all.String(), text)
		}
		end := 0
		for w := range words(text) {
			if w.from < end || w.to <= w.from || strings.Trim(text[w.from:w.to], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
				r.Fatalf("%v of %q", w, text)
			}
			end = w.to
		}
		d := dice{1}
		mixed(text, text, &d)
		edited(text, text, &d)
	})
}

// Whatever the text, a line is JSON with the same text.
func TestAppendLine(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		a := models.Article{ID: rapid.String().Draw(r, "id"), Title: rapid.String().Draw(r, "title"), Text: rapid.String().Draw(r, "text"), PublishedAt: time.Unix(rapid.Int64Range(0, 4e9).Draw(r, "at"), 0).UTC()}
		var got struct {
			ID, Title, Text string
			At              time.Time `json:"published_at"`
		}
		line := appendLine(nil, &a)
		if err := json.Unmarshal(line, &got); err != nil || got.ID != a.ID || got.Title != a.Title || got.Text != a.Text || !got.At.Equal(a.PublishedAt) {
			r.Fatalf("%s reads %+v, %v", line, got, err)
		}
	})
}

func TestOptions(t *testing.T) {
	err := Options{Exact: 0.6, Near: 0.6}.Validate()
	for _, want := range []string{"0 articles", "0.6 and 0.6", "0 days", "0 outlets"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	if _, err := New(nil, Defaults()); err == nil {
		t.Error("made of nothing")
	}
	if _, err := New(example(), Options{}); err == nil {
		t.Error("made by no options")
	}
}

type broken struct{ left int }

func (b *broken) Write(p []byte) (int, error) {
	if b.left--; b.left < 0 {
		return 0, io.ErrShortWrite
	}
	return len(p), nil
}

// A writer that fails ends the making.
func TestWriteFails(t *testing.T) {
	if _, err := maker(t, func(o *Options) { o.Workers = 3 }).Write(&broken{2}); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("error %v", err)
	}
}
