package train

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/segment"
	"github.com/saysonews/sayso/models/sentiment"
	"github.com/saysonews/sayso/models/sparse"
)

// The rated sentences below the folder of corpora: of news, and the folder of those of
// other domains.
const (
	RatedPath = "nyt-editorials/dev.tsv"
	OtherPath = "rated"
)

// Rated is a sentence with the mean of its human ratings, from -4 to 4.
type Rated struct {
	ID, Article string
	Rating      float64
	Text        string
	// What the model weighs, filled by Measure: the features, the words' vectors summed
	// apart for plain and turned words, and hashed words.
	Features sentiment.Features
	Vectors  [2 * Dimensions]float64
	Hashed   []sparse.Feature
}

// eachLine calls f with every line of a file.
func eachLine(path string, f func(line string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read sentences: %w", err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<22)
	for n := 1; lines.Scan(); n++ {
		if err := f(lines.Text()); err != nil {
			return fmt.Errorf("read %s: line %d: %w", path, n, err)
		}
	}
	return lines.Err()
}

// ReadRated reads lines of id, mean rating and text. The article is the part of
// the id before the underscore.
func ReadRated(path string) (out []Rated, err error) {
	err = eachLine(path, func(line string) error {
		fields := strings.Split(line, "\t")
		if len(fields) != 3 {
			return fmt.Errorf("%d fields, want 3", len(fields))
		}
		rating, err := strconv.ParseFloat(fields[1], 64)
		if err != nil {
			return err
		}
		article, _, _ := strings.Cut(fields[0], "_")
		out = append(out, Rated{ID: fields[0], Article: article, Rating: rating, Text: strings.ToValidUTF8(fields[2], "")})
		return nil
	})
	return out, err
}

// meter measures sentences: with a model, the vectors of its table's rows, and what
// adds tags and trees, which may be nil.
type meter struct {
	model    *sentiment.Model
	vectors  *Vectors
	byRow    []int
	annotate func(*models.Document)
}

func newMeter(m *sentiment.Model, v *Vectors, annotate func(*models.Document)) *meter {
	out := &meter{model: m, vectors: v, byRow: make([]int, len(v.Words)), annotate: annotate}
	for i := len(v.Words) - 1; i >= 0; i-- {
		if row := m.Row(v.Words[i]); row >= 0 {
			out.byRow[row] = i
		}
	}
	return out
}

// measure fills what the model weighs.
func (t *meter) measure(rated []Rated) {
	for i := range rated {
		r := &rated[i]
		doc := segment.Segment(&models.Article{ID: r.ID, Text: r.Text})
		if t.annotate != nil {
			t.annotate(doc)
		}
		d := t.model.Measure(doc, models.Span{End: len(r.Text)})
		r.Features, r.Hashed = d.Features, d.Hashed
		t.sum(r.Vectors[:Dimensions], d.Words)
		t.sum(r.Vectors[Dimensions:], d.Turned)
	}
}

func (t *meter) sum(to []float64, words []sparse.Feature) {
	for _, w := range words {
		for k, x := range t.vectors.Row(t.byRow[w.Key]) {
			to[k] += float64(w.Value * x)
		}
	}
}
