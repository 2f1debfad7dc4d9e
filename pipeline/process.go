package pipeline

import (
	"fmt"
	"runtime/debug"
	"time"

	"github.com/saysonews/sayso/models"
)

// process analyses one article and converts the document. clean is false when a
// step panicked.
func process[T any](c Config, an *Analyzer, a *models.Article, convert func(*models.Document) (T, error)) (out outcome[T], clean bool) {
	before := an.times
	defer func() { out.report.Times = an.times.since(before) }()
	defer func() {
		if v := recover(); v != nil {
			c.Log.Error("article failed", "article", a.ID, "path", a.Path, "line", a.Line, "stage", an.stage.String(), "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
			out, clean = outcome[T]{dead: an.dead(a, fmt.Sprintf("panic: %v", v))}, false
		}
	}()
	an.deadline = time.Time{}
	if c.ArticleTimeout > 0 {
		an.deadline = time.Now().Add(c.ArticleTimeout)
	}
	doc := an.Analyze(a)
	if an.late {
		return outcome[T]{dead: an.dead(a, fmt.Sprintf("took longer than %v, until the end of this stage (raise --article-timeout, or cut the article up)", c.ArticleTimeout))}, true
	}
	an.stage = Output
	begin := time.Now()
	value, err := convert(doc)
	an.times[Output] += time.Since(begin)
	if err != nil {
		return outcome[T]{dead: an.dead(a, err.Error())}, true
	}
	return outcome[T]{value: value, report: count(doc)}, true
}

// dead makes a dead letter of an article that failed in the stage an is in.
func (an *Analyzer) dead(a *models.Article, reason string) *DeadLetter {
	return &DeadLetter{Article: a.ID, Path: a.Path, Line: a.Line, Stage: an.stage.String(), Reason: reason}
}
