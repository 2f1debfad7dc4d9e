package pipeline

import (
	"context"
	"encoding/json"
	"iter"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/identity/alias"
	"github.com/saysonews/sayso/pipeline/ingest"
)

// who is the speakers of an article, as text.
type who struct {
	ID       string
	Speakers []models.Speaker
	Refs     [][]models.SpeakerRef
}

// whos is a sink that keeps them.
type whos struct {
	t   *testing.T
	all map[string]string
}

func (s whos) Write(w who) error {
	text, err := json.Marshal(w)
	s.all[w.ID] = string(text)
	return err
}

func (s whos) DeadLetter(d DeadLetter) error {
	s.t.Errorf("dead letter %+v", d)
	return nil
}

// TestIDsDependOnTheArticleAlone analyses the example articles in several orders, by
// several workers, and expects the same speakers of each article every time, with a
// file of aliases and without.
func TestIDsDependOnTheArticleAlone(t *testing.T) {
	m, err := Load(Identity)
	if err != nil {
		t.Fatal(err)
	}
	src, err := ingest.Open([]string{filepath.Join("..", "testdata", "articles")}, ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var articles []*models.Article
	for a, bad := range src.Articles() {
		if bad != nil {
			t.Fatal(bad)
		}
		articles = append(articles, a)
	}
	first := speakersOf(t, m, Config{Workers: 1}, articles)
	file := everybody(t, first)
	renamed := speakersOf(t, m, Config{Workers: 1, Aliases: file}, articles)
	if cmp.Equal(first, renamed) {
		t.Fatal("the aliases changed nothing")
	}
	rng := rand.New(rand.NewPCG(5, 6))
	for workers := 1; workers <= 3; workers++ {
		rng.Shuffle(len(articles), func(i, j int) { articles[i], articles[j] = articles[j], articles[i] })
		if diff := cmp.Diff(first, speakersOf(t, m, Config{Workers: workers}, articles)); diff != "" {
			t.Errorf("%d workers, another order (-want +got):\n%s", workers, diff)
		}
		if diff := cmp.Diff(renamed, speakersOf(t, m, Config{Workers: workers, Aliases: file}, articles)); diff != "" {
			t.Errorf("%d workers, another order, with aliases (-want +got):\n%s", workers, diff)
		}
	}
}

func speakersOf(t *testing.T, m *Models, c Config, articles []*models.Article) map[string]string {
	t.Helper()
	sink := whos{t, map[string]string{}}
	in := iter.Seq2[*models.Article, *ingest.BadArticle](func(yield func(*models.Article, *ingest.BadArticle) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	})
	_, err := Run(context.Background(), c, m, in, func(doc *models.Document) (who, error) {
		w := who{ID: doc.Article.ID, Speakers: doc.Speakers}
		for _, a := range doc.Attributions {
			w.Refs = append(w.Refs, a.Speakers)
		}
		return w, nil
	}, sink)
	if err != nil {
		t.Fatal(err)
	}
	return sink.all
}

// everybody makes a file that calls each named person of the articles by another
// name.
func everybody(t *testing.T, found map[string]string) *alias.File {
	t.Helper()
	names := map[string]string{} // by id
	for _, text := range found {
		var w who
		if err := json.Unmarshal([]byte(text), &w); err != nil {
			t.Fatal(err)
		}
		for _, s := range w.Speakers {
			if id := models.SpeakerID(s.Kind, s.Name); s.Kind == models.Person && (names[id] == "" || s.Name < names[id]) {
				names[id] = s.Name
			}
		}
	}
	var b []byte
	for _, id := range slices.Sorted(maps.Keys(names)) {
		name, _ := json.Marshal(names[id])
		other, _ := json.Marshal("The Other " + names[id])
		b = append(b, "- {speaker: "+string(other)+", aliases: ["+string(name)+"]}\n"...)
	}
	file, err := alias.Read("everybody.yaml", b)
	if err != nil {
		t.Fatal(err)
	}
	return file
}
