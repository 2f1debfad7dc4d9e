package models

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"unicode/utf8"
)

// maxSlug bounds a slug in bytes, so that it can name a folder on any system.
const maxSlug = 64

// kindPrefix sets the ids of other kinds apart from those of people.
var kindPrefix = [...]string{Unknown: "unknown", Organisation: "org", Group: "group", Unnamed: "unnamed", DocumentKind: "doc", Author: "author"}

// SpeakerID returns the identifier of a speaker: a slug of ASCII letters, digits
// and single hyphens, 1 to 80 bytes long, that is a function of kind and name
// alone. Names that differ by case, accents, spacing or full stops share an id.
// A name that the slug cannot show whole (too long, written in another script,
// holding other marks, or one that would read as another kind's id) carries a
// hash of the name, so that two names never meet by chance.
func SpeakerID(kind SpeakerKind, name string) string {
	slug, whole := Slug(name)
	if kind == Unknown {
		return kindPrefix[Unknown]
	}
	if kind == Person {
		for _, p := range kindPrefix {
			if p != "" && (slug == p || strings.HasPrefix(slug, p+"-")) {
				whole = false
			}
		}
		if whole {
			return slug
		}
		return join(slug, hash(name))
	}
	if slug == "" && strings.TrimSpace(name) == "" {
		return kindPrefix[kind]
	}
	if !whole {
		return join(kindPrefix[kind], slug, hash(name))
	}
	return join(kindPrefix[kind], slug)
}

func join(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "-")
}

func hash(name string) string {
	sum := sha256.Sum256([]byte(strings.ToLower(strings.Join(strings.Fields(name), " "))))
	return hex.EncodeToString(sum[:])[:8]
}

// Slug folds name to lower-case ASCII letters and digits with single hyphens
// between words, at most 64 bytes, and reports whether the fold lost nothing but
// case, accents, full stops, apostrophes, hyphens and spaces.
func Slug(name string) (slug string, whole bool) {
	var b strings.Builder
	whole, gap := true, false
	for _, r := range name {
		s, ok := fold(r)
		switch {
		case ok && s != "":
			if b.Len() > 0 && gap {
				b.WriteByte('-')
			}
			gap = false
			b.WriteString(s)
		case r == '.' || r == '\'' || r == '’':
		case unicode.IsSpace(r) || r == '-' || r == '‐' || r == '‑' || r == '–':
			gap = true
		default:
			gap, whole = true, false
		}
	}
	slug = b.String()
	if len(slug) > maxSlug {
		cut := slug[:maxSlug]
		if i := strings.LastIndexByte(cut, '-'); i > maxSlug/2 {
			cut = cut[:i]
		}
		return strings.TrimRight(cut, "-"), false
	}
	return slug, whole && slug != ""
}

// fold returns the ASCII spelling of a Latin letter or digit in lower case.
func fold(r rune) (string, bool) {
	if r < utf8.RuneSelf {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			return string(r), true
		case 'A' <= r && r <= 'Z':
			return string(r + 'a' - 'A'), true
		}
		return "", false
	}
	s, ok := latinFold[unicode.ToLower(r)]
	return s, ok
}
