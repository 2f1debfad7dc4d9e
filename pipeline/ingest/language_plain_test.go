package ingest

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// plainForeign does what tongues.foreign does, the plain way: all words of all the text.
func plainForeign(text string) (string, bool) {
	if len(text) > languageSample {
		text = text[:languageSample]
	}
	if s := script(text); s != "" {
		return "text in " + s, false
	}
	lists := map[string]uint32{}
	for i, l := range languageWords {
		for w := range strings.FieldsSeq(l.words) {
			lists[w] |= 1 << i
		}
	}
	var count [len(languageWords)]int
	all := 0
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		all++
		for i := range count {
			count[i] += int(lists[word] >> i & 1)
		}
	}
	best := 1
	for i := 1; i < len(count); i++ {
		if count[i] > count[best] {
			best = i
		}
	}
	sure := 100*count[0] >= 20*all && count[0] > count[best]
	if all >= languageLeast && 100*count[best] >= 15*all && count[best] > 2*count[0] && 100*count[0] < 15*all {
		return languageWords[best].name, false
	}
	return "", sure
}

// The quick count of words decides as the plain one does, whether it ends early or not.
func TestLanguageAsPlain(t *testing.T) {
	tongues := newTongues()
	odd := []string{"İstanbul", "Ⅷ", "naïve", "“Yes,”", "市长", "сказал", "ὁ", "\ufffd", "x", "1,000", "internationalisation", "THE", "Élan", "não", "ªb"}
	rapid.Check(t, func(r *rapid.T) {
		var b strings.Builder
		for range rapid.IntRange(1, 6).Draw(r, "stretches") {
			words := strings.Fields(rapid.SampledFrom(languageWords[:]).Draw(r, "language").words)
			if rapid.IntRange(0, 3).Draw(r, "odd") == 0 {
				words = odd
			}
			filler := rapid.IntRange(0, 6).Draw(r, "filler")
			for range rapid.IntRange(1, 300).Draw(r, "words") {
				b.WriteString(words[rapid.IntRange(0, len(words)-1).Draw(r, "word")])
				b.WriteString(rapid.SampledFrom([]string{" ", ", ", "’", "\n", "-"}).Draw(r, "between"))
				for range filler {
					b.WriteString("harbour ")
				}
			}
		}
		text := b.String()
		name, sure := plainForeign(text)
		if got, _ := tongues.foreign(text, false); got != name {
			r.Fatalf("%q, early: %q, want %q", text, got, name)
		}
		if got, gotSure := tongues.foreign(text, true); got != name || gotSure != sure {
			r.Fatalf("%q: %q %v, want %q %v", text, got, gotSure, name, sure)
		}
	})
}

// An English opening does not carry a text that is foreign for the most part.
func TestLanguageReadsOn(t *testing.T) {
	english := strings.Repeat("The mayor said that she would not close the port. ", 5)
	german := strings.Repeat("Der Hafen wird nicht geschlossen, und das ist auch gut so für die Stadt. ", 40)
	if name, _ := newTongues().foreign(english+german, false); name != "German" {
		t.Errorf("told %q", name)
	}
}

// Every word of the lists fits the number that stands for it, and is found.
func TestTonguesHoldEveryWord(t *testing.T) {
	tongues := newTongues()
	for i, l := range languageWords {
		for w := range strings.FieldsSeq(l.words) {
			var c census
			tongues.count(&c, w, false)
			if len(w) > tongueLong || c.of[i] != 1 || c.words != 1 {
				t.Errorf("%s of %s: %+v", w, l.name, c)
			}
		}
	}
}
