package pipeline

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

// lineSink keeps lines where a reader can wait for them.
type lineSink struct{ w io.Writer }

func (s lineSink) Write(b []byte) error          { _, err := s.w.Write(b); return err }
func (s lineSink) DeadLetter(d DeadLetter) error { return fmt.Errorf("dead letter: %s", d.Reason) }

// TestScoreStreams holds that each answer comes before the next question is asked: that
// nothing waits for the end of the input, nor for what follows blank lines and the
// beginning of a line.
func TestScoreStreams(t *testing.T) {
	m, err := Load(Stance)
	if err != nil {
		t.Fatal(err)
	}
	for _, workers := range []int{1, 4} {
		questions, ask := io.Pipe()
		answers, to := io.Pipe()
		done := make(chan error, 1)
		go func() {
			_, err := Score(t.Context(), Config{Workers: workers}, m, questions, 1<<20, lineSink{to})
			to.Close()
			done <- err
		}()
		lines := make(chan string)
		go func() {
			defer close(lines)
			for in := bufio.NewScanner(answers); in.Scan(); {
				lines <- in.Text()
			}
		}()
		for i := range 20 {
			fmt.Fprintf(ask, `{"id":%d,"text":"Cole attacked Bell.","targets":[{"id":"t","start":14,"end":18}],"pairs":[{"id":"p","a":{"start":0,"end":4},"b":{"start":14,"end":18}}]}`+"\n\n \r\n  ", i)
			select {
			case line := <-lines:
				if !strings.HasPrefix(line, fmt.Sprintf(`{"id":%d,`, i)) || !strings.Contains(line, `"targets":[{"id":"t"`) || !strings.Contains(line, `"pairs":[{"id":"p"`) {
					t.Fatalf("question %d: %s", i, line)
				}
			case <-time.After(time.Minute):
				t.Fatalf("%d workers: no answer to question %d", workers, i)
			}
		}
		ask.Close()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}
}

// TestScoreGroups holds that questions that have come together are answered in order,
// with the faults among them, however they fall into groups.
func TestScoreGroups(t *testing.T) {
	m, err := Load(Stance)
	if err != nil {
		t.Fatal(err)
	}
	var questions, want strings.Builder
	for i := range 200 {
		switch {
		case i%17 == 3:
			questions.WriteString("no question\n")
			fmt.Fprintf(&want, "line %d\n", i+1)
		case i%29 == 5:
			fmt.Fprintf(&questions, "{\"id\":%d,\"text\":%q}\n", i, strings.Repeat("long ", 400))
			fmt.Fprintf(&want, "line %d\n", i+1)
		default:
			fmt.Fprintf(&questions, "{\"id\":%d,\"text\":%q}\n", i, strings.Repeat("Rain fell. ", i%40))
			fmt.Fprintf(&want, "answer %d\n", i)
		}
	}
	for _, workers := range []int{1, 5} {
		got := &orderSink{}
		report, err := Score(t.Context(), Config{Workers: workers}, m, strings.NewReader(questions.String()), 1000, got)
		if err != nil {
			t.Fatal(err)
		}
		if got.String() != want.String() {
			t.Fatalf("%d workers: got\n%s\nwant\n%s", workers, got, &want)
		}
		if n := int64(strings.Count(want.String(), "answer")); report.Articles != n || report.DeadLetters != 200-n {
			t.Errorf("%+v, want %d answers", report, n)
		}
	}
}

// orderSink tells which lines were answered and which not, in order.
type orderSink struct{ strings.Builder }

func (s *orderSink) Write(b []byte) error {
	for line := range strings.Lines(string(b)) {
		var a struct{ ID int }
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			return err
		}
		fmt.Fprintf(&s.Builder, "answer %d\n", a.ID)
	}
	return nil
}

func (s *orderSink) DeadLetter(d DeadLetter) error {
	fmt.Fprintf(&s.Builder, "line %d\n", d.Line)
	return nil
}

// BenchmarkScore answers questions for the sentiment of one sentence alone, those of the
// example articles, on one worker.
//
//	GOMAXPROCS=1 go test ./pipeline -run '^$' -bench Score -benchtime 10x
func BenchmarkScore(b *testing.B) {
	m, err := Load(Stance)
	if err != nil {
		b.Fatal(err)
	}
	questions, n := sentenceQuestions(b)
	b.ReportAllocs()
	from := cpuSeconds()
	for b.Loop() {
		if _, err := Score(b.Context(), Config{Workers: 1}, m, bytes.NewReader(questions), 1<<20, lineSink{io.Discard}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*n)/(cpuSeconds()-from), "sentences/cpu-s")
}

// sentenceQuestions returns a question for each sentence of the example articles, and
// how many there are.
func sentenceQuestions(b *testing.B) (questions []byte, n int) {
	b.Helper()
	m, err := Load(Syntax)
	if err != nil {
		b.Fatal(err)
	}
	articles, _ := exampleArticles(b)
	a := m.NewAnalyzer(Config{})
	for _, article := range articles {
		doc := a.Analyze(article)
		for i := range doc.Sentences {
			if s := &doc.Sentences[i]; s.Kind.Speech() {
				text, err := json.Marshal(s.Span.In(article.Text))
				if err != nil {
					b.Fatal(err)
				}
				questions = fmt.Appendf(questions, "{\"id\":%d,\"text\":%s}\n", n, text)
				n++
			}
		}
	}
	return questions, n
}
