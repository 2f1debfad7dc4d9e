package lexicon

import "github.com/saysonews/sayso/models"

// Phrases finds phrases of one or more words in a run of tokens. Each phrase
// carries one value. A word of a phrase matches a token by its lower-cased form
// or by its lemma. It is built once and then immutable and safe for concurrent
// use; Match allocates nothing.
//
// It is a trie over words in one open-addressing table: the key of a node is a
// hash of its parent and its word.
type Phrases struct {
	slots []slot
	mask  uint64
	nodes []node
	// seen has four bits for each slot, one of which is set for each key. Most words
	// begin no phrase, and are told so without a look at the slots, which are larger
	// than the processor's nearest memory.
	seen []uint64
}

type slot struct {
	key  uint64
	node int32
}

type node struct {
	value  int32
	leaf   bool // carries a value
	parent bool // has children
}

// NewPhrases returns an empty set with room for about n phrases.
func NewPhrases(n int) *Phrases {
	size := 16
	for size < 3*n {
		size *= 2
	}
	return &Phrases{slots: make([]slot, size), mask: uint64(size - 1), nodes: make([]node, 1, n+1), seen: make([]uint64, size/16)}
}

// Len is the number of nodes, a measure of memory.
func (p *Phrases) Len() int { return len(p.nodes) - 1 }

// Add gives the phrase of space-separated lower-case words a value, and reports
// whether it is new; the value of a phrase that was there is left as it was.
func (p *Phrases) Add(phrase string, value int32) bool {
	at := int32(0)
	for phrase != "" {
		var word string
		word, phrase = cut(phrase)
		if word == "" {
			continue
		}
		at = p.grow(at, Hash(word))
	}
	if at == 0 || p.nodes[at].leaf {
		return false
	}
	p.nodes[at].leaf, p.nodes[at].value = true, value
	return true
}

// Get returns the value of a whole phrase.
func (p *Phrases) Get(phrase string) (value int32, ok bool) {
	at := int32(0)
	for phrase != "" {
		var word string
		word, phrase = cut(phrase)
		if word == "" {
			continue
		}
		if at = p.child(at, Hash(word)); at == 0 {
			return 0, false
		}
	}
	return p.nodes[at].value, p.nodes[at].leaf
}

// Match returns the value and length, in tokens, of the longest phrase that
// begins with the first of tokens; the length is 0 when there is none.
func (p *Phrases) Match(tokens []models.Token) (value int32, length int) {
	return p.walk(0, tokens)
}

func (p *Phrases) walk(at int32, tokens []models.Token) (value int32, length int) {
	if len(tokens) == 0 {
		return 0, 0
	}
	t := &tokens[0]
	value, length = p.step(at, Hash(t.Lower), tokens)
	if t.Lemma != "" && t.Lemma != t.Lower {
		if v, n := p.step(at, Hash(t.Lemma), tokens); n > length {
			value, length = v, n
		}
	}
	return value, length
}

func (p *Phrases) step(at int32, word uint64, tokens []models.Token) (value int32, length int) {
	next := p.child(at, word)
	if next == 0 {
		return 0, 0
	}
	n := p.nodes[next]
	if n.parent {
		if v, l := p.walk(next, tokens[1:]); l > 0 {
			return v, l + 1
		}
	}
	if n.leaf {
		return n.value, 1
	}
	return 0, 0
}

func (p *Phrases) child(at int32, word uint64) int32 {
	key := nodeKey(at, word)
	if word, bit := p.bit(key); p.seen[word]&bit == 0 {
		return 0
	}
	for i := key & p.mask; ; i = (i + 1) & p.mask {
		s := p.slots[i]
		if s.node == 0 || s.key == key {
			return s.node
		}
	}
}

func (p *Phrases) grow(at int32, word uint64) int32 {
	if n := p.child(at, word); n != 0 {
		return n
	}
	p.nodes[at].parent = true
	p.nodes = append(p.nodes, node{})
	n := int32(len(p.nodes) - 1)
	if 2*len(p.nodes) > len(p.slots) {
		p.rehash()
	}
	p.put(nodeKey(at, word), n)
	return n
}

// bit is the place in seen of a key: of its upper bits, since the lower ones are its
// place among the slots.
func (p *Phrases) bit(key uint64) (word, bit uint64) {
	return key >> 38 & (p.mask >> 4), 1 << (key >> 58)
}

func (p *Phrases) put(key uint64, n int32) {
	word, bit := p.bit(key)
	p.seen[word] |= bit
	i := key & p.mask
	for p.slots[i].node != 0 {
		i = (i + 1) & p.mask
	}
	p.slots[i] = slot{key, n}
}

func (p *Phrases) rehash() {
	old := p.slots
	p.slots = make([]slot, 2*len(old))
	p.mask = uint64(len(p.slots) - 1)
	p.seen = make([]uint64, len(p.slots)/16)
	for _, s := range old {
		if s.node != 0 {
			p.put(s.key, s.node)
		}
	}
}

func cut(phrase string) (word, rest string) {
	for i := 0; i < len(phrase); i++ {
		if phrase[i] == ' ' {
			return phrase[:i], phrase[i+1:]
		}
	}
	return phrase, ""
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// Hash is the 64-bit FNV-1a hash of a word.
func Hash(word string) uint64 {
	h := uint64(fnvOffset)
	for i := 0; i < len(word); i++ {
		h = (h ^ uint64(word[i])) * fnvPrime
	}
	return h
}

// nodeKey mixes a parent and a word into the key of a node (the finaliser of
// splitmix64, Steele et al. 2014).
func nodeKey(at int32, word uint64) uint64 {
	x := word + uint64(at)*0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
