package segment

import "strings"

// address returns the end of the web address, e-mail address or domain name at
// pos, or 0.
func (t *scanner) address() int {
	if strings.HasPrefix(t.lower[t.pos:t.end], "www.") {
		return t.trimAddress(t.run(t.pos))
	}
	i := t.pos
	for i < t.end && i < t.pos+maxHost && addressByte(t.text[i]) {
		i++
	}
	if i == t.end || i == t.wordEnd(t.pos) && t.text[i] != ':' && t.text[i] != '@' && t.text[i] != '/' {
		return t.domain(i)
	}
	switch {
	case t.text[i] == ':' && strings.HasPrefix(t.text[i:], "://") && !strings.ContainsAny(t.text[t.pos:i], ".-_+"):
		return t.trimAddress(t.run(t.pos))
	case t.text[i] == '@' && t.text[i-1] != '.' && wordAt(t.text, i+1):
		j := i + 1
		for j < t.end && addressByte(t.text[j]) {
			j++
		}
		return t.trimAddress(j)
	case t.text[i] == '/':
		if e := t.slashed(i); e > 0 {
			return e
		}
	}
	return t.domain(i)
}

// maxHost is the number of bytes a host or mailbox name is looked for in.
const maxHost = 128

// slashed returns the end of one of the short words written with a slash whose
// letters before it end at i, or 0.
func (t *scanner) slashed(i int) int {
	for _, w := range [...]string{"b/c", "w/o", "w/out", "w/"} {
		e := t.pos + len(w)
		if e <= t.end && t.pos+1 == i && t.lower[t.pos:e] == w && !wordAt(t.text, e) {
			return e
		}
	}
	return 0
}

// domain returns the end of a domain or file name with its path, when the run of
// address bytes [pos, i) is one, or 0.
func (t *scanner) domain(i int) int {
	end := t.trimAddress(i)
	host := t.text[t.pos:end]
	dot := strings.LastIndexByte(host, '.')
	if dot > 2 && upperAt(host, dot+1) && !t.topLevel(host, dot) {
		end = t.pos + dot // "example.com.Next"
		host = host[:dot]
		dot = strings.LastIndexByte(host, '.')
	}
	if dot < 2 || dot+1 == len(host) || digit(host[dot+1]) || strings.Contains(host, "..") || !t.topLevel(host, dot) {
		return 0
	}
	if end < t.end && t.text[end] == '/' {
		return t.trimAddress(t.run(end))
	}
	return end
}

// topLevel reports whether the part of host after its last dot is a top-level
// domain or a file extension, or host has several dots in lower case.
func (t *scanner) topLevel(host string, dot int) bool {
	last := host[dot+1:]
	if t.lists.domains.has(last) || last == "Com" || last == "DOC" || last == "XLS" {
		return true
	}
	first := strings.IndexByte(host, '.')
	return first > 1 && first < dot && host[first+1] >= 'a' && host[dot+1] >= 'a' && strings.IndexByte(host, '-') < 0
}

// run returns the end of the printable text without spaces and quotation marks
// from i.
func (t *scanner) run(i int) int {
	for i < t.end {
		r, size := runeAt(t.text, i)
		if spaceRune(r) || r == '"' || r == '<' || r == '>' || r >= 0x2010 && r <= 0x2026 {
			break
		}
		i += size
	}
	return i
}

// trimAddress takes sentence punctuation off the end of an address.
func (t *scanner) trimAddress(end int) int {
	for end > t.pos && strings.IndexByte(".,;:!?)]'-_", t.text[end-1]) >= 0 {
		end--
	}
	return end
}

// addressByte reports whether c may stand in a host or mailbox name.
func addressByte(c byte) bool {
	return letter(c) || digit(c) || c == '.' || c == '-' || c == '_' || c == '+'
}
