package pipeline_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/pipeline"
)

// fuzzSeeds are texts with what news holds and what it should not.
var fuzzSeeds = []string{
	"Storm closes port\n\n“We had no choice,” Mayor Ann Cole said Tuesday. She added: \"It's over.\"",
	"“A quotation that never closes, said Ben Oyo,\nthe envoy. ‘And one inside it.’",
	"The union accused Bell of lying, and urged voters to reject her plan [2].\n\nReferences\n[2] Post, 4 March 2021",
	"\"\"= ' ’ ” “ \" ...\n\n___\n* said *\nSaid.",
	"COLE: Yes.\nBELL: No, said Cole, who said Bell said so.\r\n\r\n\u2028é😀 said it.",
	"said said said that that that",
	"\x00\ufeff\u200b",
}

// Whatever the text, the chain gives a document that output takes.
func FuzzAnalyze(f *testing.F) {
	for _, s := range fuzzSeeds {
		f.Add(s, true)
		f.Add(s, false)
	}
	m, err := pipeline.Load(pipeline.Stance)
	if err != nil {
		f.Fatal(err)
	}
	an := m.NewAnalyzer(pipeline.Config{})
	f.Fuzz(func(t *testing.T, text string, titled bool) {
		if !utf8.ValidString(text) {
			return // ingest lets no other text through
		}
		doc := an.Analyze(&models.Article{ID: "fuzz", Text: text, TitleInText: titled})
		if _, err := output.Convert(doc); err != nil {
			t.Errorf("convert: %v", err)
		}
		if _, err := output.AppendAnnotation(nil, doc); err != nil {
			t.Errorf("annotate: %v", err)
		}
		for i, a := range doc.Attributions {
			if len(a.Content) == 0 || len(a.Speakers) == 0 || !(a.Confidence >= 0 && a.Confidence <= 1) {
				t.Errorf("attribution %d has %d contents, %d speakers, confidence %v", i, len(a.Content), len(a.Speakers), a.Confidence)
			}
		}
	})
}

// Whatever the mentions, a question is answered or refused, without a panic.
func FuzzScore(f *testing.F) {
	for _, s := range fuzzSeeds {
		f.Add(s, 0, 1, 2, 5)
		f.Add(s, 3, 900, -1, 0)
	}
	m, err := pipeline.Load(pipeline.Stance)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, a, b, c, d int) {
		quoted, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		line := fmt.Sprintf(`{"id":1,"text":%s,"targets":[{"id":2,"start":%d,"end":%d}],"pairs":[{"id":3,"a":{"start":%d,"end":%d},"b":{"start":%d,"end":%d}}]}`, quoted, a, b, a, b, c, d)
		var sink answers
		if _, err := pipeline.Score(context.Background(), pipeline.Config{Workers: 1}, m, strings.NewReader(line), 1<<20, &sink); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(sink.refused, "panic") {
			t.Errorf("%s: %s", line, sink.refused)
		}
		if sink.refused == "" && !bytes.Contains(sink.text, []byte(`"pairs":[{"id":3,`)) {
			t.Errorf("%s: answered %s", line, sink.text)
		}
	})
}

type answers struct {
	text    []byte
	refused string
}

func (a *answers) Write(b []byte) error { a.text = append(a.text, b...); return nil }

func (a *answers) DeadLetter(d pipeline.DeadLetter) error { a.refused = d.Reason; return nil }
