package pipeline

import (
	"strings"
	"testing"
	"time"

	"github.com/saysonews/sayso/models"
)

// An article over its time is given up after the step it is in; the next one on the
// same worker is not touched by it.
func TestArticleTimeout(t *testing.T) {
	m, err := Load(Syntax)
	if err != nil {
		t.Fatal(err)
	}
	c := Config{}.withDefaults()
	an := m.NewAnalyzer(c)
	article := &models.Article{ID: "a", Text: "Ann Cole said no."}
	convert := func(doc *models.Document) (int, error) { return len(doc.Sentences), nil }
	c.ArticleTimeout = time.Nanosecond
	out, clean := process(c, an, article, convert)
	if out.dead == nil || !clean || out.dead.Stage != "segment" || !strings.Contains(out.dead.Reason, "longer than 1ns") {
		t.Errorf("%+v, clean %v", out.dead, clean)
	}
	c.ArticleTimeout = time.Hour
	if out, _ := process(c, an, article, convert); out.dead != nil || out.value != 1 {
		t.Errorf("%+v, %d sentences", out.dead, out.value)
	}
}
