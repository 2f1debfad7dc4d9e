package view

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/output/tables"
	"github.com/saysonews/sayso/output/terminal"
)

// corpus is three articles. The second, undated, has an outlet that a spreadsheet would
// run and a sentence that a terminal would obey; in the first a footnote mark stands
// between a cue and its content.
func corpus() []*models.Document {
	first := article("bridge-shut", "Bridge shut\n\n“The toll is wrong,” Mayor Ann Cole said. “It must go.” She told [1] the council that Ben Oyo was right.\n\nBen Oyo praised the toll.")
	first.Article.Title, first.Article.Outlet, first.Article.TitleInText = "Bridge shut", "Daily Post", true
	first.Article.PublishedAt = time.Date(2023, 5, 6, 9, 0, 0, 0, time.UTC)
	first.sentence("Bridge shut", models.Headline, 0, 0)
	first.sentence("“The toll is wrong,” Mayor Ann Cole said.", models.Paragraph, 1, -0.5)
	first.sentence("“It must go.”", models.Paragraph, 1, -0.25)
	first.sentence("She told [1] the council that Ben Oyo was right.", models.Paragraph, 1, 0.75)
	first.sentence("Ben Oyo praised the toll.", models.Paragraph, 2, 0.5)
	first.Sentences[3].Citations = []models.Citation{{Span: first.at("[1]"), Marker: "1"}}
	first.speaker("ann-cole", "Ann Cole", "Cole")
	first.speaker("ben-oyo", "Ben Oyo", "")
	first.said("a1", 0, models.ReasonName, "Ann Cole", "Mayor Ann Cole", "said", -0.5, "“The toll is wrong,”", "“It must go.”")
	first.said("a2", 0, models.ReasonPronoun, "Ann Cole", "She", "told", 0.25, "that Ben Oyo was right")
	first.stance(0, "toll", "Toll", models.Oppose, -0.9, "toll is wrong", 0)
	first.stance(0, "ben-oyo", "Ben Oyo", models.Support, 0.6, "Ben Oyo was right", 1)
	first.stance(1, "toll", "Toll", models.Support, 0.7, "praised the toll", -1)

	second := article("odd", "\x1b[31mDr 東京\x1b[0m said <script>alert(1)</script> costs more.")
	second.Article.Title, second.Article.Outlet = "\x1b]0;owned\x07Odd", "=HYPERLINK(1)"
	second.sentence("\x1b[31mDr 東京\x1b[0m said <script>alert(1)</script> costs more.", models.Paragraph, 0, 0.125)
	second.speaker("person-0123456789ab", "東京", "")
	second.said("a1", 0, models.ReasonName, "東京", "Dr 東京", "said", 0.125, "<script>alert(1)</script> costs more")

	third := article("later", "Nobody knows, it was said. Ann Cole agreed.")
	third.Article.PublishedAt = time.Date(2024, 1, 2, 0, 0, 0, 0, time.UTC)
	third.sentence("Nobody knows, it was said.", models.Paragraph, 0, 0)
	third.sentence("Ann Cole agreed.", models.Paragraph, 0, 1)
	third.speaker("ann-cole", "Ann Cole", "")
	third.said("a1", -1, models.ReasonNone, "", "", "was said", 0, "Nobody knows")
	return []*models.Document{first.Document, second.Document, third.Document}
}

type builder struct{ *models.Document }

func article(id, text string) builder {
	return builder{&models.Document{Article: &models.Article{ID: id, Text: text, Path: id + ".txt"}}}
}

func (b builder) at(part string) models.Span {
	i := strings.Index(b.Article.Text, part)
	if i < 0 {
		panic(part)
	}
	return models.Span{Start: i, End: i + len(part)}
}

func (b builder) sentence(text string, kind models.BlockKind, block int, score float64) {
	b.Sentences = append(b.Sentences, models.Sentence{Span: b.at(text), Kind: kind, Block: block, Sentiment: models.Sentiment{Score: score}})
}

func (b builder) speaker(id, name, alias string) {
	s := models.Speaker{ID: id, Name: name, Kind: models.Person}
	if alias != "" {
		s.Aliases = []string{alias}
	}
	b.Speakers = append(b.Speakers, s)
}

func (b builder) said(id string, speaker int, reason models.Reason, mention, source, cue string, score float64, contents ...string) {
	a := models.Attribution{ID: id, Confidence: 0.75, Sentiment: models.Sentiment{Score: score}}
	if speaker >= 0 {
		a.Speakers = []models.SpeakerRef{{Speaker: speaker, Reason: reason, Mention: b.at(mention)}}
	}
	if source != "" {
		a.Source = []models.Span{b.at(source)}
	}
	a.Cue = []models.Span{b.at(cue)}
	for _, c := range contents {
		a.Content = append(a.Content, b.at(c))
	}
	b.Attributions = append(b.Attributions, a)
}

func (b builder) stance(holder int, id, target string, label models.StanceLabel, score float64, evidence string, attribution int) {
	b.Stances = append(b.Stances, models.Stance{
		Holder: holder, Target: models.Target{ID: id, Name: target, Kind: models.TargetIssue, Mention: b.at(evidence)},
		Label: label, Score: score, Evidence: b.at(evidence), Attribution: attribution, AccordingTo: -1,
	})
}

func open(t *testing.T) *tables.Set {
	t.Helper()
	dir := t.TempDir()
	w, err := output.NewWriter(context.Background(), output.Options{Dir: dir, RunID: "r1", ModelVersion: "m1", ToolVersion: "t1"})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range corpus() {
		if err := w.Write(d); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Commit(context.Background()); err != nil {
		t.Fatal(err)
	}
	s, err := tables.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestScreens prints what the commands in testdata ask for. Of the control characters
// only escape is printed, as ␛.
func TestScreens(t *testing.T) {
	set := open(t)
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			var b bytes.Buffer
			s := Screen{W: &b, Style: terminal.Style{Colour: d.HasArg("colour")}}
			d.MaybeScanArgs(t, "width", &s.Width)
			if err := answer(t, d, set, s); err != nil {
				return "error: " + err.Error() + "\n"
			}
			return strings.ReplaceAll(b.String(), "\x1b", "␛")
		})
	})
}

func answer(t *testing.T, d *datadriven.TestData, set *tables.Set, s Screen) error {
	var f Filter
	var limit int
	var sort, since string
	d.MaybeScanArgs(t, "outlet", &f.Outlet)
	d.MaybeScanArgs(t, "kind", &f.Kind)
	d.MaybeScanArgs(t, "limit", &limit)
	d.MaybeScanArgs(t, "sort", &sort)
	if d.MaybeScanArgs(t, "since", &since) {
		f.Since, _ = time.Parse(time.DateOnly, since)
	}
	switch d.Cmd {
	case "speakers":
		_, err := WriteSpeakers(s, Speakers(set, f, sort, limit))
		return err
	case "articles":
		_, err := WriteArticles(s, Articles(set, f, sort, limit))
		return err
	case "quotes":
		q := QuoteQuery{Filter: f, Sort: sort, Limit: limit}
		scanList(t, d, "speaker", &q.Speakers)
		scanList(t, d, "target", &q.Targets)
		scanList(t, d, "about", &q.About)
		d.MaybeScanArgs(t, "label", &q.Label)
		d.MaybeScanArgs(t, "confidence", &q.MinConfidence)
		_, err := WriteQuotes(s, Quotes(set, q))
		return err
	case "topics":
		topics, err := Topics(set, StanceQuery{Filter: f})
		if err != nil {
			return err
		}
		return WriteTopics(s, topics)
	case "sides":
		q := StanceQuery{Filter: f}
		scanList(t, d, "target", &q.Targets)
		sides, err := Sides(set, q, 1)
		if err != nil {
			return err
		}
		return WriteSides(s, "the target", sides, limit)
	case "show":
		var id string
		d.ScanArgs(t, "id", &id)
		a, err := ReadArticle(set, id, 0)
		if err != nil {
			return err
		}
		return WriteArticle(s, a, d.HasArg("why"))
	case "find":
		matches, near, err := FindArticle(set, strings.TrimSpace(d.Input))
		for _, a := range matches {
			fmt.Fprintln(s.W, a.ArticleID)
		}
		for _, a := range near {
			fmt.Fprintln(s.W, a.ArticleID+"?")
		}
		return err
	}
	t.Fatalf("unknown command %s", d.Cmd)
	return nil
}

func scanList(t *testing.T, d *datadriven.TestData, key string, list *[]string) {
	var one string
	if d.MaybeScanArgs(t, key, &one) {
		*list = append(*list, strings.ReplaceAll(one, "_", " "))
	}
}

// TestNarrow holds the rows that are found by way of other tables against those that
// are found by reading all.
func TestNarrow(t *testing.T) {
	set := open(t)
	for _, q := range []QuoteQuery{
		{About: []string{"ben oyo"}}, {About: []string{"toll"}, Targets: []string{"toll"}}, {Label: "oppose"},
		{Label: "support", About: []string{"toll"}, Targets: []string{"toll"}}, {Filter: Filter{Outlet: "daily post"}},
		{About: []string{"Ben O"}}, {Label: "oppose", About: []string{"nothing"}},
		{Filter: Filter{Since: time.Date(2023, 6, 1, 0, 0, 0, 0, time.UTC)}},
	} {
		all := q
		all.Speakers = []string{"ann-cole", "ben-oyo", "person-0123456789ab", "unknown"}
		if got, want := keys(t, Quotes(set, q)), keys(t, Quotes(set, all)); got != want {
			t.Errorf("%+v: %s, want %s", q, got, want)
		}
	}
}

// TestSortedQuotes holds the first rows of an order against those of all.
func TestSortedQuotes(t *testing.T) {
	set := open(t)
	for _, sort := range []string{"date", "-date", "sentiment", "-sentiment", "confidence", "-confidence"} {
		for _, q := range []QuoteQuery{{Sort: sort}, {Sort: sort, About: []string{"toll"}, Targets: []string{"toll"}}, {Sort: sort, Label: "support"}} {
			all := strings.Split(keys(t, Quotes(set, q)), " ")
			for q.Limit = 1; q.Limit <= len(all); q.Limit++ {
				if got, want := keys(t, Quotes(set, q)), strings.Join(all[:q.Limit], " "); got != want {
					t.Errorf("%+v: %s, want %s", q, got, want)
				}
			}
		}
	}
}

func keys(t *testing.T, rows iter.Seq2[*tables.SpeakerRow, error]) string {
	t.Helper()
	var list []string
	for r, err := range rows {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, fmt.Sprint(r.SpeakerID, r.ArticleID, r.SentenceIndex))
	}
	return strings.Join(list, " ")
}
