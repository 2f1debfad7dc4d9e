package sentiment

import (
	"strings"
	"testing"

	"github.com/saysonews/sayso/models/lexicon"
)

func TestListsAreSortedAndOnce(t *testing.T) {
	for name, text := range map[string]string{"news.txt": newsData, "vader.txt": vaderData, "shifters.txt": shifterData, "calibration.txt": calibrationData} {
		for _, fault := range lexicon.Lint(text) {
			t.Errorf("%s: %v", name, fault)
		}
	}
}

// TestNewsRows holds the rows of news.txt to their form: lower case, one rating a
// phrase and class, at most four words.
func TestNewsRows(t *testing.T) {
	seen := map[string]bool{}
	err := lexicon.Rows(newsData, func(fields []string) error {
		phrase, class := fields[0], ""
		if len(fields) == 3 {
			class = fields[2]
		}
		if phrase != strings.ToLower(phrase) {
			t.Errorf("%q is not in lower case", phrase)
		}
		if n := len(strings.Fields(phrase)); n > 4 || strings.Join(strings.Fields(phrase), " ") != phrase {
			t.Errorf("%q: %d words, want at most 4 with single spaces", phrase, n)
		}
		if key := phrase + "\t" + class; seen[key] {
			t.Errorf("%q rated twice", key)
		} else {
			seen[key] = true
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if len(seen) < 1200 {
		t.Errorf("%d rows, want at least 1200", len(seen))
	}
}

func TestBadLists(t *testing.T) {
	for _, text := range []string{"word\n", "word\tx\n", "word\t5\n", "word\t1\tq\n", "a\t1\tn\tb\tc\n"} {
		if _, err := loadRatings(text); err == nil {
			t.Errorf("ratings %q read without an error", text)
		}
	}
	for _, text := range []string{"not\tnegator\n", "not\tnope\t1\n", "not\tnegator\tx\n", "not\tnegator\t1\nnot\tnegator\t1\n"} {
		if _, err := loadShifters(text); err == nil {
			t.Errorf("shifters %q read without an error", text)
		}
	}
	for _, text := range []string{"all\tsum\n", "all\tnope\t1\n", "some\tsum\t1\n", "all\tsum\tNaN\n", "neutral\tmid\t1\n"} {
		if _, err := ParseCalibration(text); err == nil {
			t.Errorf("calibration %q read without an error", text)
		}
	}
	for _, data := range [][]byte{nil, []byte("SYNB"), bayesData[:100], append([]byte("XXXX"), bayesData[4:]...)} {
		if _, err := openBayes(data); err == nil {
			t.Errorf("table of %d bytes opened without an error", len(data))
		}
	}
}
