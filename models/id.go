package models

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// maxSlug and maxID bound a slug and an id in bytes, so that an id can name a
	// folder on any system.
	maxSlug = 56
	maxID   = 80
	// hashDigits is the length of the hash in an id: 48 bits, so that a million
	// hashed names meet with a chance of one in 500.
	hashDigits = 12
)

// kindPrefix sets the ids of other kinds apart from those of people, and those of
// people whose name has no Latin letter or digit from bare hashes.
var kindPrefix = [...]string{
	Unknown: "unknown", Person: "person", Organisation: "org", Group: "group",
	Unnamed: "unnamed", DocumentKind: "doc", Author: "author",
}

// SpeakerID returns the identifier of a speaker: a slug of ASCII letters, digits
// and single hyphens, 1 to 80 bytes long, that is a function of kind and name
// alone. Names that differ by case, accents, spacing, hyphens, full stops,
// apostrophes, invisible characters or "&" for "and" share an id; so do those of
// people that differ by honorific, middle initial, suffix or possessive, but for a
// few relatives and namesakes in public life ("Donald Trump Jr."). A name that the
// slug cannot show whole (too long, written in another script, holding other marks,
// one that would read as another kind's id or as a device of Windows) carries a
// hash of the name, so that two names never meet by chance. An unknown speaker is
// "unknown" whatever its name.
func SpeakerID(kind SpeakerKind, name string) string {
	if kind == Person {
		name = bare(name)
	}
	return FullID(kind, name)
}

// FullID is SpeakerID by every part of the name: it tells people of one article
// apart whose names differ only by what SpeakerID overlooks, such as a father and
// the son who bears his name.
func FullID(kind SpeakerKind, name string) string {
	if kind == Unknown || int(kind) >= len(kindPrefix) {
		return kindPrefix[Unknown]
	}
	slug, whole := Slug(name)
	prefix := kindPrefix[kind]
	switch {
	case slug == "" && strings.TrimSpace(name) == "":
		return prefix
	case kind == Person && slug != "":
		whole = whole && !reserved(slug)
		prefix = ""
	}
	if whole {
		return hyphenate(prefix, slug)
	}
	return hyphenate(prefix, slug, hash(name))
}

// ValidID reports whether id has the form of a SpeakerID: safe as the name of a
// folder, and never that of a hidden file or of a parent.
func ValidID(id string) bool {
	if id == "" || len(id) > maxID || id[0] == '-' || id[len(id)-1] == '-' || device(id) {
		return false
	}
	for i := 0; i < len(id); i++ {
		c := id[i]
		if !('a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '-' && id[i-1] != '-') {
			return false
		}
	}
	return true
}

// reserved reports whether a person's slug means something else as an id.
func reserved(slug string) bool {
	for _, p := range kindPrefix {
		if slug == p || strings.HasPrefix(slug, p+"-") {
			return true
		}
	}
	return device(slug)
}

// device reports whether Windows takes s for a device rather than a file.
func device(s string) bool {
	switch s {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(s) == 4 && (s[:3] == "com" || s[:3] == "lpt") && '0' <= s[3] && s[3] <= '9'
}

func hyphenate(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		if p != "" && b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteString(p)
	}
	return b.String()
}

// hash digests the name as the slug reads it, with everything else in it that tells
// it from other names; one without Latin letters and digits as it is.
func hash(name string) string {
	var b strings.Builder
	latin := false
	read(name, func(piece string, plain bool) {
		latin = latin || plain
		b.WriteString(piece)
	})
	switch {
	case latin:
		name = b.String()
	case utf8.ValidString(name): // else lower case would replace bytes
		name = strings.ToLower(name)
	}
	sum := sha256.Sum256([]byte(strings.Join(strings.Fields(name), " ")))
	return hex.EncodeToString(sum[:])[:hashDigits]
}

// Slug folds name to lower-case ASCII letters and digits with single hyphens
// between words, at most 56 bytes, and reports whether the fold lost nothing but
// what SpeakerID overlooks. A name that ends like one with a hash is not whole.
func Slug(name string) (slug string, whole bool) {
	var b strings.Builder
	whole = true
	gap := false
	read(name, func(piece string, plain bool) {
		switch {
		case piece == " ":
			gap = true
		case !plain:
			gap, whole = true, false
		default:
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteString(piece)
		}
	})
	slug = b.String()
	if len(slug) > maxSlug {
		cut := slug[:maxSlug]
		if i := strings.LastIndexByte(cut, '-'); i > maxSlug/2 {
			cut = cut[:i]
		}
		return strings.TrimRight(cut, "-"), false
	}
	return slug, whole && slug != "" && !endsInHash(slug)
}

// endsInHash reports whether the last word of slug looks like a hash.
func endsInHash(slug string) bool {
	word := slug[strings.LastIndexByte(slug, '-')+1:]
	return len(word) == hashDigits && strings.Trim(word, "0123456789abcdef") == ""
}

// read splits name into the pieces that tell it from other names: the ASCII
// spelling of a Latin letter or digit, which is plain, one space for what parts
// words, and anything else in lower case. Pieces that tell nothing are left out.
func read(name string, yield func(piece string, plain bool)) {
	latin := false // the letter before
	for i, r := range name {
		s, ok := fold(r)
		switch {
		case ok:
			yield(s, true)
			latin = true
			continue
		case r == '.' || r == '\'' || r == '’' || r == 'ʼ' || unicode.Is(unicode.Cf, r):
			continue
		case latin && 0x300 <= r && r <= 0x36F: // an accent set on the letter
			continue
		case unicode.IsSpace(r) || r == '-' || '‐' <= r && r <= '–':
			yield(" ", false)
		case r == '&':
			yield(" ", false)
			yield("and", true)
			yield(" ", false)
		case r == utf8.RuneError: // keep apart the bytes that are not UTF-8
			_, n := utf8.DecodeRuneInString(name[i:])
			yield(name[i:i+n], false)
		default:
			yield(string(unicode.ToLower(r)), false)
		}
		latin = false
	}
}

// fold returns the ASCII spelling of a Latin letter or digit in lower case.
func fold(r rune) (string, bool) {
	if r >= utf8.RuneSelf {
		r = unicode.ToLower(r) // may be ASCII: the Kelvin sign is a k
	}
	switch {
	case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
		return string(r), true
	case 'A' <= r && r <= 'Z':
		return string(r + 'a' - 'A'), true
	case r < utf8.RuneSelf:
		return "", false
	}
	s, ok := latinFold[r]
	return s, ok
}
