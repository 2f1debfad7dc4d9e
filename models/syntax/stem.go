package syntax

import "strings"

func vowel(c byte) bool {
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'
}

// hasVowel tells stems from words such as "thing" and "red".
func hasVowel(s string) bool { return strings.ContainsAny(s, "aeiouy") }

func doubled(s string) bool {
	n := len(s)
	return n > 2 && s[n-1] == s[n-2] && !vowel(s[n-1])
}

// undouble takes back a doubled consonant, but for -ss, -ff, -zz and most -ll.
func undouble(s string) string {
	n := len(s)
	switch s[n-1] {
	case 's', 'f', 'z':
		return s
	case 'l':
		// "controlled", "travelled", but "called", "filled".
		if syllables(s) == 1 {
			return s
		}
	}
	return s[:n-1]
}

// syllables counts groups of vowels.
func syllables(s string) int {
	n := 0
	for i := range len(s) {
		v := vowel(s[i]) || s[i] == 'y' && i > 0
		if v && (i == 0 || !(vowel(s[i-1]) || s[i-1] == 'y' && i > 1)) {
			n++
		}
	}
	return n
}

// wantsE reports whether a stem before -ing or -ed has most likely lost an -e.
// What it gets wrong stands in data/bases.txt.
func wantsE(s string) bool {
	n := len(s)
	if n < 2 {
		return false
	}
	last, before := s[n-1], s[n-2]
	switch last {
	case 'c', 'u', 'v':
		return true
	case 'e':
		return before != 'e' // "agre-ed"
	case 'a', 'h', 'i', 'o', 'w', 'x', 'y':
		return false
	case 'z':
		return before != 'z'
	}
	if vowel(before) && (n < 3 || !vowel(s[n-3]) || s[n-3] == 'u' && n > 3 && s[n-4] == 'q') {
		return vowelE(s, last, before)
	}
	if vowel(before) {
		// Two vowels: "increase", "raise", but "need", "appear".
		return last == 's' || last == 'g' && before == 'u' || last == 't' && before == 'a' && strings.ContainsAny(s[n-3:n-2], "iu")
	}
	return clusterE(last, before)
}

// vowelE decides for stems that end in one vowel and one consonant.
func vowelE(s string, last, before byte) bool {
	if syllables(s) == 1 {
		return true // the consonant would be doubled otherwise
	}
	switch last {
	case 'b', 'd', 'g', 'k', 'm', 's':
		return true
	case 't':
		return before == 'a' || before == 'u'
	case 'r':
		return before == 'i' || before == 'u' || before == 'a'
	case 'n':
		return before == 'i'
	case 'l':
		return before == 'i' || before == 'u'
	}
	return false
}

// clusterE decides for stems that end in two consonants.
func clusterE(last, before byte) bool {
	switch last {
	case 'l':
		return before != 'r' && before != 'l' && before != 'w'
	case 'g':
		return before == 'r' || before == 'd' || before == 'l' || before == 'n'
	case 's':
		return before == 'n' || before == 'r' || before == 'p' || before == 'l' || before == 'w'
	}
	return false
}
