package pipeline

import (
	"unicode"

	"github.com/saysonews/sayso/models"
)

// Report counts what a run did.
type Report struct {
	// Articles is how many were analysed, DeadLetters how many were not.
	Articles, DeadLetters int64
	// Sentences, Attributions and Stances are those of the articles analysed.
	Sentences, Attributions, Stances int64
	// Words, parted by white space, and Bytes are those of the text of these articles.
	Words, Bytes int64
	// Times says where the time went, that of articles that failed included.
	Times Times
}

// Add adds what another run did.
func (r *Report) Add(o Report) {
	r.Articles += o.Articles
	r.DeadLetters += o.DeadLetters
	r.Sentences += o.Sentences
	r.Attributions += o.Attributions
	r.Stances += o.Stances
	r.Words += o.Words
	r.Bytes += o.Bytes
	r.Times.add(o.Times)
}

func count(doc *models.Document) Report {
	return Report{
		Articles:     1,
		Sentences:    int64(len(doc.Sentences)),
		Attributions: int64(len(doc.Attributions)),
		Stances:      int64(len(doc.Stances)),
		Words:        words(doc.Article.Text),
		Bytes:        int64(len(doc.Article.Text)),
	}
}

// words counts what white space parts.
func words(text string) (n int64) {
	within := false
	for _, c := range text {
		space := unicode.IsSpace(c)
		if !space && !within {
			n++
		}
		within = !space
	}
	return n
}

// DeadLetter is an article that could not be processed.
type DeadLetter struct {
	// Article is its id, empty when the failure came before one was known.
	Article string
	// Path and Line locate it in the input; Line is 0 for one article a file.
	Path string
	Line int
	// Stage is the name of the step that failed.
	Stage string
	// Reason is the message for people.
	Reason string
}
