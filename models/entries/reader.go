package entries

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

const (
	// maxFaults bounds how many faults of a file are told at once.
	maxFaults = 20
	// maxBytes bounds a file; one of a hundred thousand entries has a fifth of it.
	maxBytes = 64 << 20
)

// Reader reads one file and keeps its faults. It belongs to one goroutine.
type Reader struct {
	// Name is the file's, for messages. Flag is the flag it was given with, and Wanted
	// an example of a list of entries, in words that follow "want".
	Name, Flag, Wanted string

	faults []error
}

// Fault notes what is wrong at a line, and what to do about it.
func (r *Reader) Fault(line int, format string, args ...any) {
	if len(r.faults) < maxFaults {
		r.faults = append(r.faults, fmt.Errorf("%s:%d: %s", r.Name, line, fmt.Sprintf(format, args...)))
	}
}

// Sound reports whether no fault was found so far.
func (r *Reader) Sound() bool { return len(r.faults) == 0 }

// Faults is how many faults were found so far, twenty at most.
func (r *Reader) Faults() int { return len(r.faults) }

// Err joins the faults, nil for none.
func (r *Reader) Err() error { return errors.Join(r.faults...) }

// Digest tells one content of a file from another: twelve hexadecimal digits of its
// SHA-256, a byte order mark left out.
func Digest(b []byte) string {
	sum := sha256.Sum256(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")))
	return hex.EncodeToString(sum[:])[:12]
}

// Each calls entry for every entry of the file b, in order.
func (r *Reader) Each(b []byte, entry func(*yaml.Node)) {
	list := r.Document(b)
	switch {
	case !r.Sound():
		return
	case list == nil:
		r.Fault(1, "no entries: want %s, or leave %s out", r.Wanted, r.Flag)
		return
	case list.Kind != yaml.SequenceNode:
		r.Fault(list.Line, "want %s, not %s", r.Wanted, Kind(list))
		return
	case len(list.Content) == 0:
		r.Fault(list.Line, "no entries: want %s, or leave %s out", r.Wanted, r.Flag)
	}
	for _, n := range list.Content {
		entry(n)
	}
}

// Document returns what stands in the file b, nil when there is nothing or a fault.
func (r *Reader) Document(b []byte) *yaml.Node {
	if len(b) > maxBytes {
		r.Fault(1, "%d bytes, more than %d: split off what is not used", len(b), maxBytes)
		return nil
	}
	if at := firstInvalid(b); at < len(b) {
		r.Fault(1+bytes.Count(b[:at], []byte("\n")), "not UTF-8: save the file as UTF-8")
		return nil
	}
	d := yaml.NewDecoder(bytes.NewReader(b))
	var root, more yaml.Node
	if err := d.Decode(&root); err == io.EOF || err == nil && len(root.Content) == 0 {
		return nil
	} else if err != nil {
		r.broken(err)
		return nil
	}
	if err := d.Decode(&more); err != io.EOF {
		r.Fault(max(more.Line, root.Content[0].Line), "a second document: keep all entries in one list, without \"---\"")
		return nil
	}
	return root.Content[0]
}

// broken reports what the YAML reader says, with its line where it tells one.
func (r *Reader) broken(err error) {
	what, line := strings.TrimPrefix(err.Error(), "yaml: "), 1
	if rest, ok := strings.CutPrefix(what, "line "); ok {
		if number, after, ok := strings.Cut(rest, ": "); ok {
			if n, err := strconv.Atoi(number); err == nil {
				what, line = after, n
			}
		}
	}
	r.Fault(line, "not YAML (%s): want %s", what, r.Wanted)
}

func firstInvalid(b []byte) int {
	for i := 0; i < len(b); {
		c, n := utf8.DecodeRune(b[i:])
		if c == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(b)
}

// Fields calls the function of each key of the mapping n, which messages call what.
func (r *Reader) Fields(n *yaml.Node, what string, set map[string]func(*yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		r.Fault(n.Line, "%s is %s: write keys and values; the keys are %s", what, Kind(n), known(set))
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		read := set[k.Value]
		switch {
		case read == nil || k.Kind != yaml.ScalarNode:
			r.Fault(k.Line, "unknown key %q in %s: want %s", k.Value, what, known(set))
		case seen[k.Value]:
			r.Fault(k.Line, "key %q twice: keep one", k.Value)
		default:
			read(v)
		}
		seen[k.Value] = true
	}
}

func known(set map[string]func(*yaml.Node)) string {
	var names []string
	for k := range set {
		names = append(names, k)
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// Text reads a string that is not blank, with single spaces between its words.
func (r *Reader) Text(n *yaml.Node, what string) string {
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		r.Fault(n.Line, "%s is %s: write text, in quotation marks where YAML needs them", what, Kind(n))
		return ""
	}
	s := strings.Join(strings.Fields(n.Value), " ")
	if s == "" {
		r.Fault(n.Line, "%s is empty: write text or leave the key out", what)
	}
	return s
}

// Texts calls add for one string or each of a list, with its line.
func (r *Reader) Texts(n *yaml.Node, what string, add func(text string, line int)) {
	list := []*yaml.Node{n}
	if n.Kind == yaml.SequenceNode {
		if list = n.Content; len(list) == 0 {
			r.Fault(n.Line, "%s is empty: write at least one or leave the key out", what)
		}
	}
	for _, c := range list {
		if s := r.Text(c, what); s != "" {
			add(s, c.Line)
		}
	}
}

// Number reads a number from least to most.
func (r *Reader) Number(n *yaml.Node, what string, least, most float64) float64 {
	s := n.Value
	x, err := strconv.ParseFloat(s, 64)
	if n.Kind != yaml.ScalarNode || (err != nil || !(x >= least && x <= most)) {
		r.Fault(n.Line, "%s is %s: want a number from %g to %g", what, Kind(n), least, most)
		return 0
	}
	return x
}

// Kind names what stands at n, for people.
func Kind(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	case yaml.AliasNode:
		return "a reference (*" + n.Value + ")"
	}
	if n.Tag == "!!null" || n.Value == "" {
		return "empty"
	}
	return fmt.Sprintf("%q", n.Value)
}
