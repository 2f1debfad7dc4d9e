package syndication

import (
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func TestSketchInvariant(t *testing.T) {
	var s Sketcher
	want := s.Sketch(`The mayor said: "We don't close bridge 12 before May 3."` + "\n\n" + `No one believed her.`)
	for _, text := range []string{
		"THE MAYOR SAID: “WE DON’T CLOSE BRIDGE 12 BEFORE MAY 3.” NO ONE BELIEVED HER.",
		"The mayor said: ‘We don't close bridge 12 before May 3.’ No one believed her.",
		"  the mayor said\twe dont close bridge 12 — before May 3 .\u00a0No one be\u00adlieved her...\r\n",
	} {
		if s.Sketch(text) != want {
			t.Errorf("another sketch: %q", text)
		}
	}
	for _, text := range []string{
		"The mayor said: we don't close bridge 13 before May 3. No one believed her.",
		"The mayor said: we don't close bridge 12 before May 3. No one believed.",
		"",
	} {
		if s.Sketch(text) == want {
			t.Errorf("the same sketch: %q", text)
		}
	}
}

func TestSketchAllocates(t *testing.T) {
	var s Sketcher
	text := story(1, 0, 120, nil)
	if n := testing.AllocsPerRun(100, func() { s.Sketch(text) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzSketch(f *testing.F) {
	f.Add("")
	f.Add("Don’t ’ 1,200 — \xff\xc3 é e\u0301 ſs")
	f.Add(story(2, 0, 120, []int{3, 50}))
	f.Fuzz(func(t *testing.T, text string) {
		var s Sketcher
		a := s.Sketch(text)
		if b := s.Sketch(text); a != b {
			t.Fatal(cmp.Diff(a, b))
		}
		if got := Similar(&a, &a); got != (a.Words() > 0) {
			t.Fatalf("similar to itself: %v, of %d words", got, a.Words())
		}
		if a.Words() > len(text) || (a.Words() == 0) != (a == Sketch{}) {
			t.Fatalf("%d words of %d bytes", a.Words(), len(text))
		}
		b := s.Sketch("« " + text + " »")
		if utf8.ValidString(text) && a != b {
			t.Fatal("quotation marks make a difference")
		}
		if Similar(&a, &b) != Similar(&b, &a) {
			t.Fatal("it matters which is first")
		}
	})
}

func BenchmarkSketch(b *testing.B) {
	var s Sketcher
	text := story(1, 0, 120, nil)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		s.Sketch(text)
	}
}

func BenchmarkSimilar(b *testing.B) {
	var s Sketcher
	x, y := s.Sketch(story(1, 0, 120, nil)), s.Sketch(story(1, 30, 90, []int{80}))
	b.ReportAllocs()
	for b.Loop() {
		Similar(&x, &y)
	}
}
