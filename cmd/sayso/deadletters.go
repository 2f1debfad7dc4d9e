package main

import (
	"log/slog"

	"github.com/saysonews/sayso/pipeline"
)

// maxLogged is how many bad articles are logged one by one.
const maxLogged = 10

// deadLog logs bad articles: each of them, or the first few.
type deadLog struct {
	log  *slog.Logger
	all  bool // there is no file of them: log each
	rest string
	n    int
}

func (l *deadLog) note(d pipeline.DeadLetter) {
	l.n++
	switch {
	case l.all || l.n <= maxLogged:
		l.log.Warn("article passed over", "article", d.Article, "path", d.Path, "line", d.Line, "stage", d.Stage, "reason", d.Reason)
	case l.n == maxLogged+1:
		l.log.Warn("further bad articles are only noted", "file", l.rest)
	}
}
