package pipeline

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"strings"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/sentiment"
	"github.com/saysonews/sayso/pipeline/external"
	"github.com/saysonews/sayso/pipeline/ingest"
)

// Lines that have come already go to a worker together, so many and so long at most: a
// sentence alone is not worth the way there and back. A user's program takes more.
const (
	groupLines   = 16
	groupAsked   = 64
	groupedBytes = 4 << 10
)

// request is a line of input, copied.
type request struct {
	line int
	text []byte
	bad  *ingest.BadArticle
}

// pending is a question on its way: an answer that lacks the sentiment of the text, or
// a fault.
type pending struct {
	answer    *answer
	text      string
	sentiment models.Sentiment
	dead      *DeadLetter
}

// reply is lines of output, or a fault.
type reply struct {
	text  []byte
	lines int64
	dead  *DeadLetter
}

// emit hands the reply to sink and counts it.
func (r *reply) emit(report *Report, sink Sink[[]byte]) error {
	if r.dead != nil {
		report.DeadLetters++
		return sink.DeadLetter(*r.dead)
	}
	report.Articles += r.lines
	return sink.Write(r.text)
}

// groups yields the lines of the input. A group ends where the next line is still to
// come. buffer is what lines read from.
func groups(lines *ingest.Lines, buffer *bufio.Reader, maxBytes int, asked bool) iter.Seq[[]request] {
	most := groupLines
	if asked {
		most = groupAsked
	}
	return func(yield func([]request) bool) {
		for more := true; more; {
			var group []request
			for size := 0; ; {
				if more = lines.Next(); !more {
					break
				}
				r := request{line: lines.Number()}
				if lines.TooLong() {
					r.bad = &ingest.BadArticle{Path: "-", Line: r.line, Reason: fmt.Sprintf("longer than %d bytes", maxBytes)}
				} else {
					r.text = bytes.Clone(lines.Bytes())
				}
				group = append(group, r)
				if size += len(r.text); len(group) == most || size >= groupedBytes && !asked || !waiting(buffer) {
					break
				}
			}
			if len(group) > 0 && !yield(group) {
				return
			}
		}
	}
}

// waiting reports whether the buffer holds a whole line that is not blank.
func waiting(buffer *bufio.Reader) bool {
	rest, err := buffer.Peek(buffer.Buffered())
	for whole := err == nil; whole; {
		var line []byte
		if line, rest, whole = bytes.Cut(rest, []byte("\n")); whole && len(bytes.TrimSpace(line)) > 0 {
			return true
		}
	}
	return false
}

// answerGroup answers questions in order; clean is false when a step panicked.
func answerGroup(c Config, an *Analyzer, group []request) (out []reply, clean bool) {
	list := make([]pending, len(group))
	clean = true
	for i, r := range group {
		whole := true
		if list[i], whole = prepare(c, an, r); !whole { // its scratch is half written
			an, clean = an.models.NewAnalyzer(c), false
		}
	}
	rescoreGroup(an.models.sentiment, c.Scorer, list)
	for i := range list {
		out = list[i].finish(out)
	}
	return out, clean
}

// rescoreGroup gives the texts the scores of the user's program, if it answers.
func rescoreGroup(m *sentiment.Model, s *external.Scorer, list []pending) {
	if s == nil {
		return
	}
	var texts []string
	var to []*models.Sentiment
	for i := range list {
		if text := strings.TrimSpace(list[i].text); text != "" {
			texts, to = append(texts, text), append(to, &list[i].sentiment)
		}
	}
	if answers, ok := s.Score(texts); ok {
		for i, a := range answers {
			accept(m, to[i], a)
		}
	}
}

// finish appends the answer, as a line more of the last reply where that is lines.
func (p *pending) finish(out []reply) []reply {
	if p.dead != nil {
		return append(out, reply{dead: p.dead})
	}
	p.answer.Sentiment = score(p.sentiment)
	line, err := json.Marshal(p.answer)
	if err != nil {
		return append(out, reply{dead: &DeadLetter{Path: "-", Stage: Output.String(), Reason: err.Error()}})
	}
	if n := len(out); n == 0 || out[n-1].dead != nil {
		out = append(out, reply{})
	}
	last := &out[len(out)-1]
	last.text = append(append(last.text, line...), '\n')
	last.lines++
	return out
}
