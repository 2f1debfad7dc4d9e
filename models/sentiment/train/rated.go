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

// Rated is a sentence with the mean of its human ratings, from -4 to 4.
type Rated struct {
	ID, Article string
	Rating      float64
	Text        string
	// Features and Words are what the model weighs, filled by Measure.
	Features sentiment.Features
	Words    []sparse.Feature
}

// ReadRated reads lines of id, mean rating and text. The article is the part of
// the id before the underscore.
func ReadRated(path string) ([]Rated, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read rated sentences: %w", err)
	}
	defer f.Close()
	var out []Rated
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) != 3 {
			return nil, fmt.Errorf("read rated sentences: line %d has %d fields", len(out)+1, len(fields))
		}
		rating, err := strconv.ParseFloat(fields[1], 64)
		if err != nil {
			return nil, fmt.Errorf("read rated sentences: line %d: %w", len(out)+1, err)
		}
		article, _, _ := strings.Cut(fields[0], "_")
		out = append(out, Rated{ID: fields[0], Article: article, Rating: rating, Text: strings.ToValidUTF8(fields[2], "")})
	}
	return out, lines.Err()
}

// Measure fills the features of every sentence with model. annotate adds tags and
// trees and may be nil.
func Measure(rated []Rated, model *sentiment.Model, annotate func(*models.Document)) {
	for i := range rated {
		r := &rated[i]
		doc := segment.Segment(&models.Article{ID: r.ID, Text: r.Text})
		if annotate != nil {
			annotate(doc)
		}
		r.Features, r.Words = model.Measure(doc, models.Span{End: len(r.Text)})
	}
}
