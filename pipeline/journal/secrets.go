package journal

import (
	"net/url"
	"strings"
)

const hidden = "***"

// Redact returns s without secrets: the password of user:password@ in an address, the
// values of its query that are keys by name, and what follows flags such as --token.
func Redact(s string) string {
	var b strings.Builder
	hide := false
	for s != "" {
		at := strings.IndexAny(s, " \t\n\"'")
		word, gap := s, ""
		if at >= 0 {
			word, gap = s[:at], s[at:at+1]
		}
		switch {
		case hide && word != "":
			b.WriteString(hidden)
			hide = false
		default:
			word, hide = redactWord(word)
			b.WriteString(word)
		}
		b.WriteString(gap)
		s = s[len(gap)+max(at, 0):]
		if at < 0 {
			break
		}
	}
	return b.String()
}

// RedactAll returns the words of a command line without secrets.
func RedactAll(words []string) []string {
	list := make([]string, len(words))
	hide := false
	for i, w := range words {
		if hide {
			list[i], hide = hidden, false
			continue
		}
		list[i] = Redact(w)
		hide = strings.HasPrefix(w, "-") && !strings.ContainsAny(w, "= ") && secretName(w)
	}
	return list
}

// redactWord returns one word without secrets, and whether the next one is one.
func redactWord(word string) (shown string, hideNext bool) {
	if name, value, ok := strings.Cut(word, "="); ok && value != "" && !strings.Contains(name, "://") && secretName(name) {
		return name + "=" + hidden, false
	}
	if strings.HasPrefix(word, "-") && secretName(word) {
		return word, true
	}
	scheme, rest, ok := strings.Cut(word, "://")
	if !ok {
		return word, false
	}
	rest, query, asks := strings.Cut(rest, "?")
	authority, path, slash := strings.Cut(rest, "/")
	if i := strings.LastIndex(authority, "@"); i >= 0 {
		user, _, password := strings.Cut(authority[:i], ":")
		if password {
			user += ":" + hidden
		}
		authority = user + authority[i:]
	}
	word = scheme + "://" + authority
	if slash {
		word += "/" + path
	}
	if asks {
		word += "?" + redactQuery(query)
	}
	return word, false
}

func redactQuery(query string) string {
	parts := strings.Split(query, "&")
	for i, p := range parts {
		name, value, ok := strings.Cut(p, "=")
		if plain, err := url.QueryUnescape(name); ok && value != "" && (err != nil || secretName(plain)) {
			parts[i] = name + "=" + hidden
		}
	}
	return strings.Join(parts, "&")
}

// secretName reports whether a flag, variable or parameter holds a secret, by its name.
func secretName(name string) bool {
	name = strings.ToLower(name)
	for _, part := range strings.FieldsFunc(name, func(c rune) bool { return c == '-' || c == '_' || c == '.' || c == ';' }) {
		switch part {
		case "password", "passwd", "pwd", "secret", "token", "apikey", "key", "sig", "signature", "credential", "credentials", "auth":
			return true
		}
	}
	return false
}
