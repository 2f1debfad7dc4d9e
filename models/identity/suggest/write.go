package suggest

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"github.com/saysonews/sayso/models"
)

const heading = `# Names that may be one speaker, the likeliest first. Delete the entries that are
# wrong, and give the rest to "sayso run --aliases". After # stand the score, what
# speaks for it, and of either name its quotations: article#attribution.
`

// Write writes merges in the form that alias.Read takes, with the evidence as
// comments.
func Write(w io.Writer, merges []Merge) error {
	var b strings.Builder
	b.WriteString(heading)
	if len(merges) == 0 {
		b.WriteString("# None found: nothing to accept.\n")
	}
	for i := range merges {
		merges[i].write(&b)
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write suggestions: %w", err)
	}
	return nil
}

func (m *Merge) write(b *strings.Builder) {
	fmt.Fprintf(b, "\n# %.2f  %s\n", m.Score, comment(strings.Join(m.Why, "; ")))
	for _, s := range []*Speaker{m.Speaker, m.Other} {
		fmt.Fprintf(b, "#   %s\n", comment(s.evidence()))
	}
	fmt.Fprintf(b, "- {speaker: %s, kind: %s, ", quoted(m.Speaker.Name), m.Speaker.Kind)
	if m.Speaker.ID != models.SpeakerID(m.Speaker.Kind, m.Speaker.Name) {
		fmt.Fprintf(b, "id: %s, ", quoted(m.Speaker.ID))
	}
	b.WriteString("aliases: [")
	for i, n := range m.Other.Names() {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(quoted(n))
	}
	b.WriteString("]}\n")
}

// evidence is one line on a speaker.
func (s *Speaker) evidence() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s, %s", s.Name, count(s.Articles, "article"), count(s.Sentences, "sentence"))
	if !s.First.IsZero() {
		fmt.Fprintf(&b, ", %s", s.First.Format(time.DateOnly))
		if last := s.Last.Format(time.DateOnly); last != s.First.Format(time.DateOnly) {
			fmt.Fprintf(&b, " to %s", last)
		}
	}
	for i, q := range s.Samples {
		if i == 0 {
			b.WriteString(":")
		}
		fmt.Fprintf(&b, " %s#%s", q.Article, q.Attribution)
		if q.Source != "" {
			fmt.Fprintf(&b, " %q", cut(q.Source, 60))
		}
	}
	return b.String()
}

func count(n int64, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// cut shortens a text to about n bytes, at a space where there is one.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	if i := strings.LastIndexByte(s[:n], ' '); i > n/2 {
		n = i
	}
	return s[:n] + " …"
}

// comment makes a text fit for a comment of one line.
func comment(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// quoted writes a name as YAML, in quotation marks unless plain letters are enough.
func quoted(name string) string {
	plain := name != "" && unicode.IsLetter([]rune(name)[0]) && !strings.HasSuffix(name, " ")
	for _, r := range name {
		plain = plain && (unicode.IsLetter(r) || '0' <= r && r <= '9' || r == ' ' || r == '.' || r == '-' || r == '\'' || r == '’')
	}
	switch strings.ToLower(name) {
	case "y", "n", "yes", "no", "on", "off", "true", "false", "null":
		plain = false
	}
	if plain {
		return name
	}
	b, _ := json.Marshal(strings.ToValidUTF8(name, "\uFFFD")) // a string always encodes
	return string(b)
}

// jsonSpeaker and jsonMerge are the form of WriteJSON.
type (
	jsonSpeaker struct {
		ID        string       `json:"id"`
		Name      string       `json:"name"`
		Kind      string       `json:"kind"`
		Names     []string     `json:"names"`
		Articles  int64        `json:"articles"`
		Sentences int64        `json:"sentences"`
		Samples   []jsonSample `json:"samples"`
	}
	jsonSample struct {
		Article     string `json:"article_id"`
		Attribution string `json:"attribution_id"`
		Source      string `json:"source"`
	}
	jsonMerge struct {
		Score   float64     `json:"score"`
		Why     []string    `json:"why"`
		Speaker jsonSpeaker `json:"speaker"`
		Other   jsonSpeaker `json:"other"`
	}
)

// WriteJSON writes each merge as one JSON object a line.
func WriteJSON(w io.Writer, merges []Merge) error {
	to := json.NewEncoder(w)
	to.SetEscapeHTML(false)
	for i := range merges {
		m := &merges[i]
		if err := to.Encode(jsonMerge{m.Score, m.Why, m.Speaker.json(), m.Other.json()}); err != nil {
			return fmt.Errorf("write suggestion: %w", err)
		}
	}
	return nil
}

func (s *Speaker) json() jsonSpeaker {
	out := jsonSpeaker{s.ID, s.Name, s.Kind.String(), s.Names(), s.Articles, s.Sentences, make([]jsonSample, 0, len(s.Samples))}
	for _, q := range s.Samples {
		out.Samples = append(out.Samples, jsonSample(q))
	}
	return out
}
