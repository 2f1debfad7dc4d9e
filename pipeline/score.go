package pipeline

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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

// Score answers questions, one JSON object a line, in order: the sentiment of the
// text, the sentiment towards each target, and who is for or against whom in each
// pair of mentions. A line that is no question becomes a DeadLetter of sink. Sink gets
// one or more lines at a time, and no answer waits for a question that has not come yet.
func Score(ctx context.Context, c Config, m *Models, in io.Reader, maxBytes int, sink Sink[[]byte]) (Report, error) {
	var report Report
	if err := c.Validate(); err != nil {
		return report, err
	}
	c = c.withDefaults()
	analyzers := make([]*Analyzer, c.Workers)
	buffer := bufio.NewReaderSize(in, 64<<10)
	lines := ingest.NewLines(buffer, maxBytes)
	work := func(slot int, group []request) []reply {
		if analyzers[slot] == nil {
			analyzers[slot] = m.NewAnalyzer(c)
		}
		out, clean := answerGroup(c, analyzers[slot], group)
		if !clean {
			analyzers[slot] = nil
		}
		return out
	}
	emit := func(replies []reply) error {
		for _, r := range replies {
			if err := r.emit(&report, sink); err != nil {
				return err
			}
			for range max(1, r.lines) {
				c.Done()
			}
		}
		return nil
	}
	err := ordered(ctx, c.Workers, groups(lines, buffer, maxBytes, c.Scorer != nil), work, emit)
	return report, errors.Join(err, lines.Err())
}

// prepare reads one question and answers it by the models; clean is false when a step
// panicked.
func prepare(c Config, an *Analyzer, r request) (out pending, clean bool) {
	var q question
	fail := func(stage Stage, reason string) pending {
		return pending{dead: &DeadLetter{Article: strings.Trim(string(q.ID), `"`), Path: "-", Line: r.line, Stage: stage.String(), Reason: reason}}
	}
	defer func() {
		if v := recover(); v != nil {
			c.Log.Error("question failed", "line", r.line, "stage", an.stage.String(), "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
			out, clean = fail(an.stage, fmt.Sprintf("panic: %v", v)), false
		}
	}()
	if r.bad != nil {
		return pending{dead: DeadRead(r.bad)}, true
	}
	if err := json.Unmarshal(r.text, &q); err != nil {
		return fail(Ingest, "not a question: "+err.Error()), true
	}
	if q.Text == nil {
		return fail(Ingest, `no "text" field`), true
	}
	a, sentiment, err := an.answer(&q)
	if err != nil {
		return fail(Ingest, err.Error()), true
	}
	return pending{answer: a, text: *q.Text, sentiment: sentiment}, true
}

// answer reads the text up to the trees, which is what the models of all three answers
// were trained on, and asks them.
func (an *Analyzer) answer(q *question) (out *answer, text models.Sentiment, err error) {
	doc := an.read(&models.Article{Text: *q.Text})
	an.stage = Sentiment
	text = an.models.sentiment.Score(doc, models.Span{End: len(*q.Text)})
	out = &answer{ID: q.ID}
	if len(q.Targets) == 0 && len(q.Pairs) == 0 {
		return out, text, nil
	}
	at := byteOffsets(*q.Text)
	an.stage = Stance
	for _, t := range q.Targets {
		span, err := at.span(t.place)
		if err != nil {
			return nil, text, fmt.Errorf("target %s: %w", t.ID, err)
		}
		out.Targets = append(out.Targets, targetAnswer{t.ID, score(an.models.stance.Target(doc, span))})
	}
	for _, p := range q.Pairs {
		a, errA := at.span(p.A)
		b, errB := at.span(p.B)
		if err := errors.Join(errA, errB); err != nil {
			return nil, text, fmt.Errorf("pair %s: %w", p.ID, err)
		}
		out.Pairs = append(out.Pairs, pairAnswer{p.ID, an.models.stance.Pair(doc, a, b).String()})
	}
	return out, text, nil
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
