package journal

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// maxReasons bounds the kinds of reasons told apart, and so the time series.
	maxReasons = 50
	// maxReasonRunes bounds the text of one.
	maxReasonRunes = 80
	otherReasons   = "other reasons"
)

// DeadLetters is how many articles failed in a stage for one kind of reason.
type DeadLetters struct {
	Stage  string `json:"stage"`
	Reason string `json:"reason"`
	Count  int64  `json:"count"`
}

// Reasons counts dead letters by stage and kind of reason. The zero value is ready. It
// belongs to one goroutine.
type Reasons struct{ counts map[[2]string]int64 }

// Add notes one dead letter. Once there are fifty kinds, those of a new kind are
// counted together, one kind for each stage.
func (r *Reasons) Add(stage, reason string) {
	if r.counts == nil {
		r.counts = map[[2]string]int64{}
	}
	key := [2]string{stage, ReasonClass(reason)}
	if _, known := r.counts[key]; !known && len(r.counts) >= maxReasons {
		key[1] = otherReasons
	}
	r.counts[key]++
}

// Counts returns the kinds, most frequent first.
func (r *Reasons) Counts() []DeadLetters {
	list := make([]DeadLetters, 0, len(r.counts))
	for k, n := range r.counts {
		list = append(list, DeadLetters{Stage: k[0], Reason: k[1], Count: n})
	}
	slices.SortFunc(list, func(a, b DeadLetters) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Stage, b.Stage), strings.Compare(a.Reason, b.Reason))
	})
	return list
}

// ReasonClass returns a reason without what varies from article to article: brackets and
// what follows the first line are cut, a number becomes N, and what stands in quotation
// marks "…", unless it is like the name of a field.
func ReasonClass(reason string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(reason), "\n")
	var b strings.Builder
	for n := 0; line != "" && n < maxReasonRunes; n++ {
		c, size := utf8.DecodeRuneInString(line)
		switch {
		case c == '(':
			line = after(line[size:], ')')
			continue
		case c == '"', c == '`':
			quoted, rest, _ := strings.Cut(line[size:], string(c))
			if !fieldLike(quoted) {
				quoted = "…"
			}
			b.WriteString(`"` + quoted + `"`)
			line = rest
			continue
		case c == '\'' && len(line) > 2 && line[2] == '\'': // a character
			b.WriteString("'…'")
			line = line[3:]
			continue
		case unicode.IsDigit(c):
			line = strings.TrimLeft(line, "0123456789.,")
			b.WriteByte('N')
			continue
		case c == utf8.RuneError, unicode.IsControl(c):
			c = ' '
		}
		b.WriteRune(c)
		line = line[size:]
	}
	if s := strings.Join(strings.Fields(b.String()), " "); s != "" {
		return s
	}
	return "no reason given"
}

// fieldLike reports whether s may be the name of a field or column.
func fieldLike(s string) bool {
	for _, c := range s {
		if c != '_' && c != '.' && !unicode.IsLetter(c) {
			return false
		}
	}
	return s != "" && len(s) <= 24
}

// after returns what follows the first end in s, or nothing when it never ends.
func after(s string, end rune) string {
	_, rest, _ := strings.Cut(s, string(end))
	return rest
}
