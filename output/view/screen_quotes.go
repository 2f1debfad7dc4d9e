package view

import (
	"fmt"
	"iter"
	"strings"

	"github.com/saysonews/sayso/output/tables"
	"github.com/saysonews/sayso/output/terminal"
)

// WriteQuotes prints quotations, each with its sentence, where it stands and what was
// made of it, and returns how many.
func WriteQuotes(s Screen, rows iter.Seq2[*tables.SpeakerRow, error]) (n int, err error) {
	for r, err := range rows {
		if err != nil {
			return n, err
		}
		if n > 0 {
			if err := s.print("\n"); err != nil {
				return n, err
			}
		}
		if err := s.quote(r); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func (s Screen) quote(r *tables.SpeakerRow) error {
	name := terminal.Clean(r.Speaker)
	where := day(r.Published)
	for _, part := range []string{r.Outlet, r.Title} {
		if part != "" {
			where += " · " + part
		}
	}
	head := s.Style.In(terminal.Strong, name) + "  " + s.Style.In(terminal.Faint, s.cut(where, terminal.Width(name)+2)) + "\n"
	f := terminal.NewFlow(s.Style)
	marks, whole := sentenceMarks(r)
	f.Marked([]rune(r.Sentence), marks, nil)
	body := f.Lines("  ", s.Width)
	f = terminal.NewFlow(s.Style)
	s.details(f, r, whole)
	return s.print(head, body, f.Lines("  ", s.Width))
}

// details says what was made of a quotation, and what of it stands elsewhere.
func (s Screen) details(f *terminal.Flow, r *tables.SpeakerRow, whole bool) {
	f.Add(terminal.Faint, r.QuoteType+", content ")
	f.Add(leaning(r.ContentSentiment), score(r.ContentSentiment))
	for _, st := range r.Stances {
		f.Add(terminal.Faint, ", ")
		f.Add(leaning(st.Score), stanceVerb(st.Label)+" "+st.Target)
	}
	if r.Source != "" && (!whole || !anyWithin(r.SourceSpans, r)) {
		f.Add(terminal.Faint, ", source “"+r.Source+"”")
	}
	if r.Cue != "" && (!whole || !anyWithin(r.CueSpans, r)) {
		f.Add(terminal.Faint, ", cue “"+r.Cue+"”")
	}
	f.Add(terminal.Faint, fmt.Sprintf(", confidence %.2f, %s#%s", r.Confidence, r.ArticleID, strings.Join(r.AttributionIDs, ",")))
}

func leaning(x float64) terminal.Class {
	switch {
	case x > 0:
		return terminal.Good
	case x < 0:
		return terminal.Bad
	}
	return terminal.Plain
}

// stanceVerb says what a holder does to a target.
func stanceVerb(label string) string {
	switch label {
	case "support":
		return "supports"
	case "oppose":
		return "opposes"
	}
	return "neutral on"
}

func anyWithin(spans []tables.Span, r *tables.SpeakerRow) bool {
	for _, s := range spans {
		if s.Start < r.End && s.End > r.Start {
			return true
		}
	}
	return false
}

// sentenceMarks returns where content, source and cue stand in the text of the row's
// sentence, and whether that could be told: footnote marks are cut out of the text.
func sentenceMarks(r *tables.SpeakerRow) (marks []terminal.Mark, ok bool) {
	places := sentencePlaces(r)
	if places == nil {
		return nil, false
	}
	for _, list := range []struct {
		spans []tables.Span
		class terminal.Class
	}{{r.ContentSpans, terminal.Content}, {r.SourceSpans, terminal.Source}, {r.CueSpans, terminal.Cue}} {
		for _, s := range list.spans {
			from, to := max(s.Start, r.Start), min(s.End, r.End)
			if from < to {
				marks = append(marks, terminal.Mark{Start: places[from-r.Start], End: places[to-r.Start], Class: list.class})
			}
		}
	}
	return marks, true
}

// sentencePlaces maps each character of the sentence in the article's text, and its
// end, to a character of Sentence, from which footnote marks are cut, each with the
// space before it or each without. It is nil where that does not come out even.
func sentencePlaces(r *tables.SpeakerRow) []int {
	length, left := r.End-r.Start, len([]rune(r.Sentence))
	cut := make([]bool, max(length, 0))
	within := 0
	for _, c := range r.Citations {
		if c.Start < r.Start || c.End > r.End {
			return nil
		}
		within++
		for i := c.Start; i < c.End; i++ {
			cut[i-r.Start] = true
		}
		length -= c.End - c.Start
	}
	switch length - left {
	case 0:
	case within:
		for _, c := range r.Citations {
			if c.Start > r.Start {
				cut[c.Start-1-r.Start] = true
			}
		}
	default:
		return nil
	}
	places := make([]int, 0, len(cut)+1)
	at := 0
	for _, gone := range cut {
		places = append(places, at)
		if !gone {
			at++
		}
	}
	if at != left {
		return nil
	}
	return append(places, at)
}

// WriteSides prints who is for, against and neutral on a target, with their evidence: of
// each side the first holders, limit of them, 0 for all.
func WriteSides(s Screen, target string, sides []Side, limit int) error {
	title := s.Style.In(terminal.Strong, terminal.Clean(target)) + "\n"
	for _, side := range sides {
		class, head := terminal.Plain, "Neutral"
		switch side.Label {
		case "support":
			class, head = terminal.Good, "For"
		case "oppose":
			class, head = terminal.Bad, "Against"
		}
		counts := fmt.Sprintf("%s: %s of %s", head, plural(side.Stances, "stance"), plural(len(side.Holders), "holder"))
		if err := s.print(title, "\n", s.Style.In(class, counts), "\n"); err != nil {
			return err
		}
		title = ""
		for i, h := range side.Holders {
			if limit > 0 && i == limit {
				if err := s.print(s.Style.In(terminal.Faint, fmt.Sprintf("  and %s more", plural(len(side.Holders)-limit, "holder"))), "\n"); err != nil {
					return err
				}
				break
			}
			if err := s.holder(h); err != nil {
				return err
			}
		}
	}
	return nil
}

func plural(n int, of string) string {
	if n == 1 {
		return "1 " + of
	}
	return fmt.Sprintf("%d %ss", n, of)
}

func (s Screen) holder(h Holder) error {
	about := terminal.Clean(fmt.Sprintf("  %s, %s", h.Kind, plural(h.Stances, "stance")))
	if err := s.print("  ", s.Style.In(terminal.Strong, terminal.Clean(h.Name)), s.Style.In(terminal.Faint, about), "\n"); err != nil {
		return err
	}
	for _, st := range h.Evidence {
		f := terminal.NewFlow(s.Style)
		f.Add(leaning(st.Score), score(st.Score))
		f.Add(terminal.Plain, " “"+st.Evidence+"”")
		if st.AccordingTo != "" {
			f.Add(terminal.Plain, " according to "+st.AccordingTo)
		}
		where := "  " + day(st.Published)
		if st.Outlet != "" {
			where += ", " + st.Outlet
		}
		f.Add(terminal.Faint, where+", "+st.ArticleID)
		if err := s.print(f.Lines("    ", s.Width)); err != nil {
			return err
		}
	}
	return nil
}
