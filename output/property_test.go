package output

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/saysonews/sayso/models"
)

// TestTablesEqualNaiveGrouping writes random documents with limits so small that
// everything spills and rotates, and compares the tables with a grouping in memory
// that works byte by byte.
func TestTablesEqualNaiveGrouping(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		docs := genDocuments(t)
		dir, err := os.MkdirTemp("", "sayso-output-")
		if err != nil {
			t.Fatalf("make folder: %v", err)
		}
		defer os.RemoveAll(dir)
		opt := Options{
			Dir: dir, RunID: "r1", ModelVersion: "m1", Format: Format(rapid.IntRange(0, 2).Draw(t, "format")),
			MaxSpeakerTables: rapid.IntRange(-1, 3).Draw(t, "tables"),
			MemoryBytes:      int64(rapid.SampledFrom([]int{1, 2000, 1 << 20}).Draw(t, "memory")),
			RowsPerFile:      int64(rapid.IntRange(1, 5).Draw(t, "rows per file")),
			noSync:           true,
		}
		sum := mustWrite(t, opt, docs)
		for _, root := range roots(opt.Format) {
			compareTables(t, filepath.Join(dir, root), opt, docs, sum)
		}
	})
}

func genDocuments(t *rapid.T) []*models.Document {
	var docs []*models.Document
	for i, n := 0, rapid.IntRange(0, 6).Draw(t, "documents"); i < n; i++ {
		docs = append(docs, genDocument(t, fmt.Sprintf("art%d", rapid.IntRange(0, 9).Draw(t, "id")*10+i)))
	}
	return docs
}

func roots(f Format) []string {
	switch f {
	case Parquet:
		return []string{""}
	case Arrow:
		return []string{arrowRoot}
	}
	return []string{"", arrowRoot}
}

func mustWrite(t fataler, opt Options, docs []*models.Document) Summary {
	t.Helper()
	w, err := NewWriter(context.Background(), opt)
	if err != nil {
		t.Fatalf("new writer: %v", err)
	}
	for _, d := range docs {
		if err := w.Write(d); err != nil {
			t.Fatalf("write: %v", err)
		}
	}
	sum, err := w.Commit(context.Background())
	if err != nil {
		t.Fatalf("commit: %v", err)
	}
	return sum
}

func compareTables(t *rapid.T, root string, opt Options, docs []*models.Document, sum Summary) {
	want := naiveRows(docs)
	got := readTable(t, filepath.Join(root, speakersTable))
	short := make([]naiveRow, len(got))
	for i, r := range got {
		short[i] = shorten(r)
	}
	slices.SortStableFunc(short, byKey)
	slices.SortStableFunc(want, byKey)
	if diff := gocmp.Diff(want, short); diff != "" {
		t.Fatalf("speakers (-want +got):\n%s", diff)
	}
	if int64(len(got)) != sum.SpeakerRows {
		t.Fatalf("summary says %d rows, read %d", sum.SpeakerRows, len(got))
	}
	checkFolders(t, root, opt, want)
	checkIndex(t, root, want)
	checkSentences(t, root, docs, want)
}

// naiveRow is what the reference knows of a row of speakers.
type naiveRow struct {
	Speaker, Article string
	Sentence         int
	IDs, Type        string
	Content          string
	Spans            string
	Confidence       float64
	Score            float64
	Date             string
}

func byKey(a, b naiveRow) int {
	return cmp.Or(cmp.Compare(a.Speaker, b.Speaker), cmp.Compare(a.Date, b.Date), cmp.Compare(a.Article, b.Article), cmp.Compare(a.Sentence, b.Sentence))
}

func shorten(r row) naiveRow {
	n := naiveRow{
		Speaker: r["speaker_id"].(string), Article: r["article_id"].(string), Sentence: int(r["sentence_index"].(float64)),
		Type: r["quote_type"].(string), Content: r["content"].(string), Confidence: r["confidence"].(float64), Score: r["sentiment_score"].(float64),
	}
	for _, id := range r["attribution_ids"].([]any) {
		n.IDs += id.(string) + " "
	}
	for _, s := range r["content_spans"].([]any) {
		s := s.(row)
		n.Spans += fmt.Sprintf("%v-%v ", s["start"], s["end"])
	}
	if d, ok := r["published_at"].(string); ok {
		n.Date = d
	}
	return n
}

// naiveRows colours the bytes of every sentence, speaker by speaker.
func naiveRows(docs []*models.Document) []naiveRow {
	rows := []naiveRow{}
	for _, d := range docs {
		for id := range naiveSpeakers(d) {
			for i := range d.Sentences {
				if d.Sentences[i].Kind.Speech() {
					rows = append(rows, naiveSentence(d, id, i)...)
				}
			}
		}
	}
	return rows
}

func naiveSpeakers(d *models.Document) map[string]bool {
	ids := map[string]bool{"unknown": true}
	for _, s := range d.Speakers {
		ids[s.ID] = true
	}
	return ids
}

func saidBy(d *models.Document, a models.Attribution, id string) bool {
	for _, r := range a.Speakers {
		if d.Speakers[r.Speaker].ID == id {
			return true
		}
	}
	return len(a.Speakers) == 0 && id == "unknown"
}

// naiveSentence returns the row of speaker id in sentence i, if there is one.
func naiveSentence(d *models.Document, id string, i int) []naiveRow {
	text, s := d.Article.Text, d.Sentences[i]
	n := naiveRow{Speaker: id, Article: d.Article.ID, Sentence: i, Confidence: 2, Score: round(s.Sentiment.Score)}
	all := make([]bool, len(text)+1)
	for _, a := range d.Attributions {
		colours := naiveColours(text, s, a)
		if !slices.Contains(colours, true) || !saidBy(d, a, id) {
			continue
		}
		for k, c := range colours {
			all[k] = all[k] || c
		}
		n.IDs += a.ID + " "
		n.Confidence = min(n.Confidence, round(a.Confidence))
		if n.Type != "" && n.Type != a.Type.String() {
			n.Type = "mixed"
		} else if n.Type == "" {
			n.Type = a.Type.String()
		}
	}
	if n.IDs == "" {
		return nil
	}
	n.Content, n.Spans = naiveContent(d, all)
	if !d.Article.PublishedAt.IsZero() {
		n.Date = d.Article.PublishedAt.Format("2006-01-02 15:04:05.999999")
	}
	return []naiveRow{n}
}

// naiveColours marks the bytes of sentence s that are content of a, white space at
// the ends of each stretch left out.
func naiveColours(text string, s models.Sentence, a models.Attribution) []bool {
	colours := make([]bool, len(text)+1)
	for _, c := range a.Content {
		from, to := max(c.Start, s.Start), min(c.End, s.End)
		if from >= to {
			continue
		}
		part := text[from:to]
		from += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
		for k := from; k < from+len(strings.TrimSpace(part)); k++ {
			colours[k] = true
		}
	}
	return colours
}

// naiveContent reads the coloured bytes off, without footnote marks.
func naiveContent(d *models.Document, all []bool) (content, spans string) {
	text := d.Article.Text
	var pieces []string
	for from := 0; from < len(text); from++ {
		if !all[from] {
			continue
		}
		to := from
		for to < len(text) && all[to] {
			to++
		}
		pieces = append(pieces, naiveUnmark(d, from, to))
		spans += fmt.Sprintf("%d-%d ", len([]rune(text[:from])), len([]rune(text[:to])))
		from = to
	}
	return string([]rune(strings.Join(pieces, " … "))), spans
}

func naiveUnmark(d *models.Document, from, to int) string {
	out := ""
	for k := from; k < to; k++ {
		skipped := false
		for _, s := range d.Sentences {
			for _, c := range s.Citations {
				if c.Start == k && c.End <= to {
					k = c.End - 1
					if strings.HasSuffix(out, " ") && (c.End == to || strings.ContainsRune(" .,;:!?)]}\"”’»", []rune(d.Article.Text[c.End:])[0])) {
						out = out[:len(out)-1]
					}
					skipped = true
				}
			}
		}
		if !skipped {
			out += d.Article.Text[k : k+1]
		}
	}
	return out
}

// checkFolders holds the choice of folders and the order within each to account.
func checkFolders(t *rapid.T, root string, opt Options, want []naiveRow) {
	count := map[string]int{}
	for _, r := range want {
		count[r.Speaker]++
	}
	folders, err := os.ReadDir(filepath.Join(root, speakersTable))
	if err != nil {
		t.Fatalf("read folders: %v", err)
	}
	own := 0
	least, most := 1<<30, 0
	shared := map[string]bool{}
	for _, f := range folders {
		rows := readTable(t, filepath.Join(root, speakersTable, f.Name()))
		short := make([]naiveRow, len(rows))
		for i, r := range rows {
			short[i] = shorten(r)
		}
		if f.Name() == sharedFolder {
			for _, r := range short {
				shared[r.Speaker] = true
				most = max(most, count[r.Speaker])
			}
		} else {
			own++
			least = min(least, len(rows))
			for _, r := range short {
				if r.Speaker != f.Name() {
					t.Fatalf("row of %s in folder %s", r.Speaker, f.Name())
				}
			}
		}
		if !slices.IsSortedFunc(short, byKey) {
			t.Fatalf("folder %s is not sorted: %v", f.Name(), short)
		}
	}
	limit := cmp.Or(opt.MaxSpeakerTables, DefaultMaxSpeakerTables)
	if own != min(len(count), max(limit, 0)) {
		t.Fatalf("%d folders for %d speakers, limit %d", own, len(count), limit)
	}
	if most > least {
		t.Fatalf("a speaker with %d rows shares a folder, one with %d has its own", most, least)
	}
}

func checkIndex(t *rapid.T, root string, want []naiveRow) {
	path := filepath.Join(root, "speakers.parquet")
	if strings.HasSuffix(root, arrowRoot) {
		path = filepath.Join(root, "speakers.arrow")
	}
	got := readTable(t, path)
	rows, articles, sum := map[string]float64{}, map[string]map[string]bool{}, map[string]float64{}
	for _, r := range want {
		rows[r.Speaker]++
		sum[r.Speaker] += r.Score
		if articles[r.Speaker] == nil {
			articles[r.Speaker] = map[string]bool{}
		}
		articles[r.Speaker][r.Article] = true
	}
	if len(got) != len(rows) {
		t.Fatalf("index has %d speakers, want %d", len(got), len(rows))
	}
	found := map[string]map[any]float64{} // rows by folder and speaker
	for _, r := range got {
		id := r["id"].(string)
		if r["sentences"] != rows[id] || r["articles"] != float64(len(articles[id])) {
			t.Fatalf("index of %s: %v, want %v sentences in %d articles", id, r, rows[id], len(articles[id]))
		}
		if d := r["mean_sentiment"].(float64) - sum[id]/rows[id]; d > 1e-4 || d < -1e-4 {
			t.Fatalf("mean sentiment of %s: %v, want %v", id, r["mean_sentiment"], sum[id]/rows[id])
		}
		path := filepath.Join(root, filepath.FromSlash(r["path"].(string)))
		if found[path] == nil {
			found[path] = map[any]float64{}
			for _, s := range readTable(t, path) {
				found[path][s["speaker_id"]]++
			}
		}
		if found[path][id] != rows[id] {
			t.Fatalf("path of %s leads to %v rows, want %v", id, found[path][id], rows[id])
		}
	}
}

func checkSentences(t *rapid.T, root string, docs []*models.Document, want []naiveRow) {
	quoted := map[string]bool{}
	for _, r := range want {
		quoted[fmt.Sprint(r.Article, r.Sentence)] = true
	}
	got := readTable(t, filepath.Join(root, sentencesTable))
	for _, d := range docs {
		for i, s := range d.Sentences {
			if len(got) == 0 {
				t.Fatalf("sentences end before %s %d", d.Article.ID, i)
			}
			r := got[0]
			got = got[1:]
			runes := []rune(d.Article.Text)
			from, to := int(r["start"].(float64)), int(r["end"].(float64))
			if r["article_id"] != d.Article.ID || r["sentence_index"] != float64(i) || r["kind"] != s.Kind.String() ||
				string(runes[from:to]) != string([]rune(s.In(d.Article.Text))) {
				t.Fatalf("sentence %d of %s: %v", i, d.Article.ID, r)
			}
			if r["attributed"] != quoted[fmt.Sprint(d.Article.ID, i)] {
				t.Fatalf("sentence %d of %s: attributed %v", i, d.Article.ID, r["attributed"])
			}
		}
	}
	if len(got) != 0 {
		t.Fatalf("%d sentences too many", len(got))
	}
}
