package pipeline

import (
	"iter"
	"time"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/pipeline/ingest"
)

// Times is how long each stage took, by Stage: by the clock for Ingest, which one
// goroutine does, and for the others the sum over all workers.
type Times [Output + 1]time.Duration

func (t *Times) add(o Times) {
	for i, d := range o {
		t[i] += d
	}
}

// since returns what came to t after it was before.
func (t Times) since(before Times) Times {
	for i := range t {
		t[i] -= before[i]
	}
	return t
}

// Times is how long each stage took over all articles so far.
func (a *Analyzer) Times() Times { return a.times }

// timeReading adds to d the time that articles takes to find the next one, the time
// of whoever takes them left out.
func timeReading(articles iter.Seq2[*models.Article, *ingest.BadArticle], d *time.Duration) iter.Seq2[*models.Article, *ingest.BadArticle] {
	return func(yield func(*models.Article, *ingest.BadArticle) bool) {
		begin := time.Now()
		defer func() { *d += time.Since(begin) }()
		for a, bad := range articles {
			*d += time.Since(begin)
			more := yield(a, bad)
			begin = time.Now()
			if !more {
				return
			}
		}
	}
}
