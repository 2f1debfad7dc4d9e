package report

import (
	"errors"
	"fmt"
	"time"
)

// The defaults of Options.
const (
	DefaultTitle    = "Who said what"
	DefaultSpeakers = 1000
)

// Options say what a report shows. The zero value of each field is its default.
type Options struct {
	// Title stands at the head of the page.
	Title string
	// Speakers is how many speakers, those with most quotations, get a section of
	// their own. Negative is none.
	Speakers int
	// MinConfidence leaves out attributions below it, 0 to 1.
	MinConfidence float64
	// Since and Until leave out what was published before Since, or on or after
	// Until. With either, articles without a date are left out too.
	Since, Until time.Time
}

// Validate returns all faults of the options, joined.
func (o Options) Validate() error {
	var faults []error
	if !(o.MinConfidence >= 0 && o.MinConfidence <= 1) {
		faults = append(faults, fmt.Errorf("least confidence is %v: want 0 to 1", o.MinConfidence))
	}
	if !o.Since.IsZero() && !o.Until.IsZero() && !o.Since.Before(o.Until) {
		faults = append(faults, errors.New("the time ends before it begins"))
	}
	return errors.Join(faults...)
}

func (o Options) title() string {
	if o.Title == "" {
		return DefaultTitle
	}
	return o.Title
}

func (o Options) speakers() int {
	if o.Speakers == 0 {
		return DefaultSpeakers
	}
	return max(o.Speakers, 0)
}

// Summary is what Write tells of the page.
type Summary struct {
	Bytes      int64 `json:"bytes"`
	Articles   int   `json:"articles"`
	Speakers   int   `json:"speakers"`   // with a section of their own
	Quotations int   `json:"quotations"` // that can be read in the page
	LeftOut    int   `json:"left_out"`   // quotations that the page has no room for
}
