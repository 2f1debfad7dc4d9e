package gold

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/evaluate"
)

// write makes a file in a fresh folder.
func write(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Both formats say the same of one text; its é has two bytes and one code point.
func TestReadFormats(t *testing.T) {
	polnear := `{"id":"a","title":"T","publisher":"P","date":"2020-01-02","text":"Zoé said: we go.","attributions":[{"id":"E1","source":[[0,3]],"cue":[[4,8]],"content":[[10,12],[13,15]]}]}`
	citron := `{
  "text": "Zoé said: we go.",
  "quotes": [{
    "id": 1,
    "cue": {"start": 4, "end": 8, "text": "said"},
    "sources": [{"start": 0, "end": 3, "text": "Zoé"}],
    "contents": [{"start": 10, "end": 12, "text": "we"}, {"start": 13, "end": 15, "text": "go"}]
  }],
  "coreference_groups": []
}`
	want := evaluate.Attribution{
		Source:  []models.Span{{Start: 0, End: 4}},
		Cue:     []models.Span{{Start: 5, End: 9}},
		Content: []models.Span{{Start: 11, End: 13}, {Start: 14, End: 16}},
	}
	for _, c := range []struct{ name, text, id, attribution string }{
		{"polnear.jsonl", polnear, "a", "E1"},
		{"doc1.json", citron, "doc1", "1"},
	} {
		docs, err := Read(write(t, c.name, c.text))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if len(docs) != 1 || docs[0].ID != c.id {
			t.Fatalf("%s: documents %+v, want one %q", c.name, docs, c.id)
		}
		got, err := docs[0].Attributions(docs[0].Text)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		want.ID = c.attribution
		if diff := cmp.Diff([]evaluate.Attribution{want}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// What a program found names holder and target by objects.
func TestReadStancesAndBlocks(t *testing.T) {
	docs, err := Read(write(t, "g.jsonl", `{"id":"a","text":"É hat","attributions":[],"blocks":[{"kind":"link","span":[2,5]}],"stances":[`+
		`{"holder":"Ann","target":"levy","label":"support","attribution":null},`+
		`{"holder":{"id":"bo","name":"Bo"},"target":{"name":"tax"},"label":"oppose","according_to":null}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]evaluate.Stance{{Holder: "Ann", Target: "levy", Label: "support"}, {Holder: "Bo", Target: "tax", Label: "oppose"}}, docs[0].Stances()); diff != "" {
		t.Errorf("stances (-want +got):\n%s", diff)
	}
	blocks, err := docs[0].Blocks(docs[0].Text)
	if diff := cmp.Diff([]evaluate.Block{{Span: models.Span{Start: 3, End: 6}, Kind: "link"}}, blocks); err != nil || diff != "" {
		t.Errorf("blocks: %v (-want +got):\n%s", err, diff)
	}
}

func TestReadFolder(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"b.json":    `{"text":"x","quotes":[]}`,
		"a.jsonl":   "{\"id\":\"one\",\"attributions\":[]}\n\n{\"id\":2,\"attributions\":[]}\n",
		"notes.txt": "not read",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	docs, err := Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, d := range docs {
		ids = append(ids, d.ID)
	}
	if s := strings.Join(ids, " "); s != "one 2 b" {
		t.Errorf("ids %s, want one 2 b", s)
	}
}

func TestReadFaults(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "no article in it"},
		{"{\"id\":\"a\",\"attributions\":[]}\n{\"id\":\"b\"}\n", `g.jsonl:2: no "attributions", nor "quotes"`},
		{"{\"id\":\"a\",\"attributions\":[]}\n\n{\"id\":\"a\",\"attributions\":[]}\n", `g.jsonl:3: article "a" was given before, at `},
		{"{\"id\":\"a\",\n\"attributions\":[}", "g.jsonl:2: not valid JSON"},
		{"{\"id\":\"a\",\n\"attributions\":[]", "g.jsonl:2: not valid JSON: unexpected EOF"},
		{"{\"attributions\":[]}\n[1]\n", "g.jsonl:2: not a JSON object but of type array"},
		{"{\"id\":\"a\",\n\n\"attributions\":7}", `g.jsonl:3: field "attributions" is of type number`},
		{`{"attributions":[{"content":[[1]]}]}`, "g.jsonl:1: [1] is not a span: want [start,end]"},
		{`{"attributions":[{"content":[[1,null]]}]}`, "g.jsonl:1: [1,null] is not a span: it lacks a start or an end"},
		{`{"quotes":[{"cue":{"start":1}}]}`, `g.jsonl:1: {"start":1} is not a span: it lacks`},
		{`{"quotes":[{"cue":[["a",2]]}]}`, `g.jsonl:1: ["a",2] is not a span`},
	} {
		_, err := Read(write(t, "g.jsonl", c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("Read(%q): error %v, want one with %q", c.text, err, c.want)
		}
	}
	if _, err := Read(t.TempDir()); err == nil || !strings.Contains(err.Error(), "no .json or .jsonl file") {
		t.Errorf("empty folder: %v", err)
	}
}

func TestSpanOutsideText(t *testing.T) {
	for _, span := range []string{"[-1,2]", "[2,1]", "[0,5]"} {
		docs, err := Read(write(t, "g.jsonl", `{"id":"a","text":"Zoés","attributions":[{"id":"E7","content":[`+span+`]}]}`))
		if err != nil {
			t.Fatal(err)
		}
		_, err = docs[0].Attributions(docs[0].Text)
		if err == nil || !strings.Contains(err.Error(), `g.jsonl:1: attribution "E7" of article "a": span `) || !strings.Contains(err.Error(), "4 code points") {
			t.Errorf("%s: error %v", span, err)
		}
	}
}

func TestReadSpeakers(t *testing.T) {
	docs, err := Read(write(t, "g.jsonl", `{"id":"a","attributions":[{"id":"E1"},{"id":"E2"},{"id":"E3"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	table, err := ReadSpeakers(write(t, "s.tsv", "a\tE1\torg\tWorks | Ministry\n\nshort\trow\na\tE2\tnone\t\n"), docs)
	if err != nil {
		t.Fatal(err)
	}
	list := []evaluate.Attribution{{ID: "E1"}, {ID: "E2"}, {ID: "E3", Speakers: []evaluate.Speaker{{Name: "x"}}}}
	table.Name("a", list)
	want := []evaluate.Attribution{
		{ID: "E1", Speakers: []evaluate.Speaker{{Name: "Works", Kind: "organisation"}, {Name: "Ministry", Kind: "organisation"}}},
		{ID: "E2", Speakers: []evaluate.Speaker{{Name: "", Kind: "unknown"}}},
		{ID: "E3"},
	}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, c := range []struct{ text, want string }{
		{"a\tE1\torg\tX\nb\tE1\torg\tX\n", `s.tsv:2: no article "b"`},
		{"a\tE9\torg\tX\n", `s.tsv:1: article "a" has no attribution "E9"`},
		{"a,E1,org,X\n", "s.tsv: no row of article, attribution"},
	} {
		if _, err := ReadSpeakers(write(t, "s.tsv", c.text), docs); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want one with %q", c.text, err, c.want)
		}
	}
}

func TestReadRatings(t *testing.T) {
	got, err := ReadRatings(write(t, "r.tsv", "1_1\t-2.5\tBad \xff news.\r\n1_2\t3\tGood\tnews.\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []Question{{ID: "1_1", Rating: -2.5, Text: "Bad \ufffd news."}, {ID: "1_2", Rating: 3, Text: "Good"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for text, fault := range map[string]string{
		"a\t1\tx\nb\tmany\tx\n": `r.tsv:2: rating "many" is not a number`,
		"a\t1\n":                "r.tsv:1: want id, rating and text",
	} {
		if _, err := ReadRatings(write(t, "r.tsv", text)); err == nil || !strings.Contains(err.Error(), fault) {
			t.Errorf("%q: error %v, want one with %q", text, err, fault)
		}
	}
}

// The second mention's offsets are off by one; the third is not in the sentence, and
// stays where it is said to be.
func TestReadTargets(t *testing.T) {
	got, err := ReadTargets(write(t, "t.jsonl", `{"primary_gid":"p","sentence_normalized":"É Bo met Bo.","targets":[`+
		`{"Input.gid":"x","from":2,"to":4,"mention":"Bo","polarity":6.0},`+
		`{"Input.gid":"y","from":8,"to":10,"mention":"Bo","polarity":2.0},`+
		`{"Input.gid":"z","from":5,"to":8,"mention":"Al","polarity":4.0}]}`))
	if err != nil {
		t.Fatal(err)
	}
	want := []Question{{ID: "p", Text: "É Bo met Bo.", Targets: []Target{
		{"x", Place{2, 4}, "positive"}, {"y", Place{9, 11}, "negative"}, {"z", Place{5, 8}, "neutral"}}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for text, fault := range map[string]string{
		`{"targets":[]}`: `t.jsonl:1: no "sentence_normalized"`,
		`{"sentence_normalized":"x","targets":[{"Input.gid":"q","from":0,"to":1,"mention":"x","polarity":5}]}`: `target "q" has polarity 5 at 0 to 1`,
		`{"sentence_normalized":"x","targets":[{"Input.gid":"q","from":0,"to":9,"mention":"y","polarity":2}]}`: `polarity 2 at 0 to 9`,
	} {
		if _, err := ReadTargets(write(t, "t.jsonl", text)); err == nil || !strings.Contains(err.Error(), fault) {
			t.Errorf("%s: error %v, want one with %q", text, err, fault)
		}
	}
}

func TestReadPairs(t *testing.T) {
	seen := write(t, "seen.txt", "[Ann] saw [Bo]!\tAnn\tBo\t0\n")
	path := write(t, "p.txt", strings.Join([]string{
		"[Ann] saw [Bo].\tAnn\tBo\t1",           // seen but for punctuation
		"no row",                                // passed over
		"É [Ann] [Lee]s [x] hit.\tAnn\tLee\t3",  // a third bracket stays
		"É [Ann] [Lee]s [x] hit!\tAnn\tLee\t3",  // stood earlier
		"[Ann] is alone [here.\tAnn\there\t0\n", // one mention alone
	}, "\n"))
	got, err := ReadPairs(path, seen)
	if err != nil {
		t.Fatal(err)
	}
	want := []Question{{ID: "2", Text: "É Ann Lees [x] hit.", Pairs: []Pair{{"2", Place{2, 5}, Place{6, 9}, "a-b"}}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := ReadPairs(write(t, "p.txt", "[A] [B]\tA\tB\t5\n")); err == nil || !strings.Contains(err.Error(), `p.txt:1: label "5": want 0 to 4`) {
		t.Errorf("error %v", err)
	}
}

func TestAnswers(t *testing.T) {
	a, err := ReadAnswers(write(t, "a.jsonl", `{"id":1,"sentiment":{"score":0.5,"label":"positive"},"targets":[{"id":"t","label":"negative"}]}
{"id":"q","sentiment":{"score":0.1},"pairs":[{"id":7,"label":"a+b"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Sentiment([]Question{{ID: "1", Rating: 2}, {ID: "q"}}); err != nil {
		t.Error(err)
	}
	if s, err := a.Targets([]Question{{Targets: []Target{{ID: "t", Label: "negative"}}}}); err != nil || s.Accuracy() != 1 {
		t.Errorf("accuracy %v, error %v", s.Accuracy(), err)
	}
	if s, err := a.Directed([]Question{{Pairs: []Pair{{ID: "7", Label: "a+b"}}}}); err != nil || s.Accuracy() != 1 {
		t.Errorf("accuracy %v, error %v", s.Accuracy(), err)
	}
	if _, err := a.Sentiment([]Question{{ID: "1"}, {ID: "2"}}); err == nil || !strings.Contains(err.Error(), `no answer for 1 of 2 sentences, such as "2"`) {
		t.Errorf("error %v", err)
	}
	if _, err := a.Targets(nil); err == nil || !strings.Contains(err.Error(), "no targets in the gold file") {
		t.Errorf("error %v", err)
	}
	if err := a.Add([]byte(`[]`)); err == nil {
		t.Error("an array is no answer")
	}
}

// Whatever the file holds, Read gives documents whose spans lie in the text, or an
// error that names the file.
func FuzzRead(f *testing.F) {
	f.Add(`{"id":"a","text":"Zoé said no.","attributions":[{"id":1,"source":[[0,3]],"cue":null,"content":[[9,11]]}]}`)
	f.Add(`{"text":"x","quotes":[{"cue":{"start":0,"end":1},"sources":[],"contents":[{"start":0,"end":1}]}]}`)
	f.Add(`{"id":{},"attributions":[]}`)
	f.Add("\xef\xbb\xbf{\"attributions\":[],\"blocks\":[{\"kind\":\"link\",\"span\":[0,0]}],\"published_at\":\"x\"} 7")
	f.Fuzz(func(t *testing.T, text string) {
		path := write(t, "f.json", text)
		docs, err := Read(path)
		if err != nil {
			if !strings.Contains(err.Error(), path) {
				t.Fatalf("error without the file: %v", err)
			}
			return
		}
		for _, d := range docs {
			list, err := d.Attributions(d.Text)
			if err == nil {
				(&evaluate.Attributions{}).Add(&evaluate.Article{Text: d.Text, Gold: list, Predicted: list})
			}
			if _, err := d.Blocks(d.Text); err != nil && !strings.Contains(err.Error(), path) {
				t.Fatalf("error without the file: %v", err)
			}
		}
	})
}
