package pipeline

import (
	"strings"
	"testing"
	"time"

	"github.com/saysonews/sayso/models"
)

// Texts made to take time are analysed in seconds: no step takes the square of the
// number of quotations.
func TestHostileTexts(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	m, err := Load(Stance)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"marks":                   strings.Repeat(`"`, 100_000),
		"marks apart":             strings.Repeat(`" `, 100_000),
		"opening marks":           strings.Repeat("“", 100_000),
		"quotations":              strings.Repeat(`"Yes." `, 33_000),
		"paragraphs":              strings.Repeat("\"Yes.\"\n\n", 33_000),
		"a word between":          strings.Repeat(`"a" b `, 33_000),
		"nested":                  strings.Repeat("“a ‘b’ ", 20_000),
		"paragraphs without ends": strings.Repeat("“Yes, he is.\n\n", 15_000),
	} {
		begin := time.Now()
		doc := m.NewAnalyzer(Config{}).Analyze(&models.Article{ID: name, Text: text})
		if took := time.Since(begin); took > 8*time.Second {
			t.Errorf("%s: took %v", name, took)
		}
		for _, a := range doc.Attributions {
			if len(a.Content) == 0 {
				t.Errorf("%s: an attribution without content", name)
			}
		}
	}
}
