package output

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/saysonews/sayso/models"
)

// The annotation as encoding/json knows it.
type (
	jsonEntity struct {
		ID   string `json:"id"`
		Name string `json:"name"`
		Kind string `json:"kind"`
	}
	jsonMention struct {
		Start int    `json:"start"`
		End   int    `json:"end"`
		Text  string `json:"text"`
	}
	jsonSpeaker struct {
		ID      string       `json:"id"`
		Name    string       `json:"name"`
		Kind    string       `json:"kind"`
		Reason  string       `json:"reason"`
		Mention *jsonMention `json:"mention"`
	}
	jsonSentiment struct {
		Score float64 `json:"score"`
		Label string  `json:"label"`
	}
	jsonCitation struct {
		Start  int     `json:"start"`
		End    int     `json:"end"`
		Marker string  `json:"marker"`
		Title  *string `json:"title"`
		Outlet *string `json:"outlet"`
		Date   *string `json:"date"`
	}
	jsonSentence struct {
		Start     int            `json:"start"`
		End       int            `json:"end"`
		Kind      string         `json:"kind"`
		Sentiment jsonSentiment  `json:"sentiment"`
		Citations []jsonCitation `json:"citations"`
	}
	jsonStance struct {
		Holder      jsonEntity  `json:"holder"`
		Target      jsonEntity  `json:"target"`
		Label       string      `json:"label"`
		Score       float64     `json:"score"`
		Evidence    [2]int      `json:"evidence"`
		Attribution *string     `json:"attribution"`
		AccordingTo *jsonEntity `json:"according_to"`
	}
	jsonAttribution struct {
		ID         string        `json:"id"`
		Type       string        `json:"type"`
		Source     [][2]int      `json:"source"`
		Cue        [][2]int      `json:"cue"`
		Content    [][2]int      `json:"content"`
		Speakers   []jsonSpeaker `json:"speakers"`
		Confidence float64       `json:"confidence"`
		Sentiment  jsonSentiment `json:"sentiment"`
		Stances    []jsonStance  `json:"stances"`
	}
	jsonArticle struct {
		ID           string            `json:"id"`
		Title        *string           `json:"title"`
		Sentences    []jsonSentence    `json:"sentences"`
		Attributions []jsonAttribution `json:"attributions"`
		Stances      []jsonStance      `json:"stances"`
	}
)

func TestAnnotation(t *testing.T) {
	got, err := AppendAnnotation([]byte("> "), example())
	if err != nil {
		t.Fatal(err)
	}
	want := `> {"id":"a-1","title":"Talks fail","sentences":[` +
		`{"start":0,"end":10,"kind":"headline","sentiment":{"score":-0.5,"label":"negative"},"citations":[]},` +
		`{"start":12,"end":62,"kind":"paragraph","sentiment":{"score":-0.1235,"label":"negative"},"citations":[{"start":57,"end":60,"marker":"2","title":"A source","outlet":null,"date":"May 1"}]},` +
		`{"start":63,"end":82,"kind":"paragraph","sentiment":{"score":0.75,"label":"positive"},"citations":[{"start":83,"end":86,"marker":"3","title":null,"outlet":null,"date":null}]},` +
		`{"start":88,"end":99,"kind":"caption","sentiment":{"score":0,"label":"neutral"},"citations":[]}],` +
		`"attributions":[{"id":"a1","type":"mixed","source":[[12,31]],"cue":[[32,36]],"content":[[37,61]],` +
		`"speakers":[{"id":"ann-zoe","name":"Ann Zoë","kind":"person","reason":"name","mention":{"start":12,"end":19,"text":"Ann Zoë"}},{"id":"bo-lind","name":"Bo Lind","kind":"person","reason":"name","mention":null}],` +
		`"confidence":0.9,"sentiment":{"score":-0.25,"label":"negative"},"stances":[` +
		`{"holder":{"id":"ann-zoe","name":"Ann Zoë","kind":"person"},"target":{"id":"bo-lind","name":"Bo Lind","kind":"person"},"label":"support","score":0.4,"evidence":[0,10],"attribution":"a1","according_to":null},`
	if !strings.HasPrefix(string(got), want) {
		t.Errorf("annotation begins\n%s\nwant\n%s", got[:min(len(got), len(want))], want)
	}
	narrated := `{"holder":{"id":"org-opposition","name":"Opposition","kind":"organisation"},"target":{"id":"ann-zoe","name":"Ann Zoë","kind":"person"},"label":"oppose","score":-0.6,"evidence":[0,10],"attribution":null,"according_to":{"id":"ann-zoe","name":"Ann Zoë","kind":"person"}}`
	if !strings.Contains(string(got), narrated) {
		t.Errorf("annotation %s\nlacks %s", got, narrated)
	}
}

// TestAnnotationDecodes decodes annotations of random documents and compares them
// with the documents, offsets through slices of runes.
func TestAnnotationDecodes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := genDocument(t, rapid.String().Draw(t, "id"))
		b, err := AppendAnnotation(nil, d)
		if err != nil {
			t.Fatalf("annotate: %v", err)
		}
		if !utf8.Valid(b) || bytes.ContainsAny(b, "\n\r") {
			t.Fatalf("not one line of UTF-8: %q", b)
		}
		var got jsonArticle
		dec := json.NewDecoder(bytes.NewReader(b))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&got); err != nil {
			t.Fatalf("decode %s: %v", b, err)
		}
		if diff := gocmp.Diff(decoded(d), got); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	})
}

// decoded builds what the annotation of d says, the slow way.
func decoded(d *models.Document) jsonArticle {
	a := jsonArticle{
		ID: valid(d.Article.ID), Title: orNil(d.Article.Title),
		Sentences: []jsonSentence{}, Attributions: []jsonAttribution{}, Stances: stancesIn(d, func(models.Stance) bool { return true }),
	}
	for _, s := range d.Sentences {
		b := runeSpan(d, s.Span)
		j := jsonSentence{Start: b[0], End: b[1], Kind: s.Kind.String(), Sentiment: sentimentOf(s.Sentiment), Citations: []jsonCitation{}}
		for _, c := range s.Citations {
			b := runeSpan(d, c.Span)
			j.Citations = append(j.Citations, jsonCitation{b[0], b[1], c.Marker, orNil(c.Title), orNil(c.Outlet), orNil(c.Date)})
		}
		a.Sentences = append(a.Sentences, j)
	}
	for i, t := range d.Attributions {
		j := jsonAttribution{
			ID: t.ID, Type: t.Type.String(), Source: runeSpans(d, t.Source), Cue: runeSpans(d, t.Cue), Content: runeSpans(d, t.Content),
			Confidence: math.Round(t.Confidence*1e4) / 1e4, Sentiment: sentimentOf(t.Sentiment),
			Stances: stancesIn(d, func(s models.Stance) bool { return s.Attribution == i }),
		}
		for _, r := range t.Speakers {
			e := speakerOf(d.Speakers[r.Speaker])
			who := jsonSpeaker{e.ID, e.Name, e.Kind, r.Reason.String(), nil}
			if !r.Mention.Empty() {
				at := runeSpan(d, r.Mention)
				who.Mention = &jsonMention{at[0], at[1], valid(r.Mention.In(d.Article.Text))}
			}
			j.Speakers = append(j.Speakers, who)
		}
		if j.Speakers == nil {
			j.Speakers = []jsonSpeaker{{"unknown", "unknown", "unknown", "none", nil}}
		}
		a.Attributions = append(a.Attributions, j)
	}
	return a
}

func stancesIn(d *models.Document, want func(models.Stance) bool) []jsonStance {
	list := []jsonStance{}
	for _, s := range d.Stances {
		if !want(s) {
			continue
		}
		j := jsonStance{
			Holder: speakerOf(d.Speakers[s.Holder]), Target: jsonEntity{s.Target.ID, valid(s.Target.Name), s.Target.Kind.String()},
			Label: s.Label.String(), Score: math.Round(s.Score*1e4) / 1e4, Evidence: runeSpan(d, s.Evidence),
		}
		if s.Attribution >= 0 {
			j.Attribution = &d.Attributions[s.Attribution].ID
		}
		if s.AccordingTo >= 0 {
			by := speakerOf(d.Speakers[s.AccordingTo])
			j.AccordingTo = &by
		}
		list = append(list, j)
	}
	return list
}

func speakerOf(s models.Speaker) jsonEntity { return jsonEntity{s.ID, valid(s.Name), s.Kind.String()} }

func sentimentOf(s models.Sentiment) jsonSentiment {
	return jsonSentiment{math.Round(s.Score*1e4) / 1e4, s.Label.String()}
}

func runeSpan(d *models.Document, s models.Span) [2]int {
	return [2]int{len([]rune(d.Article.Text[:s.Start])), len([]rune(d.Article.Text[:s.End]))}
}

func runeSpans(d *models.Document, list []models.Span) [][2]int {
	spans := [][2]int{}
	for _, s := range list {
		spans = append(spans, runeSpan(d, s))
	}
	return spans
}

func orNil(s string) *string {
	if s == "" {
		return nil
	}
	s = valid(s)
	return &s
}

func FuzzAppendString(f *testing.F) {
	for _, s := range []string{"", "a\"b\\c\n\r\t\x00\x1f\x7f", "<b>&", "\u2028\u2029\uFFFD", "\xff\xc3", "🎈"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		b := appendString(nil, s)
		var got string
		if err := json.Unmarshal(b, &got); err != nil || got != valid(s) || !utf8.Valid(b) {
			t.Errorf("%q encodes as %s, which decodes as %q: %v", s, b, got, err)
		}
		if strings.ContainsAny(string(b), "\n\r\u2028\u2029") {
			t.Errorf("%q encodes with a line break", s)
		}
	})
}

func TestScores(t *testing.T) {
	for f, want := range map[float64]string{
		0: "0", 1: "1", -1: "-1", 0.12345: "0.1235", -0.00001: "0", 1.0 / 3: "0.3333", 1e-9: "0", 0.9: "0.9",
		math.Inf(1): "0", 123456.78901: "123456.789",
	} {
		if got := string(appendScore(nil, f)); got != want {
			t.Errorf("score %v is %s, want %s", f, got, want)
		}
	}
	if got := string(appendScore(nil, math.NaN())); got != "0" {
		t.Errorf("NaN is %s", got)
	}
}

func BenchmarkAppendAnnotation(b *testing.B) {
	docs := newsDocuments(100)
	b.ReportAllocs()
	var dst []byte
	var size int64
	for n := 0; b.Loop(); n++ {
		var err error
		if dst, err = AppendAnnotation(dst[:0], docs[n%len(docs)]); err != nil {
			b.Fatal(err)
		}
		size += int64(len(dst))
	}
	b.ReportMetric(float64(size)/b.Elapsed().Seconds()/1e6, "MB/s")
}
