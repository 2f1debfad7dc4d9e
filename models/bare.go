package models

import (
	"strings"
	"unicode/utf8"
)

// bare returns a person's name without what one article gives and the next leaves
// out: honorific, middle initial, suffix, possessive. Two middle initials stay,
// since they are given to tell relatives apart ("George H. W. Bush"), and so does
// what namesake knows.
func bare(name string) string {
	words := strings.Fields(name)
	for len(words) > 1 && (honorific(words[0]) || len(words) > 2 && office(words[0])) {
		words = words[1:]
	}
	if len(words) == 0 {
		return name
	}
	last := &words[len(words)-1]
	for _, s := range [...]string{"'s", "’s", "'S", "’S"} {
		*last = strings.TrimSuffix(*last, s)
	}
	words = joinInitials(withoutSuffix(words))
	if i := middleInitial(words); i > 0 && !namesake(words) {
		words = append(words[:i:i], words[i+1:]...)
	}
	return strings.Join(words, " ")
}

// withoutSuffix drops "Jr." and the like after two names or more; numbers after one
// are those of popes and kings.
func withoutSuffix(words []string) []string {
	n := len(words) - 1
	if n < 2 || !suffix(words[n]) {
		return words
	}
	words[n-1] = strings.TrimSuffix(words[n-1], ",")
	if namesake(words) {
		return words
	}
	return words[:n]
}

func dotted(word string) bool { return strings.HasSuffix(word, ".") && initials(word) > 0 }

// joinInitials writes initials in a row as one word, "H. W." as "H.W.".
func joinInitials(words []string) []string {
	out := words[:0:0]
	for i, w := range words {
		if i > 0 && dotted(w) && dotted(words[i-1]) {
			out[len(out)-1] += w
			continue
		}
		out = append(out, w)
	}
	return out
}

// middleInitial returns the place of the one initial between given name and
// surname, 0 when there is none or are several.
func middleInitial(words []string) int {
	if len(words) < 3 || !spelled(words[0]) || !spelled(words[len(words)-1]) {
		return 0
	}
	at := 0
	for i := 1; i < len(words)-1; i++ {
		switch n := initials(words[i]); {
		case n == 0:
		case n > 1 || at > 0:
			return 0
		default:
			at = i
		}
	}
	return at
}

// initials returns how many initials a word is made of, 0 for a name. The "y" of
// Spanish surnames is none.
func initials(word string) int {
	letters, dots := 0, 0
	for _, r := range word {
		switch _, ok := fold(r); {
		case r == '.':
			dots++
		case ok:
			letters++
		default:
			return 0
		}
	}
	if letters == 1 && (dots == 1 || dots == 0 && !strings.EqualFold(word, "y")) || letters > 1 && letters == dots {
		return letters
	}
	return 0
}

// spelled reports whether a word is no initial and nothing stranger.
func spelled(word string) bool {
	letters := 0
	for _, r := range word {
		if _, ok := fold(r); ok {
			letters++
		}
	}
	return letters > 1 && initials(word) == 0
}

// plain is word in lower case without full stops; "" for one longer than any of
// the lists below.
func plain(word string) string {
	if len(word) > 16 || !utf8.ValidString(word) {
		return ""
	}
	return strings.ToLower(strings.ReplaceAll(word, ".", ""))
}

func suffix(word string) bool {
	switch plain(word) {
	case "jr", "sr", "ii", "iii", "iv":
		return true
	}
	return false
}

func honorific(word string) bool {
	switch plain(word) {
	case "mr", "mrs", "ms", "mx", "dr", "messrs":
		return true
	}
	return false
}

// office reports whether word before two names or more is a title and never a given
// name, as Major, Dean and Judge can be.
func office(word string) bool {
	switch plain(word) {
	case "sen", "senator", "senators", "sens", "rep", "reps", "representative", "representatives", "congressmen", "governors", "gov", "governor", "lt", "gen", "col", "sgt", "capt", "adm", "general", "colonel",
		"president", "minister", "secretary", "chancellor", "ambassador", "mayor", "congressman", "congresswoman", "chairman", "chairwoman",
		"prof", "professor", "professors", "doctor", "rev", "reverend", "miss", "sir", "dame":
		return true
	}
	return false
}

// namesake reports whether suffix or middle initial tell a person from another who
// is as much in the news.
func namesake(words []string) bool {
	slug, _ := Slug(strings.Join(words, " "))
	switch slug {
	case "donald-trump-jr", "donald-j-trump-jr", "robert-kennedy-jr", "robert-f-kennedy-jr", "john-kennedy-jr", "john-f-kennedy-jr",
		"jerry-falwell-jr", "jesse-jackson-jr", "jesse-l-jackson-jr", "harold-ford-jr", "harold-ford-sr", "martin-luther-king-sr", "martin-luther-king-iii",
		"ferdinand-marcos-jr", "franklin-d-roosevelt-jr", "al-gore-sr", "albert-gore-sr",
		"michael-b-jordan", "floyd-mayweather-sr", "ken-griffey-sr":
		return true
	}
	return false
}
