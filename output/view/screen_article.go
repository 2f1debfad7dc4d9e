package view

import (
	"fmt"
	"slices"
	"strings"

	"github.com/saysonews/sayso/output/tables"
	"github.com/saysonews/sayso/output/terminal"
)

// WriteArticle prints an article with sources, cues and contents marked, and after each
// content who said it and its sentiment. why adds, below each paragraph, what led to
// the speakers.
func WriteArticle(s Screen, a *Article, why bool) error {
	if err := s.articleHead(a); err != nil {
		return err
	}
	text := []rune(a.Text)
	said := lastSaid(a)
	marks := articleMarks(a, text, said)
	first := true
	for from := 0; from < len(text); {
		to := from
		for to < len(text) && text[to] != '\n' {
			to++
		}
		p := paragraph{text: text[from:to], from: from, to: to, style: s.Style}
		p.take(marks, said)
		from = to + 1
		line := strings.TrimSpace(string(p.text))
		if line == "" || first && line == a.Title && len(p.marks) == 0 {
			continue
		}
		first = false
		if err := s.print("\n", p.lines(s.Width)); err != nil {
			return err
		}
		if !why {
			continue
		}
		for _, r := range p.said {
			if err := s.why(r); err != nil {
				return err
			}
		}
	}
	return s.articleFoot(a)
}

func (s Screen) articleHead(a *Article) error {
	title := a.Title
	if title == "" {
		title = a.ArticleID
	}
	head := terminal.NewFlow(s.Style)
	head.Add(terminal.Strong, title)
	parts := []string{a.ArticleID, day(a.Published)}
	for _, p := range []string{a.Outlet, a.Author, a.URL} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if a.DuplicateOf != "" {
		parts = append(parts, "a copy of "+a.DuplicateOf+", where its quotations are")
	}
	about := terminal.NewFlow(s.Style)
	about.Add(terminal.Faint, strings.Join(parts, " · "))
	return s.print(head.Lines("", s.Width), about.Lines("", s.Width))
}

// articleMarks returns the contents of the attributions, and the sources and cues of all
// rows, each once.
func articleMarks(a *Article, text []rune, all []said) []terminal.Mark {
	var marks []terminal.Mark
	seen := map[terminal.Mark]bool{}
	add := func(class terminal.Class, spans []tables.Span) {
		for _, sp := range spans {
			if m := (terminal.Mark{Start: sp.Start, End: sp.End, Class: class}); !seen[m] {
				seen[m] = true
				marks = append(marks, m)
			}
		}
	}
	for _, x := range all {
		add(terminal.Content, joined(text, x.content))
	}
	for i := range a.Rows {
		add(terminal.Source, a.Rows[i].SourceSpans)
	}
	for i := range a.Rows {
		add(terminal.Cue, a.Rows[i].CueSpans)
	}
	return marks
}

// joined merges spans of text, which are in order, that only spaces part.
func joined(text []rune, spans []tables.Span) []tables.Span {
	var out []tables.Span
	for _, sp := range spans {
		if n := len(out); n > 0 && sp.Start >= out[n-1].End && sp.End <= len(text) && strings.Trim(string(text[out[n-1].End:sp.Start]), " ") == "" {
			out[n-1].End = sp.End
			continue
		}
		out = append(out, sp)
	}
	return out
}

// said is an attribution to a speaker: its first row, the content of all its rows, and
// where that ends.
type said struct {
	*tables.SpeakerRow
	content []tables.Span
	end     int
}

// lastSaid returns the attributions in order of where they end.
func lastSaid(a *Article) []said {
	var list []said
	for i := range a.Rows {
		r := &a.Rows[i]
		if len(r.ContentSpans) == 0 {
			continue
		}
		end := r.ContentSpans[len(r.ContentSpans)-1].End
		at := slices.IndexFunc(list, func(x said) bool { return x.SpeakerID == r.SpeakerID && x.AttributionID == r.AttributionID })
		if at < 0 {
			list = append(list, said{r, slices.Clone(r.ContentSpans), end})
			continue
		}
		list[at].content = append(list[at].content, r.ContentSpans...)
		list[at].end = max(list[at].end, end)
	}
	slices.SortStableFunc(list, func(a, b said) int { return a.end - b.end })
	return list
}

// paragraph is a line of the article with what is to be shown in it.
type paragraph struct {
	text     []rune
	from, to int
	style    terminal.Style
	marks    []terminal.Mark
	said     []said
}

// take keeps what lies in the paragraph, by its own count of characters.
func (p *paragraph) take(marks []terminal.Mark, all []said) {
	for _, m := range marks {
		if m.Start < p.to && m.End > p.from {
			m.Start, m.End = max(m.Start, p.from)-p.from, min(m.End, p.to)-p.from
			p.marks = append(p.marks, m)
		}
	}
	for _, s := range all {
		if s.end > p.from && s.end <= p.to {
			p.said = append(p.said, s)
		}
	}
}

func (p *paragraph) lines(width int) string {
	var notes []terminal.Note
	for _, s := range p.said {
		notes = append(notes,
			terminal.Note{At: s.end - p.from, Class: terminal.Faint, Text: " ‹" + s.Speaker + " "},
			terminal.Note{At: s.end - p.from, Class: leaning(s.ContentSentiment), Text: score(s.ContentSentiment)},
			terminal.Note{At: s.end - p.from, Class: terminal.Faint, Text: "›"})
	}
	f := terminal.NewFlow(p.style)
	f.Marked(p.text, p.marks, notes)
	return f.Lines("", width)
}

// why says what led to the speaker of an attribution.
func (s Screen) why(r said) error {
	f := terminal.NewFlow(s.Style)
	f.Add(terminal.Faint, r.AttributionID+"  ")
	f.Add(terminal.Strong, r.Speaker)
	f.Add(terminal.Faint, fmt.Sprintf(": %s (%s, confidence %.2f)", reason(r.SpeakerRow), r.QuoteType, r.Confidence))
	for _, st := range r.Stances {
		f.Add(terminal.Faint, "; ")
		f.Add(leaning(st.Score), fmt.Sprintf("%s %s %s", stanceVerb(st.Label), st.Target, score(st.Score)))
	}
	return s.print(f.Lines("    ", s.Width))
}

// reason puts speaker_reason into words.
func reason(r *tables.SpeakerRow) string {
	source, mention := "the source “"+r.Source+"”", "“"+r.SpeakerMention+"”"
	if r.Source == "" {
		source = "no source in the text"
	}
	if r.SpeakerMention == "" {
		mention = "nothing said before"
	}
	switch r.SpeakerReason {
	case "name":
		return source + " names the speaker"
	case "title":
		return source + " is an office, whose holder the article names: " + mention
	case "pronoun":
		return source + " stands for " + mention
	case "description":
		if strings.EqualFold(strings.Trim(r.Source, " ,.;:"), r.SpeakerMention) {
			return source + " describes the speaker"
		}
		return source + " describes " + mention
	case "apposition":
		return source + " is explained by " + mention
	case "elided":
		return source + ": goes on from " + mention
	case "alias":
		return source + ", by the file of aliases"
	case "gazetteer":
		return source + ", by the list of public figures at the date of the article"
	case "none":
		return source + " could not be resolved"
	}
	return source + ": " + r.SpeakerReason
}

// articleFoot prints the stances of the article, and what the marks mean.
func (s Screen) articleFoot(a *Article) error {
	head := "\n" + s.Style.In(terminal.Strong, "Stances") + "\n"
	for _, st := range a.Stances {
		f := terminal.NewFlow(s.Style)
		f.Add(terminal.Plain, st.Holder+" ")
		f.Add(leaning(st.Score), stanceVerb(st.Label)+" "+st.Target+" "+score(st.Score))
		f.Add(terminal.Plain, ": “"+st.Evidence+"”")
		if st.AccordingTo != "" {
			f.Add(terminal.Faint, " according to "+st.AccordingTo)
		}
		if err := s.print(head, f.Lines("  ", s.Width)); err != nil {
			return err
		}
		head = ""
	}
	legend := terminal.NewFlow(s.Style)
	legend.Mark(terminal.Source, "source")
	legend.Add(terminal.Plain, " ")
	legend.Mark(terminal.Cue, "cue")
	legend.Add(terminal.Plain, " ")
	legend.Mark(terminal.Content, "content")
	legend.Add(terminal.Faint, " ‹speaker, sentiment of the content›")
	return s.print("\n", legend.Lines("", s.Width))
}
