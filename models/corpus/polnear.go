package corpus

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/saysonews/sayso/models"
)

// Annotated is an article with the attributions that its annotators marked.
type Annotated struct {
	Article *models.Article
	// Attributions carry ID, Source, Cue and Content in bytes of Article.Text,
	// in the order of the file; SourceHead and CueHead are -1.
	Attributions []models.Attribution
}

// article is a line of PolNeAR, offsets in code points.
type article struct {
	ID, Publisher, Date, Title, Text string
	Attributions                     []struct {
		ID                   string
		Source, Cue, Content [][2]int
	}
}

// ReadPolNeAR reads a file of PolNeAR (Newell, Margolin and Ruths, LREC 2018),
// one article a line. Attributions without a content are kept as they are.
func ReadPolNeAR(path string) ([]Annotated, error) {
	var all []Annotated
	err := EachLine(path, func(line string) error {
		var a article
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			return fmt.Errorf("parse article: %w", err)
		}
		all = append(all, a.annotated())
		return nil
	})
	return all, err
}

func (a *article) annotated() Annotated {
	published, _ := time.Parse(time.DateOnly, a.Date)
	out := Annotated{Article: &models.Article{
		ID: a.ID, Text: a.Text, Title: a.Title, Outlet: a.Publisher, PublishedAt: published,
	}}
	at := bytesOf(a.Text)
	convert := func(in [][2]int) []models.Span {
		var spans []models.Span
		for _, s := range in {
			if b, ok := toBytes(at, len(a.Text), models.Span{Start: s[0], End: s[1]}); ok {
				spans = append(spans, b)
			}
		}
		return spans
	}
	for _, r := range a.Attributions {
		out.Attributions = append(out.Attributions, models.Attribution{
			ID: r.ID, Source: convert(r.Source), Cue: convert(r.Cue), Content: convert(r.Content),
			SourceHead: -1, CueHead: -1,
		})
	}
	return out
}
