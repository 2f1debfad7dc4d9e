package syntax

import (
	"strings"
	"testing"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/segment"
)

// page is text of our own, with the marks and forms that news has.
const page = `The mayor of Larkfield, Dana Whitlock, said on Tuesday that the city would not renew its contract with the water company.
“We have waited for three years,” she told reporters outside the town hall, “and nothing has changed.” Council members who had backed the deal, including Piotr Nowak and Ines Okafor, declined to comment.

According to a report published last week by the state's audit office, the company overcharged some 12,000 households by more than $4.5 million between 2011 and 2015. A spokesman for the company, Harlan Reyes, called the findings "misleading" and said it planned to appeal.
The dispute, which began when a pipe burst under the old market, has divided the council; two of its nine members have resigned. Whitlock's opponents accuse her of using it to win votes before November's election.
`

func BenchmarkAnnotate(b *testing.B) {
	m, err := Load()
	if err != nil {
		b.Fatal(err)
	}
	doc := segment.Segment(&models.Article{ID: "page", Text: strings.Repeat(page, 8)})
	a := m.NewAnalyzer()
	a.Annotate(doc)
	b.ReportAllocs()
	b.ResetTimer()
	start := cpuSeconds()
	for range b.N {
		a.Annotate(doc)
	}
	b.ReportMetric(float64(b.N*len(doc.Tokens))/b.Elapsed().Seconds(), "words/s")
	b.ReportMetric(float64(b.N*len(doc.Tokens))/(cpuSeconds()-start), "words/cpu-s")
}

func BenchmarkLoad(b *testing.B) {
	for range b.N {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
