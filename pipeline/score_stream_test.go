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
// nothing waits for the end of the input.
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
			fmt.Fprintf(ask, `{"id":%d,"text":"Cole attacked Bell.","targets":[{"id":"t","start":14,"end":18}],"pairs":[{"id":"p","a":{"start":0,"end":4},"b":{"start":14,"end":18}}]}`+"\n", i)
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
