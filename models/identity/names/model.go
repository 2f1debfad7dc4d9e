package names

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/linear"
)

// The sections of the weight file: those of the network begin with NetName.
const (
	NetName      = "name"
	chainSection = "chain"
)

// Model is the trained recogniser. It is immutable and safe for concurrent use.
type Model struct {
	net   *linear.Net
	scale float32
	chain Chain
}

// Open reads weights that Encode wrote, where they lie.
func Open(data string) (*Model, error) {
	f, err := linear.Open(data, Version)
	if err != nil {
		return nil, fmt.Errorf("open weights of names: %w", err)
	}
	net, err := linear.NewNet(f, NetName)
	if err != nil {
		return nil, fmt.Errorf("open weights of names: %w", err)
	}
	if net.Heads() != 1 || net.Classes(0) < Classes || net.Classes(0) > len(scored{}) {
		return nil, fmt.Errorf("classes of names: %w", linear.ErrFormat)
	}
	b, err := f.Section(chainSection)
	if err != nil {
		return nil, fmt.Errorf("open weights of names: %w", err)
	}
	if len(b) != 4*(Classes*Classes+1) {
		return nil, fmt.Errorf("size of chain: %w", linear.ErrFormat)
	}
	m := &Model{net: net}
	at := func(i int) float32 { return math.Float32frombits(linear.Uint32(b, 4*i)) }
	for i := range Classes * Classes {
		m.chain.Transition[i/Classes][i%Classes] = at(i)
	}
	m.scale = at(Classes * Classes)
	m.chain.Prepare()
	return m, nil
}

// Encode writes the weight file: the network's sections, the chain's transitions
// and what one unit of the stored network's scores stands for.
func Encode(net []linear.Section, c *Chain, scale float32) []byte {
	var b []byte
	for _, row := range c.Transition {
		for _, s := range row {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(s))
		}
	}
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(scale))
	return linear.Encode(Version, append(net, linear.Section{Name: chainSection, Data: b}))
}

// scored has room for the scores of the classes and the one that evens them.
type scored [Classes + 1]int32

// Lists says which bits of Word.Lists mean what.
type Lists struct {
	Given  uint32 // given names
	Title  uint32 // honorifics and offices
	People uint32 // nationalities, parties, faiths and those who belong to them
}

// Recogniser is the scratch of one goroutine.
type Recogniser struct {
	model *Model
	lists Lists
	rows  int
	doc   *models.Document
	words []Word
	hash  []uint64
	seen  table
	marks []Mark
	runs  [][2]int

	scores, p []Row
	lattice   lattice
	buf       []int32
	sum       linear.Sum
	units     linear.Units
}

// NewRecogniser returns scratch for m. Without a model, rows says how many feature
// rows there are, and only Read may be called: that is for training.
func NewRecogniser(m *Model, lists Lists, rows int) *Recogniser {
	r := &Recogniser{model: m, lists: lists, rows: rows, buf: make([]int32, 0, MaxFeatures)}
	if m != nil {
		r.rows = m.net.Rows()
	}
	return r
}

// Read points the recogniser at a document. words has one Word for each token and
// must stay as it is while the recogniser is used.
func (r *Recogniser) Read(doc *models.Document, words []Word) {
	r.doc, r.words = doc, words
	n := len(doc.Tokens)
	if cap(r.hash) < n {
		r.hash, r.marks = make([]uint64, n+n/2), make([]Mark, n+n/2)
	}
	r.hash, r.marks = r.hash[:n], r.marks[:n]
	r.hashes()
	r.gather()
	r.stretches()
}

// Recognise returns a Mark for each token of the document read last. They are
// good until the next call of Read.
func (r *Recogniser) Recognise() []Mark {
	for i := range r.marks {
		r.marks[i] = Mark{P: Row{1}}
	}
	for _, run := range r.runs {
		r.recognise(run[0], run[1])
	}
	return r.marks
}

func (r *Recogniser) recognise(first, last int) {
	n := last - first
	if cap(r.scores) < n {
		r.scores, r.p = make([]Row, 2*n), make([]Row, 2*n)
	}
	scores, p := r.scores[:n], r.p[:n]
	for i := range scores {
		r.score(first+i, &scores[i])
	}
	m := r.model
	m.chain.marginals(&r.lattice, scores, p)
	for i := range p {
		r.marks[first+i].P = p[i]
	}
	m.chain.best(&r.lattice, scores, r.marks[first:last])
}

// score fills the scores of the classes of token i.
func (r *Recogniser) score(i int, scores *Row) {
	var out scored
	net := r.model.net
	net.Reset(&r.sum)
	r.buf = r.features(i, r.buf[:0])
	net.Add(&r.sum, r.buf)
	net.Hidden(&r.sum, &r.units)
	net.Score(0, &r.units, out[:])
	for c := range scores {
		scores[c] = float32(out[c]) * r.model.scale
	}
}

// Runs returns the stretches of tokens that can hold names: words with a capital
// letter and what may join them. The slice belongs to r.
func (r *Recogniser) Runs() [][2]int { return r.runs }

// Features appends the feature rows of token i, which lies in a run, to out.
func (r *Recogniser) Features(i int, out []int32) []int32 { return r.features(i, out) }

// Key is a hash of the words of tokens [first, last), without regard to case.
func (r *Recogniser) Key(first, last int) uint64 {
	h := uint64(0)
	for i := first; i < last; i++ {
		h = linear.Combine(h, r.hash[i])
	}
	return h
}

// Lowered reports whether the word of token i, which has a capital letter, stands
// in lower case elsewhere in the article.
func (r *Recogniser) Lowered(i int) bool {
	e := r.seen.find(r.hash[i])
	return e != nil && *e&seenLower != 0
}

// stretches finds the runs of each sentence.
func (r *Recogniser) stretches() {
	r.runs = r.runs[:0]
	for s := range r.doc.Sentences {
		sent := &r.doc.Sentences[s]
		first := -1
		for i := sent.First; i <= sent.Last; i++ {
			if i < sent.Last && r.candidate(i, first >= 0, sent.Last) {
				if first < 0 {
					first = i
				}
			} else if first >= 0 {
				r.runs = append(r.runs, [2]int{first, i})
				first = -1
			}
		}
	}
}

// candidate reports whether token i can be part of a name; inside says that the
// token before it can.
func (r *Recogniser) candidate(i int, inside bool, last int) bool {
	if r.words[i].Capital {
		return true
	}
	l := r.doc.Tokens[i].Lower
	if i+1 >= last || !(inside && joins(l) || begins(l)) {
		return inside && r.within(i)
	}
	return r.words[i+1].Capital || i+2 < last && r.words[i+2].Capital && joins(r.doc.Tokens[i+1].Lower)
}

// within reports whether token i, which has no capital at its start, has one
// later or is a number after a capital word: "McDonald", "Channel 4".
func (r *Recogniser) within(i int) bool {
	w := r.doc.Word(i)
	if w[0] >= '0' && w[0] <= '9' {
		return true
	}
	for k := 1; k < len(w); k++ {
		if 'A' <= w[k] && w[k] <= 'Z' {
			return true
		}
	}
	return false
}

func entity(class int) models.Entity { return models.Entity(class) }
