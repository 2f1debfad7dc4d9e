package report

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Every time within a scale falls into the period that begins last before it, and a
// scale never has more periods than a chart has room for, but for years.
func TestScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := time.Unix(rapid.Int64Range(-2e9, 4e9).Draw(t, "first"), 0)
		last := first.Add(time.Duration(rapid.Int64Range(0, 40*365*24*3600).Draw(t, "length")) * time.Second)
		s := newScale(first, last)
		if s.n < 1 || s.n > maxPeriods && s.unit != years {
			t.Fatalf("%d periods of a %s", s.n, s.unit.name())
		}
		if s.index(first) != 0 || s.index(last) != s.n-1 {
			t.Fatalf("ends are periods %d and %d of %d", s.index(first), s.index(last), s.n)
		}
		at := first.Add(time.Duration(rapid.Float64Range(0, 1).Draw(t, "share") * float64(last.Sub(first))))
		i := s.index(at)
		if at.Before(s.start(i)) || !at.Before(s.start(i+1)) {
			t.Fatalf("%v is in period %d of a %s, %v to %v", at, i, s.unit.name(), s.start(i), s.start(i+1))
		}
	})
}

func TestScaleLabels(t *testing.T) {
	from := time.Date(2023, 11, 15, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		days int
		want string
	}{
		{0, "15 Nov 2023"}, {59, "15 Nov 2023"}, {60, "13 Nov 2023"}, {500, "Nov 2023"}, {3000, "2023 Q4"}, {9000, "2023"}, {90000, "2023"},
	} {
		if got := newScale(from, from.AddDate(0, 0, c.days)).label(0); got != c.want {
			t.Errorf("%d days begin with %q, want %q", c.days, got, c.want)
		}
	}
	if s := newScale(time.Time{}, time.Time{}); s.n != 0 {
		t.Errorf("no dates make %d periods", s.n)
	}
}

func TestWords(t *testing.T) {
	got := []string{
		thousands(0), thousands(999), thousands(1000), thousands(1234567), thousands(-1234),
		signed(0), signed(-0.001), signed(0.005), signed(-0.456), signed(1),
		share(0, 0), share(0, 5), share(1, 3), share(1, 12), share(1, 5000), share(5, 5),
		plural(1, "sheep", "sheep"), plural(1200, "ox", "oxen"),
		tone(0.05), tone(0.049), tone(-0.05),
		axis(0.25), axis(0), axis(-1),
	}
	want := []string{
		"0", "999", "1,000", "1,234,567", "−1,234",
		"0.00", "0.00", "+0.01", "−0.46", "+1.00",
		"0%", "0%", "33%", "8.3%", "under 0.1%", "100%",
		"1 sheep", "1,200 oxen",
		"positive", "neutral", "negative",
		"+0.25", "0", "−1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A passage is the paragraph, or what lies beside the words in a long one, and its
// marks are still on the same words.
func TestCut(t *testing.T) {
	long := strings.Repeat("padding words ", 100)
	for _, c := range []struct {
		name, text, said string
		blocks           []string
		want             string
	}{
		{"whole paragraph", "Head\n\nIt was 👍 fine,\nshe said.\n\nEnd", "fine", []string{"Head", "It was 👍 fine,\nshe said.", "End"}, "It was 👍 [fine], she said."},
		{"two paragraphs", "“One.\n\n“Two,” he said.\n\nEnd", "One.\n\n“Two", []string{"“One.", "“Two,” he said."}, "“[One.\n\n“Two],” he said."},
		{"long paragraph", long + "He said yes. " + long, "yes", []string{long + "He said yes. " + long}, "…" + long[len(long)-230:] + "He said [yes]. " + long[:237] + "…"},
		{"beyond the text", "Short", "ort", nil, "[ort]"},
	} {
		text := []rune(c.text)
		find := func(part string) extent {
			i := strings.Index(c.text, part)
			start := len([]rune(c.text[:i]))
			return extent{start, start + len([]rune(part))}
		}
		var blocks []extent
		for _, b := range c.blocks {
			blocks = append(blocks, find(b))
		}
		at := find(c.said)
		q := quote{start: at.start, end: at.end, spans: []mark{{markContent, at.start, at.end}, {markContent, len(text) + 5, len(text) + 9}}}
		q.cut(text, blocks)
		if len(q.passage.marks) != 1 {
			t.Errorf("%s: marks %v", c.name, q.passage.marks)
			continue
		}
		m := q.passage.marks[0]
		shown := []rune(q.passage.text)
		all := units(shown, 0, math.MaxInt)
		got := units(shown, 0, m.start) + "[" + units(shown, m.start, m.end) + "]" + units(shown, m.end, math.MaxInt)
		if q.passage.cutLeft {
			got = "…" + got
		}
		if q.passage.cutRight {
			got += "…"
		}
		if got != c.want {
			t.Errorf("%s: %q (of %q), want %q", c.name, got, all, c.want)
		}
	}
}

// Marks always lie within their passage, whatever the spans.
func TestCutHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := []rune(rapid.StringOfN(rapid.RuneFrom([]rune("ab 👍\n.")), 0, 3000, -1).Draw(t, "text"))
		n := rapid.IntRange(-5, len(text)+5)
		q := quote{start: n.Draw(t, "start"), end: n.Draw(t, "end"), spans: []mark{{markContent, n.Draw(t, "from"), n.Draw(t, "to")}, {markCue, n.Draw(t, "from"), n.Draw(t, "to")}}}
		q.cut(text, []extent{{n.Draw(t, "block"), n.Draw(t, "block end")}})
		length := offsets([]rune(q.passage.text))
		for _, m := range q.passage.marks {
			if m.start < 0 || m.start >= m.end || m.end > length[len(length)-1] {
				t.Fatalf("mark %v of %q", m, q.passage.text)
			}
		}
	})
}

func TestNames(t *testing.T) {
	n := newNamer([]*figure{
		{name: "Ann Cole", kind: "person", aliases: []string{"Ann", "Ann J. Cole"}},
		{name: "Cole Council", kind: "organisation"},
		{name: "Unity", kind: "organisation"},
		{name: "Ben Oyo", kind: "person"}, {name: "Ben Oyo", kind: "organisation"},
		{name: "two officials", kind: "unnamed"}, {name: "", kind: "person"},
	})
	for text, want := range map[string][]int{
		"Ann Cole met Ann J. Cole's friends": {0, 0},
		"Cole and Ann were there":            nil,
		"ann cole":                           nil,
		"the Cole Council, and Ann Cole":     {1, 0},
		"Unity is strength, unity is not":    {2},
		"Ben Oyo":                            nil,
		"two officials":                      nil,
		"Ann Cole Council":                   {0},
		"":                                   nil,
	} {
		var got []int
		n.find(text, func(f int) { got = append(got, f) })
		if !slices.Equal(got, want) {
			t.Errorf("%q names %v, want %v", text, got, want)
		}
	}
}

// In the picture of any network no two boxes of dot and name overlap, all lie within
// the frame, and it is the same each time.
func TestLayout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var figures []*figure
		for i := range rapid.IntRange(2, 60).Draw(t, "figures") {
			figures = append(figures, &figure{id: "f" + thousands(i), name: rapid.SampledFrom([]string{"Ann", "Benjamin Oyo", "Society of the Friends of Bridges"}).Draw(t, "name")})
		}
		var edges []edge
		for range rapid.IntRange(1, 90).Draw(t, "edges") {
			one := rapid.SampledFrom(figures)
			if e := (edge{from: one.Draw(t, "from"), to: one.Draw(t, "to"), quotes: rapid.IntRange(1, 50).Draw(t, "quotes")}); e.from != e.to {
				edges = append(edges, e)
			}
		}
		spots, drawn := layout(edges)
		for i, a := range spots {
			for _, b := range spots[i+1:] {
				wide := (a.width+b.width)/2 - math.Abs(a.x-b.x)
				high := (a.height+b.height)/2 - math.Abs((a.y-a.radius()+a.height/2)-(b.y-b.radius()+b.height/2))
				if wide > 1 && high > 1 {
					t.Fatalf("%s and %s overlap by %.1f and %.1f", a.figure.name, b.figure.name, wide, high)
				}
			}
			if a.x-a.width/2 < 0 || a.x+a.width/2 > netWidth || a.y-a.radius() < 0 || a.y-a.radius()+a.height > netHeight {
				t.Fatalf("%s lies outside, at %v %v", a.figure.name, a.x, a.y)
			}
		}
		again, _ := layout(edges)
		for i := range spots {
			if *again[i] != *spots[i] {
				t.Fatal("another picture of the same network")
			}
		}
		if len(edges) > 0 && len(drawn) == 0 {
			t.Fatal("nothing drawn")
		}
	})
}

func TestCommon(t *testing.T) {
	for _, c := range []struct {
		name, kind string
		want       bool
	}{
		{"bill", "document", true}, {"bipartisan bill", "document", true}, {"Clean Water Act", "document", false},
		{"plan", "issue", true}, {"health care", "issue", false}, {"Tax cuts", "issue", false}, {"5G", "issue", false},
		{"critics", "group", false}, {"al-Quds", "place", false},
	} {
		if got := (&target{name: c.name, kind: c.kind}).common(); got != c.want {
			t.Errorf("%s %q is common: %v", c.kind, c.name, got)
		}
	}
}

// Of a figure with too many quotations those with a stance stay, then the surest.
func TestHide(t *testing.T) {
	f := &figure{}
	c := &collector{gatherer: &gatherer{c: &corpus{figures: []*figure{f}}}, quotes: [][]quote{{
		{confidence: 0.9}, {confidence: 0.2, stances: []held{{}}}, {confidence: 0.8}, {confidence: 0.95},
	}}}
	c.hide(0, 4)
	if f.hidden != 0 {
		t.Errorf("%d hidden where there is room", f.hidden)
	}
	c.hide(0, 3)
	var kept []float64
	for _, q := range c.quotes[0] {
		kept = append(kept, q.confidence)
	}
	if want := []float64{0.2, 0.95, 0.9}; !slices.Equal(kept, want) || f.hidden != 1 {
		t.Errorf("kept %v and %d hidden, want %v and 1", kept, f.hidden, want)
	}
}

// A page of more than there is room for tells how much it leaves out.
func TestRoom(t *testing.T) {
	f := &figure{id: "ann-cole", name: "Ann Cole", kind: "person", to: 3}
	c := &corpus{figures: []*figure{f}, articles: []article{{id: "1"}}, quotes: make([]quote, 3)}
	p := &packer{number: map[*target]int{}, size: maxPacked + 1}
	if _, _, err := p.quotations(c); err != nil {
		t.Fatal(err)
	}
	if p.shown != 0 || f.hidden != 3 || f.to != 0 || c.totals.Hidden != 3 {
		t.Errorf("%d shown, %d and %d hidden, until %d", p.shown, f.hidden, c.totals.Hidden, f.to)
	}
}
