package identity_test

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/identity"
	"github.com/saysonews/sayso/models/quotation"
	"github.com/saysonews/sayso/models/segment"
)

// hostileWords are those that names, titles and sources are made of, and what
// breaks them.
const hostileWords = "Ann Cole Raj of the said he she Department House Times Post, and \" “ ” - Secretary State Ki moon R ( ) , . " +
	"president senator who which it they Jr. for on Ohio Israeli Republicans group Mr. van der X. : ' O'Hara PRYCE: al-Qaeda US us"

func hostile(seed int64, n int, stops bool) *models.Document {
	r := rand.New(rand.NewSource(seed))
	words := strings.Fields(hostileWords)
	var b strings.Builder
	for range n {
		if w := words[r.Intn(len(words))]; stops || w != "." {
			b.WriteString(w)
			b.WriteString([]string{" ", " ", " ", "", "\n"}[r.Intn(5)])
		}
	}
	doc := segment.Segment(&models.Article{Text: b.String()})
	damage(doc, uint64(seed))
	doc.Quotes = quotation.Find(doc)
	return doc
}

// TestHostileText holds the invariants on texts of many names with random trees.
func TestHostileText(t *testing.T) {
	m, err := identity.Load()
	if err != nil {
		t.Fatal(err)
	}
	for seed := range int64(60) {
		doc := hostile(seed, 400, seed%2 == 0)
		check(t, doc, m.Resolve(doc))
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
}

// BenchmarkLongText shows how the time grows with the length of one text.
func BenchmarkLongText(b *testing.B) {
	m, err := identity.Load()
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{2000, 20000, 200000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			doc := hostile(1, n, true)
			b.ResetTimer()
			for b.Loop() {
				m.Resolve(doc)
			}
			b.ReportMetric(float64(len(doc.Tokens)*b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}
