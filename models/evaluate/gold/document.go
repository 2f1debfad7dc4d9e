package gold

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/models/evaluate"
)

// Document is an article with attributions, marked or found.
type Document struct {
	ID string
	// Title, Outlet and PublishedAt are what the file says, or empty.
	Title, Outlet, PublishedAt string
	// Text is empty in files that hold spans alone.
	Text string
	// Where is the place in the input, as "file:line".
	Where string
	r     record
}

// record is a document as JSON has it: attributions as in PolNeAR, or quotes as
// in Citron.
type record struct {
	ID           loose           `json:"id"`
	Title        string          `json:"title"`
	Publisher    string          `json:"publisher"`
	Outlet       string          `json:"outlet"`
	Date         string          `json:"date"`
	PublishedAt  json.RawMessage `json:"published_at"`
	Text         string          `json:"text"`
	Attributions *[]marked       `json:"attributions"`
	Quotes       *[]struct {
		ID       loose     `json:"id"`
		Sources  stretches `json:"sources"`
		Cue      stretches `json:"cue"`
		Contents stretches `json:"contents"`
		// Confidence is a string in what Citron finds.
		Confidence loose `json:"confidence"`
	} `json:"quotes"`
	Stances []struct {
		Holder named  `json:"holder"`
		Target named  `json:"target"`
		Label  string `json:"label"`
	} `json:"stances"`
	Blocks []struct {
		Kind string  `json:"kind"`
		Span stretch `json:"span"`
	} `json:"blocks"`
}

// marked is an attribution as PolNeAR has it.
type marked struct {
	ID       loose              `json:"id"`
	Source   stretches          `json:"source"`
	Cue      stretches          `json:"cue"`
	Content  stretches          `json:"content"`
	Speakers []evaluate.Speaker `json:"speakers"`
	// Confidence is a number, absent in gold.
	Confidence loose `json:"confidence"`
}

// Read returns the documents of a file, or of all files *.json and *.jsonl of a
// folder in order of name. A file holds one JSON object a document: those of
// PolNeAR and of this program have "attributions", those of Citron "quotes". A
// document without an id is named after its file.
func Read(path string) ([]*Document, error) {
	files, err := list(path)
	if err != nil {
		return nil, err
	}
	var all []*Document
	first := map[string]string{} // id -> where
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
		err := eachValue(file, func(r *record, where string) error {
			d := r.document(name, where)
			if r.Attributions == nil && r.Quotes == nil {
				return fmt.Errorf(`read %s: no "attributions", nor "quotes" as Citron has them`, where)
			}
			if other := first[d.ID]; other != "" {
				return fmt.Errorf("read %s: article %q was given before, at %s", where, d.ID, other)
			}
			first[d.ID] = where
			all = append(all, d)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("read %s: no article in it", path)
	}
	return all, nil
}

func (r *record) document(name, where string) *Document {
	d := &Document{ID: string(r.ID), Title: r.Title, Outlet: r.Outlet, PublishedAt: r.Date, Text: r.Text, Where: where, r: *r}
	if d.ID == "" {
		d.ID = name
	}
	if d.Outlet == "" {
		d.Outlet = r.Publisher
	}
	if len(r.PublishedAt) > 0 && r.PublishedAt[0] == '"' {
		_ = json.Unmarshal(r.PublishedAt, &d.PublishedAt) // a string, as its first byte tells
	}
	return d
}

// Attributions returns those of the document as spans of text, which is the
// document's own or that of the article it annotates.
func (d *Document) Attributions(text string) ([]evaluate.Attribution, error) {
	o := offsetsOf(text)
	var out []evaluate.Attribution
	for _, m := range d.r.marked() {
		a, err := m.attribution(o)
		if err != nil {
			return nil, fmt.Errorf("read %s: attribution %q of article %q: %w", d.Where, a.ID, d.ID, err)
		}
		out = append(out, a)
	}
	return out, nil
}

// DropUnsure drops the attributions whose confidence is given and less than min.
func (d *Document) DropUnsure(min float64) {
	kept := slices.DeleteFunc(d.r.marked(), func(m marked) bool {
		c, err := strconv.ParseFloat(string(m.Confidence), 64)
		return err == nil && c < min
	})
	d.r.Attributions, d.r.Quotes = &kept, nil
}

// marked returns the attributions in one form.
func (r *record) marked() []marked {
	var all []marked
	if r.Attributions != nil {
		all = append(all, *r.Attributions...)
	}
	if r.Quotes != nil {
		for _, q := range *r.Quotes {
			all = append(all, marked{ID: q.ID, Source: q.Sources, Cue: q.Cue, Content: q.Contents, Confidence: q.Confidence})
		}
	}
	return all
}

func (m *marked) attribution(o offsets) (evaluate.Attribution, error) {
	a := evaluate.Attribution{ID: string(m.ID), Speakers: m.Speakers}
	var errs [3]error
	a.Source, errs[0] = o.spans(m.Source)
	a.Cue, errs[1] = o.spans(m.Cue)
	a.Content, errs[2] = o.spans(m.Content)
	return a, errors.Join(errs[:]...)
}

// Stances returns the stances of the article, where the file lists any.
func (d *Document) Stances() []evaluate.Stance {
	var out []evaluate.Stance
	for _, s := range d.r.Stances {
		out = append(out, evaluate.Stance{Holder: string(s.Holder), Target: string(s.Target), Label: s.Label})
	}
	return out
}

// Blocks returns the blocks that the file names, as spans of text.
func (d *Document) Blocks(text string) ([]evaluate.Block, error) {
	o := offsetsOf(text)
	var out []evaluate.Block
	for _, b := range d.r.Blocks {
		span, err := o.span(b.Span)
		if err != nil {
			return nil, fmt.Errorf("read %s: block of article %q: %w", d.Where, d.ID, err)
		}
		out = append(out, evaluate.Block{Span: span, Kind: b.Kind})
	}
	return out, nil
}
