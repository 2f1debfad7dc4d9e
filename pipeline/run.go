package pipeline

import (
	"context"
	"iter"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/pipeline/ingest"
)

// Sink takes the results of a run in order of the input, from one goroutine at a
// time. An error of either method ends the run.
type Sink[T any] interface {
	Write(T) error
	DeadLetter(DeadLetter) error
}

// outcome is what became of one article.
type outcome[T any] struct {
	value  T
	dead   *DeadLetter
	report Report
}

// input is an article or what is wrong with it.
type input struct {
	article *models.Article
	bad     *ingest.BadArticle
}

// Run analyses articles, turns each document into a T with convert, on the same
// worker, and hands the Ts to sink in order of the input. A bad article, a panic
// in a step and an error of convert each become a DeadLetter. Run returns when
// the input ends, when ctx is done (with its cause) or when sink fails; the Report
// counts what was handed to sink until then.
func Run[T any](ctx context.Context, c Config, m *Models, articles iter.Seq2[*models.Article, *ingest.BadArticle], convert func(*models.Document) (T, error), sink Sink[T]) (Report, error) {
	var report Report
	if err := c.Validate(); err != nil {
		return report, err
	}
	c = c.withDefaults()
	analyzers := make([]*Analyzer, c.Workers)
	work := func(slot int, in input) outcome[T] {
		if in.bad != nil {
			return outcome[T]{dead: DeadRead(in.bad)}
		}
		if analyzers[slot] == nil {
			analyzers[slot] = m.NewAnalyzer(c)
		}
		out, clean := process(c, analyzers[slot], in.article, convert)
		if !clean {
			analyzers[slot] = nil // a panic may have left its scratch half written
		}
		return out
	}
	emit := func(out outcome[T]) error {
		defer c.Done()
		if out.dead != nil {
			report.DeadLetters++
			return sink.DeadLetter(*out.dead)
		}
		report.Add(out.report)
		return sink.Write(out.value)
	}
	err := ordered(ctx, c.Workers, inputs(articles), work, emit)
	return report, err
}

func inputs(articles iter.Seq2[*models.Article, *ingest.BadArticle]) iter.Seq[input] {
	return func(yield func(input) bool) {
		for a, bad := range articles {
			if !yield(input{a, bad}) {
				return
			}
		}
	}
}

// DeadRead is the dead letter of an article that could not be read.
func DeadRead(bad *ingest.BadArticle) *DeadLetter {
	d := &DeadLetter{Article: bad.ID, Path: bad.Path, Line: bad.Line, Stage: Ingest.String(), Reason: bad.Reason}
	if bad.Hint != "" {
		d.Reason += " (" + bad.Hint + ")"
	}
	return d
}
