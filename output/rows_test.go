package output

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/models"
)

// example is an article of four sentences:
//
//	0 headline    Talks fail
//	1 paragraph   Ann Zoë and Bo Lind said they “will not sign [2]”.
//	2 paragraph   “Never,” Zoë added. [3]
//	3 caption     Zoë said no
//
// In 1 both say what stands from "they", in two attributions of Zoë's that overlap;
// the last of them goes on in 2, and into 3, which is a caption.
func example() *models.Document {
	text := "Talks fail\n\nAnn Zoë and Bo Lind said they “will not sign [2]”. “Never,” Zoë added. [3]\n\nZoë said no"
	at := func(part string) models.Span {
		i := strings.Index(text, part)
		if i < 0 {
			panic(part)
		}
		return models.Span{Start: i, End: i + len(part)}
	}
	// from reaches from the first to the end of the last.
	from := func(first, last string) models.Span { return models.Span{Start: at(first).Start, End: at(last).End} }
	d := &models.Document{
		Article: &models.Article{
			ID: "a-1", Text: text, Title: "Talks fail", TitleInText: true, URL: "https://example.org/1?a&b",
			PublishedAt: time.Date(2024, 5, 6, 7, 8, 9, 0, time.FixedZone("", 3600)), Path: "in/1.txt",
		},
		Sentences: []models.Sentence{
			{Span: at("Talks fail"), Kind: models.Headline, Sentiment: models.Sentiment{Score: -0.5, Label: models.Negative}},
			{Span: from("Ann", "”."), Block: 1, Citations: []models.Citation{{Span: at("[2]"), Marker: "2", Title: "A source", Date: "May 1"}},
				Sentiment: models.Sentiment{Score: -0.123456, Label: models.Negative, Bayes: -1.5, Lexicon: 0.25, Likeness: -0.75, Learned: 0.625, Coverage: 0.5}},
			{Span: from("“Never", "added."), Block: 1, Citations: []models.Citation{{Span: at("[3]"), Marker: "3"}},
				Sentiment: models.Sentiment{Score: 0.75, Label: models.Positive}},
			{Span: at("Zoë said no"), Block: 2, Kind: models.Caption},
		},
		Speakers: []models.Speaker{
			{ID: "ann-zoe", Name: "Ann Zoë", Kind: models.Person, Aliases: []string{"Zoë"}, Titles: []string{"Minister"}},
			{ID: "bo-lind", Name: "Bo Lind", Kind: models.Person},
			{ID: "org-opposition", Name: "Opposition", Kind: models.Organisation},
		},
	}
	both := []models.SpeakerRef{{Speaker: 0, Reason: models.ReasonName, Mention: at("Ann Zoë")}, {Speaker: 1, Reason: models.ReasonName}}
	d.Attributions = []models.Attribution{
		{ID: "a1", Type: models.Mixed, Confidence: 0.9, Speakers: both, Source: []models.Span{from("Ann Zoë", "Bo Lind")}, Cue: []models.Span{at("said")},
			Content: []models.Span{from("they", "”")}, Sentiment: models.Sentiment{Score: -0.25, Label: models.Negative}},
		{ID: "a2", Type: models.Direct, Confidence: 0.8, Speakers: []models.SpeakerRef{{Speaker: 0, Reason: models.ReasonPronoun}},
			Source:  []models.Span{{Start: at("Zoë added").Start, End: at("Zoë added").Start + len("Zoë")}},
			Cue:     []models.Span{at("added")},
			Content: []models.Span{from("sign", "”"), {Start: at("“Never,”").Start, End: at("“Never,”").End}, at("Zoë said no")}, Sentiment: models.Sentiment{Score: 0.5, Label: models.Positive}},
	}
	d.Stances = []models.Stance{
		{Holder: 0, Target: models.Target{ID: "the-pact", Name: "the pact", Kind: models.TargetIssue, Mention: at("sign")}, Label: models.Oppose, Score: -0.9, Evidence: at("“Never,”"), Attribution: 1, AccordingTo: -1},
		{Holder: 0, Target: models.Target{ID: "bo-lind", Name: "Bo Lind", Kind: models.TargetPerson, Mention: at("Bo Lind")}, Label: models.Support, Score: 0.4, Evidence: at("Talks fail"), Attribution: 0, AccordingTo: -1},
		{Holder: 2, Target: models.Target{ID: "ann-zoe", Name: "Ann Zoë", Kind: models.TargetPerson, Mention: at("Ann Zoë")}, Label: models.Oppose, Score: -0.6, Evidence: at("Talks fail"), Attribution: -1, AccordingTo: 0},
		{Holder: 2, Target: models.Target{ID: "ann-zoe", Name: "Ann Zoë", Kind: models.TargetPerson, Mention: at("Ann Zoë")}, Label: models.Oppose, Score: -0.6, Evidence: at("will not sign"), Attribution: 0, AccordingTo: 1},
	}
	return d
}

// spansOf reads spans as text, and checks that they are what was meant.
func spansOf(t *testing.T, text string, v any) []string {
	t.Helper()
	runes := []rune(text)
	parts := []string{}
	for _, s := range v.([]any) {
		s := s.(row)
		parts = append(parts, string(runes[int(s["start"].(float64)):int(s["end"].(float64))]))
	}
	return parts
}

func TestSpeakerRows(t *testing.T) {
	dir := t.TempDir()
	d := example()
	mustWrite(t, testOptions(dir), []*models.Document{d})
	rows := readTable(t, filepath.Join(dir, "speakers"))
	if len(rows) != 3 {
		t.Fatalf("%d rows, want Zoë's two and Lind's one", len(rows))
	}
	const said = "Ann Zoë and Bo Lind said they “will not sign”."
	for i, want := range []row{
		{"speaker_id": "ann-zoe", "speaker": "Ann Zoë", "speaker_kind": "person", "sentence_index": 1.0, "sentence": said, "kind": "paragraph",
			"attribution_id": "a1", "quote_type": "mixed", "content": "they “will not sign”", "source": "Ann Zoë and Bo Lind … Zoë", "cue": "said … added",
			"speaker_reason": "name", "speaker_mention": "Ann Zoë", "speaker_mention_start": 12.0, "speaker_mention_end": 19.0, "confidence": 0.8, "sentiment_score": -0.1235, "sentiment_label": "negative", "sentiment_bayes": -1.5,
			"sentiment_lexicon": 0.25, "sentiment_likeness": -0.75, "sentiment_learned": 0.625, "sentiment_coverage": 0.5, "content_sentiment_score": -0.25, "content_sentiment_label": "negative",
			"title": "Talks fail", "outlet": nil, "author": nil, "url": "https://example.org/1?a&b", "published_at": "2024-05-06 06:08:09",
			"article_id": "a-1", "run_id": "run-1", "model_version": "m1", "start": 12.0, "end": 62.0},
		{"speaker_id": "ann-zoe", "sentence_index": 2.0, "sentence": "“Never,” Zoë added.", "attribution_id": "a2", "quote_type": "direct", "content": "“Never,”",
			"source": "Zoë", "cue": "added", "speaker_reason": "pronoun", "speaker_mention": nil, "speaker_mention_start": nil, "speaker_mention_end": nil, "confidence": 0.8, "sentiment_score": 0.75, "content_sentiment_score": 0.5, "content_sentiment_label": "positive"},
		{"speaker_id": "bo-lind", "sentence_index": 1.0, "attribution_id": "a1", "content": "they “will not sign”", "source": "Ann Zoë and Bo Lind", "confidence": 0.9, "quote_type": "mixed"},
	} {
		got := row{}
		for k := range want {
			got[k] = rows[i][k]
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("row %d (-want +got):\n%s", i, diff)
		}
	}
	for i, want := range []struct {
		content, source, cue []string
		ids                  []any
		stances              []any
		citations            []any
	}{
		{[]string{"they “will not sign [2]”"}, []string{"Ann Zoë and Bo Lind", "Zoë"}, []string{"said", "added"}, []any{"a1", "a2"},
			[]any{row{"target_id": "bo-lind", "target": "Bo Lind", "target_kind": "person", "label": "support", "score": 0.4}},
			[]any{row{"marker": "2", "start": 57.0, "end": 60.0, "title": "A source", "outlet": nil, "date": "May 1"}}},
		{[]string{"“Never,”"}, []string{"Zoë"}, []string{"added"}, []any{"a2"},
			[]any{row{"target_id": "the-pact", "target": "the pact", "target_kind": "issue", "label": "oppose", "score": -0.9}},
			[]any{row{"marker": "3", "start": 83.0, "end": 86.0, "title": nil, "outlet": nil, "date": nil}}},
		{[]string{"they “will not sign [2]”"}, []string{"Ann Zoë and Bo Lind"}, []string{"said"}, []any{"a1"}, []any{},
			[]any{row{"marker": "2", "start": 57.0, "end": 60.0, "title": "A source", "outlet": nil, "date": "May 1"}}},
	} {
		r := rows[i]
		for _, c := range []struct {
			name      string
			want, got any
		}{
			{"content", want.content, spansOf(t, d.Article.Text, r["content_spans"])},
			{"source", want.source, spansOf(t, d.Article.Text, r["source_spans"])},
			{"cue", want.cue, spansOf(t, d.Article.Text, r["cue_spans"])},
			{"attribution_ids", want.ids, r["attribution_ids"]},
			{"stances", want.stances, r["stances"]},
			{"citations", want.citations, r["citations"]},
		} {
			if diff := gocmp.Diff(c.want, c.got); diff != "" {
				t.Errorf("row %d, %s (-want +got):\n%s", i, c.name, diff)
			}
		}
	}
}

func TestOtherRows(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, testOptions(dir), []*models.Document{example()})
	pick := func(table string, columns ...string) []row {
		var list []row
		for _, r := range readTable(t, filepath.Join(dir, table)) {
			got := row{}
			for _, c := range columns {
				got[c] = r[c]
			}
			list = append(list, got)
		}
		return list
	}
	for _, c := range []struct {
		name      string
		want, got []row
	}{
		{"sentences", []row{
			{"sentence_index": 0.0, "kind": "headline", "block_index": 0.0, "attributed": false, "speaker_ids": []any{}, "attribution_ids": []any{}},
			{"sentence_index": 1.0, "kind": "paragraph", "block_index": 1.0, "attributed": true, "speaker_ids": []any{"ann-zoe", "bo-lind"}, "attribution_ids": []any{"a1", "a2"}},
			{"sentence_index": 2.0, "kind": "paragraph", "block_index": 1.0, "attributed": true, "speaker_ids": []any{"ann-zoe"}, "attribution_ids": []any{"a2"}},
			{"sentence_index": 3.0, "kind": "caption", "block_index": 2.0, "attributed": false, "speaker_ids": []any{}, "attribution_ids": []any{}},
		}, pick("sentences", "sentence_index", "kind", "block_index", "attributed", "speaker_ids", "attribution_ids")},
		{"stances", []row{
			{"stance_index": 0.0, "holder_id": "ann-zoe", "target_id": "the-pact", "label": "oppose", "score": -0.9, "evidence": "“Never,”", "sentence_index": 2.0, "attribution_id": "a2", "according_to_id": nil, "according_to": nil},
			{"stance_index": 1.0, "holder_id": "ann-zoe", "target_id": "bo-lind", "label": "support", "score": 0.4, "evidence": "Talks fail", "sentence_index": 0.0, "attribution_id": "a1", "according_to_id": nil, "according_to": nil},
			{"stance_index": 2.0, "holder_id": "org-opposition", "target_id": "ann-zoe", "label": "oppose", "score": -0.6, "evidence": "Talks fail", "sentence_index": 0.0, "attribution_id": nil, "according_to_id": "ann-zoe", "according_to": "Ann Zoë"},
			{"stance_index": 3.0, "holder_id": "org-opposition", "target_id": "ann-zoe", "label": "oppose", "score": -0.6, "evidence": "will not sign", "sentence_index": 1.0, "attribution_id": "a1", "according_to_id": "bo-lind", "according_to": "Bo Lind"},
		}, pick("stances", "stance_index", "holder_id", "target_id", "label", "score", "evidence", "sentence_index", "attribution_id", "according_to_id", "according_to")},
		{"articles", []row{
			{"article_id": "a-1", "path": "in/1.txt", "line": 0.0, "language": nil, "characters": 99.0, "sentences": 4.0, "attributions": 2.0, "speakers": 2.0, "stances": 4.0, "text": example().Article.Text,
				"sha256": "3309a7634af9595a825146bc4ab51b0c534546ba3d4f0116372f58fce101f1fe"},
		}, pick("articles", "article_id", "path", "line", "language", "characters", "sentences", "attributions", "speakers", "stances", "text", "sha256")},
		{"speakers.parquet", []row{
			{"id": "ann-zoe", "name": "Ann Zoë", "kind": "person", "aliases": []any{"Zoë"}, "titles": []any{"Minister"}, "affiliations": []any{}, "articles": 1.0, "sentences": 2.0,
				"mean_sentiment": 0.3133, "first_date": "2024-05-06 06:08:09", "last_date": "2024-05-06 06:08:09", "path": "speakers/ann-zoe"},
			{"id": "bo-lind", "name": "Bo Lind", "kind": "person", "aliases": []any{}, "titles": []any{}, "affiliations": []any{}, "articles": 1.0, "sentences": 1.0,
				"mean_sentiment": -0.1235, "first_date": "2024-05-06 06:08:09", "last_date": "2024-05-06 06:08:09", "path": "speakers/bo-lind"},
		}, pick("speakers.parquet", "id", "name", "kind", "aliases", "titles", "affiliations", "articles", "sentences", "mean_sentiment", "first_date", "last_date", "path")},
	} {
		if diff := gocmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestUnknown: attributions without a speaker and those of an unknown one share the
// id unknown, and nothing of them is lost.
func TestUnknown(t *testing.T) {
	dir := t.TempDir()
	d := example()
	d.Speakers = append(d.Speakers, models.Speaker{ID: "unknown"})
	d.Attributions[0].Speakers = nil
	d.Attributions[1].Speakers = []models.SpeakerRef{{Speaker: 3}}
	d.Stances = nil
	mustWrite(t, testOptions(dir), []*models.Document{d})
	var got []string
	for _, r := range readTable(t, filepath.Join(dir, "speakers", "unknown")) {
		got = append(got, fmt.Sprintf("%v %v %v %v", r["speaker"], r["speaker_kind"], r["sentence_index"], r["attribution_ids"]))
	}
	want := []string{"unknown unknown 1 [a1 a2]", "unknown unknown 2 [a2]"}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if b, err := AppendAnnotation(nil, d); err != nil || strings.Count(string(b), `"speakers":[{"id":"unknown","name":"unknown","kind":"unknown","reason":"none","mention":null}]`) != 2 {
		t.Errorf("annotation %s, %v", b, err)
	}
}

func TestUnmarked(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"signed [2].", "signed."},
		{"signed[2].", "signed."},
		{"signed.[2]", "signed."},
		{"signed. [2]", "signed."},
		{"he [2] signed", "he signed"},
		{"he[2] signed", "he signed"},
		{"he [2][3] signed", "he signed"},
		{"he [2] [3] signed", "he signed"},
		{"[2] he signed", " he signed"},
		{"he “[2]signed”", "he “signed”"},
		{"he “signed [2]” it", "he “signed” it"},
		{"he \"signed [2]\" it", "he \"signed\" it"},
		{"he (signed [2]) it", "he (signed) it"},
	} {
		var marks []models.Citation
		for i := range c.text {
			if c.text[i] == '[' {
				marks = append(marks, models.Citation{Span: models.Span{Start: i, End: i + 3}})
			}
		}
		got := string(appendUnmarked(nil, c.text, models.Span{End: len(c.text)}, marks))
		if got != c.want {
			t.Errorf("%q without marks is %q, want %q", c.text, got, c.want)
		}
	}
}

// TestBadDocuments: whatever points outside is an error, never a panic.
func TestBadDocuments(t *testing.T) {
	for name, spoil := range map[string]func(*models.Document){
		"no article":            func(d *models.Document) { d.Article = nil },
		"sentence beyond":       func(d *models.Document) { d.Sentences[3].End++ },
		"sentence negative":     func(d *models.Document) { d.Sentences[0].Start = -1 },
		"sentence turned":       func(d *models.Document) { d.Sentences[0].Start = d.Sentences[0].End + 1 },
		"sentences overlapping": func(d *models.Document) { d.Sentences[2].Start = d.Sentences[1].Start },
		"sentence kind":         func(d *models.Document) { d.Sentences[2].Kind = 99 },
		"citation":              func(d *models.Document) { d.Sentences[1].Citations[0].End = 1 << 20 },
		"content":               func(d *models.Document) { d.Attributions[0].Content[0].End = 1 << 20 },
		"source":                func(d *models.Document) { d.Attributions[0].Source[0].Start = -4 },
		"cue":                   func(d *models.Document) { d.Attributions[1].Cue[0].End = 1 << 20 },
		"type":                  func(d *models.Document) { d.Attributions[1].Type = 9 },
		"speaker":               func(d *models.Document) { d.Attributions[1].Speakers[0].Speaker = 3 },
		"negative speaker":      func(d *models.Document) { d.Attributions[1].Speakers[0].Speaker = -1 },
		"reason":                func(d *models.Document) { d.Attributions[1].Speakers[0].Reason = 77 },
		"id":                    func(d *models.Document) { d.Speakers[2].ID = "../x" },
		"no id":                 func(d *models.Document) { d.Speakers[2].ID = "" },
		"speaker kind":          func(d *models.Document) { d.Speakers[2].Kind = 50 },
		"holder":                func(d *models.Document) { d.Stances[0].Holder = -1 },
		"stance attribution":    func(d *models.Document) { d.Stances[0].Attribution = 2 },
		"according to":          func(d *models.Document) { d.Stances[0].AccordingTo = 3 },
		"evidence":              func(d *models.Document) { d.Stances[0].Evidence.End = 1 << 20 },
		"target kind":           func(d *models.Document) { d.Stances[0].Target.Kind = 40 },
		"target":                func(d *models.Document) { d.Stances[0].Target.Mention.Start = -1 },
	} {
		d := example()
		spoil(d)
		if _, err := Convert(d); err == nil {
			t.Errorf("%s: Convert takes it", name)
		}
		if b, err := AppendAnnotation([]byte("x"), d); err == nil || string(b) != "x" {
			t.Errorf("%s: AppendAnnotation takes it: %s", name, b)
		}
	}
	if _, err := Convert(nil); err == nil {
		t.Error("nil: Convert takes it")
	}
}
