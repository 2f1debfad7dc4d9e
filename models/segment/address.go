package segment

import "strings"

// address returns the end of the web address, e-mail address or domain name at
// pos, or 0.
func (t *scanner) address() int {
	if strings.HasPrefix(t.lower[t.pos:t.end], "www.") {
		return t.trimAddress(t.run(t.pos))
	}
	i := t.pos
	for i < t.end && (addressByte(t.text[i])) {
		i++
	}
	rest := t.text[i:]
	if i < t.end && rest[0] == ':' && strings.HasPrefix(rest, "://") {
		return t.trimAddress(t.run(t.pos))
	}
	if i < t.end && rest[0] == '@' && i+1 < t.end && wordAt(t.text, i+1) {
		j := i + 1
		for j < t.end && addressByte(t.text[j]) {
			j++
		}
		if strings.IndexByte(t.text[i:j], '.') > 0 {
			return t.trimAddress(j)
		}
	}
	return t.domain(i)
}

// domain returns the end of a domain name with its path, when the run of address
// bytes [pos, i) is one, or 0.
func (t *scanner) domain(i int) int {
	end := t.trimAddress(i)
	host := t.text[t.pos:end]
	dot := strings.LastIndexByte(host, '.')
	if dot < 2 || digit(host[0]) && digit(host[dot-1]) || !t.lists.domains.has(host[dot+1:]) {
		return 0
	}
	if end < t.end && t.text[end] == '/' {
		return t.trimAddress(t.run(end))
	}
	return end
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
