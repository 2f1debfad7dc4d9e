package models

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSpeakerID(t *testing.T) {
	for _, c := range []struct {
		kind SpeakerKind
		name string
		want string // a trailing # stands for twelve hexadecimal digits
	}{
		{Person, "Ann Cole", "ann-cole"},
		{Person, "  ANN\t\ncole ", "ann-cole"},
		{Person, "Änn Cölé", "ann-cole"},
		{Person, "A\u0308nn Co\u0308le\u0301", "ann-cole"}, // the same, decomposed
		{Person, "Ann\u200b Cole\ufeff", "ann-cole"},       // invisible marks
		{Person, "Jean-Luc Ørsted", "jean-luc-orsted"},
		{Person, "Jean‑Luc Ørsted", "jean-luc-orsted"}, // no-break hyphen
		{Person, "Sinéad O'Neil", "sinead-oneil"},
		{Person, "Sinéad O’Neil", "sinead-oneil"},
		{Person, "J.R.R. Hahn", "jrr-hahn"},
		{Person, "Straße İnönü", "strasse-inonu"},
		{Person, "\u212Aelvin", "kelvin"}, // the Kelvin sign
		{Organisation, "Smith & Jones", "org-smith-and-jones"},
		{Organisation, "Smith and Jones", "org-smith-and-jones"},
		{Organisation, "Foreign Ministry", "org-foreign-ministry"},
		{Group, "voters", "group-voters"},
		{Unnamed, "two officials", "unnamed-two-officials"},
		{DocumentKind, "Report 7", "doc-report-7"},
		{Author, "Bo Lind", "author-bo-lind"},
		{Author, "", "author"},
		{Unknown, "", "unknown"},
		{Unknown, "anything at all", "unknown"},
		{SpeakerKind(200), "no such kind", "unknown"},

		{Person, "Cole, Ann", "cole-ann-#"},
		{Person, "../..", "person-#"},
		{Person, "..", "person-#"},
		{Person, ".", "person-#"},
		{Person, "/etc/passwd", "etc-passwd-#"},
		{Person, `C:\Windows`, "c-windows-#"},
		{Person, "a\x00b", "a-b-#"},
		{Person, `Dwayne "Rock" Hill`, "dwayne-rock-hill-#"},
		{Person, "🎈", "person-#"},
		{Person, "王毅", "person-#"},
		{Person, "Ann 王", "ann-#"},
		{Person, "\xff\xfe", "person-#"},
		{Person, "", "person"},
		{Person, " \t", "person"},
		{Organisation, "日本放送協会", "org-#"},
		{Person, "_hidden", "hidden-#"},
		{Person, "-rf", "rf"},
		{Person, "CON", "con-#"},
		{Person, "lpt1", "lpt1-#"},
		{Organisation, "CON", "org-con"},

		// Names that would read as another kind's id.
		{Person, "Unknown", "unknown-#"},
		{Person, "Org Foreign Ministry", "org-foreign-ministry-#"},
		{Person, "Author", "author-#"},
		{Person, "Person", "person-#"},
		{Person, "Orga Bell", "orga-bell"},
		// One that would read as a hashed id.
		{Person, "Ann 0123456789ab", "ann-0123456789ab-#"},
	} {
		got := SpeakerID(c.kind, c.name)
		pattern := "^" + strings.ReplaceAll(regexp.QuoteMeta(c.want), "#", "[0-9a-f]{12}") + "$"
		if !regexp.MustCompile(pattern).MatchString(got) {
			t.Errorf("SpeakerID(%v, %q) = %q, want %q", c.kind, c.name, got, c.want)
		}
		checkID(t, c.kind, c.name)
	}
}

// checkID holds an id to what SpeakerID promises of each.
func checkID(t *testing.T, kind SpeakerKind, name string) {
	t.Helper()
	id := SpeakerID(kind, name)
	if !ValidID(id) {
		t.Errorf("SpeakerID(%v, %q) = %q is not valid", kind, name, id)
	}
	if filepath.Base(filepath.Join("speakers", id)) != id || !filepath.IsLocal(id) {
		t.Errorf("SpeakerID(%v, %q) = %q leaves its folder", kind, name, id)
	}
	if again := SpeakerID(kind, strings.Clone(name)); again != id {
		t.Errorf("SpeakerID(%v, %q) = %q, then %q", kind, name, id, again)
	}
	if !utf8.ValidString(name) {
		return // upper case would mend it
	}
	if folded := SpeakerID(kind, " "+strings.ToUpper(strings.ToLower(name))+"  "); folded != SpeakerID(kind, strings.ToLower(name)) {
		t.Errorf("SpeakerID(%v, %q): %q in upper case, %q in lower", kind, name, folded, SpeakerID(kind, strings.ToLower(name)))
	}
}

// TestSpeakerIDsDiffer pairs names that fold to one slug and are not one name.
func TestSpeakerIDsDiffer(t *testing.T) {
	long := strings.Repeat("very long name ", 20) // 300 characters
	for _, group := range [][]string{
		{"a b", "a/b", "a,b", `a"b`, "a_b", "a b!", "a🎈b", "a\x00b", "a\xffb", "a\xfeb"},
		{"..", "../..", "/", "//", "\\", "🎈", "🎈🎈", "王", "毅", "?", "\xff", "\xfe", "\xff\xff", "а", "\u0301"},
		{long + "one", long + "two", long},
		{"Ann Cole", "Ann Cole?", "Ann “Cole”", "Andy Cole", "A. Cole", "Ann Coles", "Cole", "Ann Lee Cole"},
		{"George Bush", "George H. W. Bush", "George W. H. Bush", "J. K. Lind", "J. Lind"},
		{"Donald Trump", "Donald Trump Jr.", "Eric Trump"},
		{"Elizabeth", "Elizabeth II", "Judge Reinhold", "Reinhold"},
	} {
		ids := map[string]string{}
		for _, name := range group {
			id := SpeakerID(Person, name)
			if other, ok := ids[id]; ok {
				t.Errorf("%q and %q share the id %s", name, other, id)
			}
			ids[id] = name
			checkID(t, Person, name)
		}
	}
}

// TestSpeakerIDsOfKindsDiffer gives every kind the same name, and names made of the
// ids of others.
func TestSpeakerIDsOfKindsDiffer(t *testing.T) {
	ids := map[string]string{}
	names := []string{"bell", "org bell", "group bell", "author", "doc", "unnamed", "unknown", "person", "a/b", "王"}
	for round := 0; round < 2; round++ {
		for _, name := range names {
			for kind := Person; kind <= Author; kind++ {
				key := fmt.Sprint(kind, "/", name)
				id := SpeakerID(kind, name)
				if other, ok := ids[id]; ok && other != key {
					t.Errorf("%s and %s share the id %s", key, other, id)
				}
				ids[id] = key
			}
		}
		names = names[:0] // next the ids themselves, as names
		for id := range ids {
			if id != "" && !strings.Contains(id, "person-") && strings.Count(id, "-") > 1 {
				names = append(names, id)
			}
		}
	}
}

func TestSlugIsCutBetweenWords(t *testing.T) {
	slug, whole := Slug(strings.Repeat("seventeen letters ", 9))
	if whole || len(slug) > maxSlug || strings.HasSuffix(slug, "-") || !strings.HasSuffix(slug, "letters") && !strings.HasSuffix(slug, "seventeen") {
		t.Errorf("Slug = %q, %v", slug, whole)
	}
	slug, whole = Slug(strings.Repeat("x", 300))
	if slug != strings.Repeat("x", maxSlug) || whole {
		t.Errorf("Slug of one long word = %q, %v", slug, whole)
	}
}

func TestValidID(t *testing.T) {
	for _, id := range []string{"a", "ann-cole", "7", "person-0123456789ab", strings.Repeat("a", maxID)} {
		if !ValidID(id) {
			t.Errorf("ValidID(%q) = false", id)
		}
	}
	for _, id := range []string{"", ".", "..", "a.b", "other.speakers", "-a", "a-", "a--b", "A", "é", "a/b", "a b", "_a", "con", "com7", "a\x00", strings.Repeat("a", maxID+1)} {
		if ValidID(id) {
			t.Errorf("ValidID(%q) = true", id)
		}
	}
}

// TestRandomNames looks for clashes among names of a hostile alphabet.
func TestRandomNames(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	alphabet := []rune("ab /\\\"🎈王,")
	ids := map[string]string{}
	for range 20_000 {
		var b strings.Builder
		for n := 1 + rng.IntN(6); n > 0; n-- {
			b.WriteRune(alphabet[rng.IntN(len(alphabet))])
		}
		name := strings.Join(strings.Fields(b.String()), " ")
		id := SpeakerID(Person, name)
		if other, ok := ids[id]; ok && other != name {
			t.Fatalf("%q and %q share the id %s", name, other, id)
		}
		ids[id] = name
		checkID(t, Person, name)
	}
}

func FuzzSpeakerID(f *testing.F) {
	for _, s := range []string{"Ann Cole", "../..", "🎈", "\xff", "İ", "a\u0301", strings.Repeat("é ", 200)} {
		f.Add(uint8(Person), s)
	}
	f.Fuzz(func(t *testing.T, kind uint8, name string) {
		id := SpeakerID(SpeakerKind(kind), name)
		if !ValidID(id) {
			t.Errorf("SpeakerID(%d, %q) = %q is not valid", kind, name, id)
		}
		if SpeakerKind(kind) != Unknown && strings.HasPrefix(id, "other.") {
			t.Errorf("SpeakerID(%d, %q) = %q is a reserved name", kind, name, id)
		}
	})
}
