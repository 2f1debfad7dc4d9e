package segment

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/cockroachdb/datadriven"
	"github.com/saysonews/sayso/models"
)

// TestData runs the tables of testdata. Commands: sentences, tokens, blocks and
// citations; arguments: title=(text) and headline, which says that the text opens
// with its title.
func TestData(t *testing.T) {
	for _, name := range []string{"blocks", "citations", "sentences", "tokens"} {
		datadriven.RunTest(t, filepath.Join("testdata", name), func(t *testing.T, d *datadriven.TestData) string {
			a := &models.Article{Text: d.Input, TitleInText: d.HasArg("headline")}
			if d.HasArg("title") {
				for _, arg := range d.CmdArgs {
					if arg.Key == "title" {
						a.Title = strings.Join(arg.Vals, ", ")
					}
				}
			}
			doc := Segment(a)
			if err := check(doc); err != nil {
				t.Errorf("%s: %v", d.Pos, err)
			}
			return show(d.Cmd, doc)
		})
	}
}

// show prints what command asks of doc.
func show(command string, doc *models.Document) string {
	var b strings.Builder
	switch command {
	case "sentences":
		for _, s := range doc.Sentences {
			fmt.Fprintln(&b, strings.Join(strings.Fields(s.In(doc.Article.Text)), " "))
		}
	case "tokens":
		for _, s := range doc.Sentences {
			var words []string
			for i := s.First; i < s.Last; i++ {
				words = append(words, doc.Word(i))
			}
			fmt.Fprintln(&b, strings.Join(words, "|"))
		}
	case "blocks":
		for _, k := range doc.Blocks {
			fmt.Fprintf(&b, "%s: %s\n", k.Kind, strings.Join(strings.Fields(k.In(doc.Article.Text)), " "))
		}
	case "citations":
		for _, s := range doc.Sentences {
			for _, c := range s.Citations {
				fmt.Fprintf(&b, "%s after %q: title=%q outlet=%q date=%q\n", c.Marker, doc.Word(s.Last-1), c.Title, c.Outlet, c.Date)
			}
		}
	default:
		return "unknown command\n"
	}
	return b.String()
}

// check returns what breaks the promises of the package in doc, if anything.
func check(doc *models.Document) error {
	text := doc.Article.Text
	covered := make([]bool, len(text))
	end := 0
	for i, k := range doc.Tokens {
		if k.Start < end || k.End <= k.Start || k.End > len(text) {
			return fmt.Errorf("token %d spans %v after %d", i, k.Span, end)
		}
		if !onBoundary(text, k.Start) || !onBoundary(text, k.End) {
			return fmt.Errorf("token %d %q cuts a code point", i, k.In(text))
		}
		if strings.ContainsFunc(k.In(text), spaceRune) {
			return fmt.Errorf("token %d %q holds white space", i, k.In(text))
		}
		if len(k.Lower) != k.Len() || k.Head != -1 {
			return fmt.Errorf("token %d %q: lower %q, head %d", i, k.In(text), k.Lower, k.Head)
		}
		if s := doc.Sentences[k.Sentence]; i < s.First || i >= s.Last {
			return fmt.Errorf("token %d is not in its sentence %d", i, k.Sentence)
		}
		for j := k.Start; j < k.End; j++ {
			covered[j] = true
		}
		end = k.End
	}
	if err := checkSentences(doc); err != nil {
		return err
	}
	return checkBlocks(doc, covered)
}

// checkSentences checks the order and extent of the sentences.
func checkSentences(doc *models.Document) error {
	next := 0
	for i, s := range doc.Sentences {
		b := doc.Blocks[s.Block]
		switch {
		case s.First != next || s.Last <= s.First:
			return fmt.Errorf("sentence %d has tokens %d to %d, want from %d", i, s.First, s.Last, next)
		case s.Start != doc.Tokens[s.First].Start || s.End != doc.Tokens[s.Last-1].End:
			return fmt.Errorf("sentence %d does not span its tokens", i)
		case !b.Contains(s.Span) || s.Kind != b.Kind || i < b.First || i >= b.Last:
			return fmt.Errorf("sentence %d is not in its block %d", i, s.Block)
		}
		next = s.Last
	}
	if next != len(doc.Tokens) {
		return fmt.Errorf("%d tokens are in no sentence", len(doc.Tokens)-next)
	}
	return nil
}

// checkBlocks checks the order of the blocks, and that covered, the bytes inside
// tokens, holds every word character but those of citations and separators.
func checkBlocks(doc *models.Document, covered []bool) error {
	text := doc.Article.Text
	for _, s := range doc.Sentences {
		for _, c := range s.Citations {
			for j := c.Start; j < c.End; j++ {
				if covered[j] {
					return fmt.Errorf("citation %q is in a token", c.In(text))
				}
				covered[j] = true
			}
		}
	}
	end, sentence := 0, 0
	for i, b := range doc.Blocks {
		if b.Start < end || b.End <= b.Start || b.First != sentence || b.Last < b.First {
			return fmt.Errorf("block %d spans %v and sentences %d to %d after %d", i, b.Span, b.First, b.Last, end)
		}
		if strings.ContainsFunc(text[end:b.Start], wordRune) {
			return fmt.Errorf("words between blocks before %d", i)
		}
		end, sentence = b.End, b.Last
		if b.Kind == models.Separator {
			continue
		}
		for j, r := range b.In(text) {
			if wordRune(r) && !covered[b.Start+j] && len(doc.Sentences) > 0 {
				return fmt.Errorf("block %d: %q at %d is in no token", i, r, b.Start+j)
			}
		}
	}
	if strings.ContainsFunc(text[end:], wordRune) {
		return fmt.Errorf("words after the last block")
	}
	return nil
}

// onBoundary reports whether byte i of text is the start of a code point; each
// byte of invalid UTF-8 is one.
func onBoundary(text string, i int) bool {
	if i == len(text) || utf8.RuneStart(text[i]) {
		return true
	}
	for j := max(0, i-utf8.UTFMax); j < i; j++ {
		if r, size := utf8.DecodeRuneInString(text[j:]); r != utf8.RuneError && j+size > i {
			return false
		}
	}
	return true
}

func FuzzSegment(f *testing.F) {
	for _, s := range []string{
		`"Why?" Omar asked. He left.[2] "Besides," she said."No.`, "A\r\nB\u2028“x” ‘y’ '90s rock 'n' roll", "U.S.-backed [1]–[3]. www.example.com/a,b",
		"\xff\xfe\"\x80", `""=`, "a@b..c #1 @_x $5m 3.5. 10:30 a.m. Monday", "Headline\nSub\n\n- One two three four five\n1. “T” O, 3 May 2021", "can't cannot 'tis y'all’s İstanbul ǅ ẞ", "[1]", "x.[1]\n\n[2]\n\n1. a [1]",
		"PENCE: Yes. KAINE: No -- PENCE: But", "e-mail re-U.S. S.&P. W.Va. E. coli 1-2-3-4 555-1234 1,2,3 1,234.5", "``a'' ‘‘b’’ ''''",
	} {
		f.Add(s, false)
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, text string, headline bool) {
		title, _, _ := strings.Cut(text, "\n")
		if err := check(Segment(&models.Article{Text: text, Title: title, TitleInText: headline})); err != nil {
			t.Fatalf("%v\n%q", err, text)
		}
	})
}

// TestLongTexts holds the time to something linear: each text would take minutes
// with a quadratic step.
func TestLongTexts(t *testing.T) {
	const n = 1 << 19
	for name, unit := range map[string]string{
		"words": "word ", "letters": "a", "quotes": `"`, "open quotes": ` "a`, "single quotes": "'", "curly": "‘", "apostrophes": "s' ",
		"stops": ". ", "dots": ".", "hyphens": "a-", "numbers": "1-", "digits": "7", "slashes": "a/", "addresses": "a@b.", "schemes": "a://-.",
		"acronyms": "A.", "initials": "A. B ", "titles": "Mr. ", "brackets": "(", "marks": "[1]", "lines": "a\n", "bullets": "- Five words in a headline\n",
		"numbered": "999. line\n", "references": "[9] a\n", "labels": "PENCE: ", "invalid": "\xff", "colons": ":", "ask": "?\" A ",
		"wrapped": strings.Repeat("word ", 14) + "\n", "prefixes": "re-", "dollars": "$1,", "backticks": "a`", "asterisks": "*", "clitics": "’s", "ascii clitics": "a's", "quoted": "“A.” ",
	} {
		start := time.Now()
		doc := Segment(&models.Article{Text: strings.Repeat(unit, n/len(unit))})
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("%s: %v for half a megabyte", name, d)
		}
		if err := check(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSeeds segments the seed articles.
func TestSeeds(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/seeds/*.txt")
	if len(files) == 0 {
		t.Skip("no seed articles beside the repository")
	}
	want := map[string]map[models.BlockKind]int{
		"000_62e73108926e57f5.txt": {models.Headline: 1, models.Standfirst: 1, models.Paragraph: 6, models.Link: 3},
		"003_310e8c620f15e9ef.txt": {models.Headline: 1, models.Paragraph: 4, models.Reference: 5},
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc := Segment(&models.Article{Text: string(text), TitleInText: true})
		if err := check(doc); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		got := map[models.BlockKind]int{}
		for _, b := range doc.Blocks {
			got[b.Kind]++
		}
		if w, ok := want[filepath.Base(file)]; ok && fmt.Sprint(got) != fmt.Sprint(w) {
			t.Errorf("%s: kinds %v, want %v", file, got, w)
		}
		for _, s := range doc.Sentences {
			for _, c := range s.Citations {
				if c.Title == "" || c.Outlet == "" || c.Date == "" {
					t.Errorf("%s: mark %q is not resolved: %+v", file, c.In(string(text)), c)
				}
			}
		}
	}
}

// TestLists checks that each list is there, sorted and without repeats.
func TestLists(t *testing.T) {
	entries, err := data.ReadDir("data")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		lines := readLines(strings.TrimSuffix(e.Name(), ".txt"))
		if len(lines) < 3 {
			t.Errorf("%s: %d entries", e.Name(), len(lines))
		}
		for i := 1; i < len(lines); i++ {
			if lines[i-1] >= lines[i] {
				t.Errorf("%s: %q before %q", e.Name(), lines[i-1], lines[i])
			}
		}
	}
}

func BenchmarkSegment(b *testing.B) {
	const paragraph = "WASHINGTON (AP) — Sen. Ann Cole said on Tuesday that the U.S.-backed plan would cost $3.5 million, “far too much,” and that voters' patience wasn't endless. \"Why wait?\" she asked. The 1990s brought 24% growth, according to e-mails seen by the committee.[2]\n\n"
	a := &models.Article{Text: strings.Repeat(paragraph, 20)}
	words := 0
	for _, k := range Segment(a).Tokens {
		if wordAt(a.Text, k.Start) {
			words++
		}
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(a.Text)))
	for b.Loop() {
		Segment(a)
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
