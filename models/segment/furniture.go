package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// separator reports whether text holds no word, or only words that mark a gap.
func (c *classifier) separator(text, lower string) bool {
	if len(text) <= 64 && c.lists.breaks.has(strings.Trim(lower, " -–—*_:[]()|")) {
		return true
	}
	return strings.IndexFunc(text, wordRune) < 0
}

// opens reports whether lower begins with one of the phrases, at a word's end.
func opens(lower string, phrases []string) bool {
	for _, p := range phrases {
		if strings.HasPrefix(lower, p) {
			r, _ := utf8.DecodeRuneInString(lower[len(p):])
			last, _ := utf8.DecodeLastRuneInString(p)
			if !wordRune(r) || !wordRune(last) {
				return true
			}
		}
	}
	return false
}

// holds reports whether lower contains one of the phrases.
func holds(lower string, phrases []string) bool {
	for _, p := range phrases {
		if strings.Contains(lower, p) {
			return true
		}
	}
	return false
}

// quotes reports whether text holds a double quotation mark.
func quotes(text string) bool { return strings.ContainsAny(text, "\"“”«»") }

// byline reports whether text only names who wrote or helped, where and when.
func (c *classifier) byline(text, lower string) bool {
	if quotes(text) {
		return false
	}
	bare := strings.TrimLeft(lower, "(-–—*_ ")
	if opens(bare, c.lists.agency) || c.placeLine(text) || clockLine(lower) || dateLine(lower, c.lists) || strings.HasPrefix(lower, "©") || strings.HasPrefix(lower, "copyright ") {
		return true
	}
	if strings.HasPrefix(lower, "by ") {
		return writers(text[3:], c.lists)
	}
	if len(text) > 400 {
		return false
	}
	return holds(lower, c.lists.contributed) || strings.HasSuffix(lower, " contributed.")
}

// writers reports whether text is a list of names, with offices, outlets and
// places: nothing in lower case but small words, and no final stop.
func writers(text string, lists *wordLists) bool {
	words := strings.Fields(text)
	if len(words) == 0 || len(words) > 16 || endsSentence(text) {
		return false
	}
	first := strings.ToLower(words[0])
	if !upperAt(words[0], 0) || lists.times.has(strings.TrimRight(first, ",")) {
		return false
	}
	for _, w := range words[1:] {
		switch strings.TrimRight(w, ",") {
		case "and", "of", "for", "in", "the", "at", "with", "de", "van", "von", "al", "bin", "del", "la", "le":
			continue
		}
		if lowerAt(w, 0) {
			return false
		}
	}
	return true
}

// names reports whether text, which stands just below the headline, is a byline
// without "By": two or more names, a name of two words, or a name with its office.
func names(text string, lists *wordLists) bool {
	if len(text) > 100 || !writers(text, lists) {
		return false
	}
	name, office, found := strings.Cut(text, ", ")
	if found {
		last := strings.ToLower(office[strings.LastIndexByte(office, ' ')+1:])
		return fields(name, 4) <= 3 && lists.offices.has(last)
	}
	one, other, several := strings.Cut(text, " and ")
	if several {
		return fields(one, 2) > 1 && fields(one, 4) <= 3 && fields(other, 2) > 1 && fields(other, 4) <= 3
	}
	return fields(text, 3) == 2 && strings.IndexByte(text, ':') < 0 && !strings.ContainsAny(text, "0123456789")
}

// clockLine reports whether lower is a time of day alone, as in live reports.
func clockLine(lower string) bool {
	i := 0
	for i < len(lower) && i < 2 && digit(lower[i]) {
		i++
	}
	if i == 0 || i+3 > len(lower) || lower[i] != ':' && lower[i] != '.' || !digit(lower[i+1]) || !digit(lower[i+2]) {
		return false
	}
	switch strings.ReplaceAll(strings.TrimSpace(lower[i+3:]), ".", "") {
	case "", "am", "pm", "gmt", "bst", "et", "am et", "pm et", "am gmt", "pm gmt", "am edt", "pm edt", "am est", "pm est":
		return true
	}
	return false
}

// placeLine reports whether text is a dateline that stands alone: a place in
// capitals, perhaps a date and an agency, and a dash.
func (c *classifier) placeLine(text string) bool {
	body := strings.TrimRight(text, " -–—―")
	words := strings.Fields(body)
	if len(body) == len(text) || len(words) == 0 || len(words) > 9 || utf8.RuneCountInString(words[0]) < 3 {
		return false
	}
	for _, r := range words[0] {
		if unicode.IsLower(r) {
			return false
		}
	}
	for _, w := range words {
		if lowerAt(w, 0) {
			return false
		}
	}
	return upperAt(text, 0)
}

// dateLine reports whether lower is a date of publication and nothing else.
func dateLine(lower string, lists *wordLists) bool {
	if len(lower) > 90 || !strings.ContainsAny(lower, "0123456789") {
		return false
	}
	known := false
	for w := range strings.FieldsFuncSeq(lower, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",|:•-–—()/.", r) }) {
		switch {
		case digit(w[0]):
		case lists.times.has(w), lists.times.has(w + "."):
			known = true
		case w == "published" || w == "updated" || w == "posted" || w == "last" || w == "at" || w == "on" || w == "am" || w == "pm" || w == "a" || w == "p" || w == "m" || w == "date":
		default:
			return false
		}
	}
	return known
}

// caption reports whether lower is the caption of a picture, or its credit.
func (c *classifier) caption(lower string) bool {
	if opens(lower, c.lists.captions) {
		return true
	}
	if i := strings.LastIndexByte(lower, '('); i > 0 && len(lower)-i < 120 && strings.HasSuffix(strings.TrimRight(lower, "."), ")") {
		return holds(lower[i:], c.lists.credits)
	}
	return len(lower) < 100 && fields(lower, 7) <= 6 && c.creditEnd(strings.TrimRight(lower, "."))
}

// creditEnd reports whether lower ends with the name of a picture agency.
func (c *classifier) creditEnd(lower string) bool {
	return strings.HasSuffix(lower, "getty images") || lower == "getty" || strings.HasPrefix(lower, "getty/") ||
		strings.HasPrefix(lower, "reuters/") || strings.HasSuffix(lower, "/reuters") || strings.HasSuffix(lower, "/ap") || strings.HasSuffix(lower, " via ap")
}

// link reports whether text is a line that points to another text.
func (c *classifier) link(text, lower string) bool {
	if strings.HasPrefix(lower, "follow ") && (strings.Contains(lower, " on twitter") || strings.Contains(lower, "@")) {
		return len(text) < 200 && !quotes(text)
	}
	lower = strings.TrimLeft(lower, "*>-–—• ")
	if !opens(lower, c.lists.related) || fields(lower, 41) > 40 {
		return false
	}
	// "Listen: I won." is speech; a headline after the colon has no final stop.
	if i := strings.IndexByte(lower, ':'); i >= 0 && i < 30 {
		return !stopped(text) || strings.HasPrefix(lower, "read") || strings.HasPrefix(lower, "relat")
	}
	return !quotes(text)
}
