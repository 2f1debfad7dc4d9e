package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"runtime/debug"
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/pipeline/ingest"
)

// question is a text to score, with mentions in it by offsets in code points.
type question struct {
	ID      json.RawMessage `json:"id"`
	Text    *string         `json:"text"`
	Targets []struct {
		ID json.RawMessage `json:"id"`
		place
	} `json:"targets"`
	Pairs []struct {
		ID   json.RawMessage `json:"id"`
		A, B place
	} `json:"pairs"`
}

// place is a mention in code points, the end exclusive.
type place struct{ Start, End int }

// answer is what Score writes for a question.
type answer struct {
	ID        json.RawMessage `json:"id,omitempty"`
	Sentiment scored          `json:"sentiment"`
	Targets   []targetAnswer  `json:"targets,omitempty"`
	Pairs     []pairAnswer    `json:"pairs,omitempty"`
}

type scored struct {
	Score  float64 `json:"score"`
	Label  string  `json:"label"`
	Source string  `json:"source,omitempty"` // command, or the model
}

type targetAnswer struct {
	ID json.RawMessage `json:"id"`
	scored
}

type pairAnswer struct {
	ID    json.RawMessage `json:"id"`
	Label string          `json:"label"`
}

// request is a line of input, copied, and reply a line of output or a fault.
type request struct {
	line int
	text []byte
	bad  *ingest.BadArticle
}

type reply struct {
	text []byte
	dead *DeadLetter
}

// Score answers questions, one JSON object a line, in order: the sentiment of the
// text, the sentiment towards each target, and who is for or against whom in each
// pair of mentions. A line that is no question becomes a DeadLetter of sink.
func Score(ctx context.Context, c Config, m *Models, in io.Reader, maxBytes int, sink Sink[[]byte]) (Report, error) {
	var report Report
	if err := c.Validate(); err != nil {
		return report, err
	}
	c = c.withDefaults()
	analyzers := make([]*Analyzer, c.Workers)
	lines := ingest.NewLines(in, maxBytes)
	work := func(slot int, r request) reply {
		if r.bad != nil {
			return reply{dead: deadRead(r.bad)}
		}
		if analyzers[slot] == nil {
			analyzers[slot] = m.NewAnalyzer(c)
		}
		out, clean := answerLine(c, analyzers[slot], r)
		if !clean {
			analyzers[slot] = nil
		}
		return out
	}
	emit := func(r reply) error {
		defer c.Done()
		if r.dead != nil {
			report.DeadLetters++
			return sink.DeadLetter(*r.dead)
		}
		report.Articles++
		return sink.Write(r.text)
	}
	err := ordered(ctx, c.Workers, requests(lines, maxBytes), work, emit)
	return report, errors.Join(err, lines.Err())
}

func requests(lines *ingest.Lines, maxBytes int) iter.Seq[request] {
	return func(yield func(request) bool) {
		for lines.Next() {
			r := request{line: lines.Number()}
			if lines.TooLong() {
				r.bad = &ingest.BadArticle{Path: "-", Line: r.line, Reason: fmt.Sprintf("longer than %d bytes", maxBytes)}
			} else {
				r.text = append(r.text, lines.Bytes()...)
			}
			if !yield(r) {
				return
			}
		}
	}
}

// answerLine answers one question; clean is false when a step panicked.
func answerLine(c Config, an *Analyzer, r request) (out reply, clean bool) {
	var q question
	fail := func(stage Stage, reason string) reply {
		return reply{dead: &DeadLetter{Article: strings.Trim(string(q.ID), `"`), Path: "-", Line: r.line, Stage: stage.String(), Reason: reason}}
	}
	defer func() {
		if v := recover(); v != nil {
			c.Log.Error("question failed", "line", r.line, "stage", an.stage.String(), "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
			out, clean = fail(an.stage, fmt.Sprintf("panic: %v", v)), false
		}
	}()
	if err := json.Unmarshal(r.text, &q); err != nil {
		return fail(Ingest, "not a question: "+err.Error()), true
	}
	if q.Text == nil {
		return fail(Ingest, `no "text" field`), true
	}
	a, err := an.answer(&q)
	if err != nil {
		return fail(Ingest, err.Error()), true
	}
	text, err := json.Marshal(a)
	if err != nil {
		return fail(Output, err.Error()), true
	}
	return reply{text: append(text, '\n')}, true
}

// answer reads the text up to the trees, which is what the models of all three answers
// were trained on, and asks them.
func (an *Analyzer) answer(q *question) (*answer, error) {
	doc := an.read(&models.Article{Text: *q.Text})
	out := &answer{ID: q.ID, Sentiment: score(an.text(doc))}
	if len(q.Targets) == 0 && len(q.Pairs) == 0 {
		return out, nil
	}
	at := byteOffsets(*q.Text)
	an.stage = Stance
	for _, t := range q.Targets {
		span, err := at.span(t.place)
		if err != nil {
			return nil, fmt.Errorf("target %s: %w", t.ID, err)
		}
		out.Targets = append(out.Targets, targetAnswer{t.ID, score(an.models.stance.Target(doc, span))})
	}
	for _, p := range q.Pairs {
		a, errA := at.span(p.A)
		b, errB := at.span(p.B)
		if err := errors.Join(errA, errB); err != nil {
			return nil, fmt.Errorf("pair %s: %w", p.ID, err)
		}
		out.Pairs = append(out.Pairs, pairAnswer{p.ID, an.models.stance.Pair(doc, a, b).String()})
	}
	return out, nil
}

// text scores the whole text.
func (an *Analyzer) text(doc *models.Document) models.Sentiment {
	an.stage = Sentiment
	s := an.models.sentiment.Score(doc, models.Span{End: len(doc.Article.Text)})
	if text := strings.TrimSpace(doc.Article.Text); an.scorer != nil && text != "" {
		if answers, ok := an.scorer.Score([]string{text}); ok {
			accept(an.models.sentiment, &s, answers[0])
		}
	}
	return s
}

// score rounds to a millionth: more digits say nothing.
func score(s models.Sentiment) scored {
	out := scored{Score: math.Round(s.Score*1e6) / 1e6, Label: s.Label.String()}
	if s.Source != models.FromModel {
		out.Source = s.Source.String()
	}
	return out
}

// offsets are the byte offset of each code point of a text, and its length.
type offsets []int

func byteOffsets(text string) offsets {
	o := make(offsets, 0, len(text)+1)
	for i := range text {
		o = append(o, i)
	}
	return append(o, len(text))
}

// span converts p to bytes.
func (o offsets) span(p place) (models.Span, error) {
	if p.Start < 0 || p.End <= p.Start || p.End >= len(o) {
		return models.Span{}, fmt.Errorf("offsets %d to %d are not a stretch of the text, which has %d code points", p.Start, p.End, len(o)-1)
	}
	return models.Span{Start: o[p.Start], End: o[p.End]}, nil
}
