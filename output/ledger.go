package output

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Entry is what an output folder remembers of an article.
type Entry struct {
	ID string
	// Content is a fingerprint of all that the tables rest on, and Version names the
	// models and settings that read it.
	Content [16]byte
	Version string
	// Published is zero for an article without a date, Outlet empty for one without.
	Published time.Time
	Outlet    string
	// Sketch is what copies are told by, as many bytes for each article of a folder.
	Sketch []byte
	// CopyOf is the id of the article that this one is a copy of, or empty. A copy has a
	// row in articles alone.
	CopyOf string
}

// ledger is what a folder remembers of its articles, in order of their ordinals.
type ledger struct {
	rows     []heldArticle
	index    map[string]int32 // by id
	words    []string         // versions and outlets, by number
	numbers  map[string]uint32
	sketches [][]byte // of rows; not to be changed, as ledgers share them
	size     int      // of one sketch in bytes
	// removed are the ids that are to stay out, sorted.
	removed []string
}

// heldArticle is an article of a ledger.
type heldArticle struct {
	id              string
	content         [16]byte
	version, outlet uint32 // numbers of words
	ordinal         uint32
	copyOf          int32 // row, or -1
	published       int64 // microseconds, if dated
	dated           bool
}

func newLedger() *ledger {
	return &ledger{index: map[string]int32{}, numbers: map[string]uint32{}}
}

// number returns the number of a word.
func (l *ledger) number(word string) uint32 {
	n, ok := l.numbers[word]
	if !ok {
		n = uint32(len(l.words))
		l.words = append(l.words, word)
		l.numbers[word] = n
	}
	return n
}

// add appends an article, which must not be there, as no copy of any.
func (l *ledger) add(e Entry, ordinal uint32) error {
	if len(l.rows) == 0 {
		l.size = len(e.Sketch)
	}
	if len(e.Sketch) != l.size {
		return fmt.Errorf("remember article %q: sketch of %d bytes, want %d", e.ID, len(e.Sketch), l.size)
	}
	h := heldArticle{id: e.ID, content: e.Content, version: l.number(e.Version), outlet: l.number(e.Outlet), ordinal: ordinal, copyOf: -1}
	if h.dated = !e.Published.IsZero(); h.dated {
		h.published = e.Published.UnixMicro()
	}
	l.index[e.ID] = int32(len(l.rows))
	l.rows = append(l.rows, h)
	l.sketches = append(l.sketches, e.Sketch[:l.size:l.size])
	return nil
}

func (l *ledger) sketch(i int) []byte { return l.sketches[i] }

func (l *ledger) entry(i int) Entry {
	h := &l.rows[i]
	e := Entry{ID: h.id, Content: h.content, Version: l.words[h.version], Outlet: l.words[h.outlet], Sketch: l.sketch(i)}
	if h.dated {
		e.Published = time.UnixMicro(h.published).UTC()
	}
	if h.copyOf >= 0 {
		e.CopyOf = l.rows[h.copyOf].id
	}
	return e
}

// outlets returns, for each row that is no copy, the outlets of it and its copies,
// sorted, as one string that two lists share only when they are equal. Copies are told
// by of, which says for each row which row it is a copy of, or -1.
func (l *ledger) outlets(of func(int) int32) map[int32][]string {
	lists := map[int32][]string{}
	for i := range l.rows {
		if o := of(i); o >= 0 {
			if lists[o] == nil {
				lists[o] = l.ownOutlet(int(o))
			}
			lists[o] = append(lists[o], l.ownOutlet(i)...)
		}
	}
	for o, list := range lists {
		slices.Sort(list)
		lists[o] = slices.Compact(list)
	}
	return lists
}

// ownOutlet is the outlet of a row as a list, empty for none.
func (l *ledger) ownOutlet(i int) []string {
	if w := l.words[l.rows[i].outlet]; w != "" {
		return []string{w}
	}
	return nil
}

func (l *ledger) isRemoved(id string) bool {
	_, found := slices.BinarySearch(l.removed, id)
	return found
}

// The files of a ledger.
const (
	ledgerName   = "ledger.bin"
	sketchesName = "sketches.bin"
	ledgerMagic  = "sayso ledger 1\n"
)

// write writes the ledger into a generation.
func (l *ledger) write(generation string) error {
	e := encoder{b: []byte(ledgerMagic)}
	e.count(l.size)
	e.strings(l.words)
	e.strings(l.removed)
	e.count(len(l.rows))
	for i := range l.rows {
		h := &l.rows[i]
		e.string(h.id)
		e.b = append(e.b, h.content[:]...)
		e.count(int(h.version))
		e.count(int(h.outlet))
		e.count(int(h.ordinal))
		e.int(int(h.copyOf))
		e.date(h.published, h.dated)
	}
	sum := sha256.Sum256(e.b)
	e.b = append(e.b, sum[:]...)
	if err := os.WriteFile(filepath.Join(generation, ledgerName), e.b, 0o666); err != nil {
		return fmt.Errorf("write ledger: %w", err)
	}
	if err := l.writeSketches(filepath.Join(generation, sketchesName)); err != nil {
		return fmt.Errorf("write sketches: %w", err)
	}
	return nil
}

func (l *ledger) writeSketches(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<18)
	for _, s := range l.sketches {
		if _, err = w.Write(s); err != nil {
			break
		}
	}
	return errors.Join(err, w.Flush(), f.Close())
}

// readLedger reads the ledger of a generation.
func readLedger(generation string) (*ledger, error) {
	b, err := os.ReadFile(filepath.Join(generation, ledgerName))
	if err != nil {
		return nil, fmt.Errorf("read ledger: %w", err)
	}
	l, err := parseLedger(b)
	if err != nil {
		return nil, fmt.Errorf("read ledger: %w", err)
	}
	all, err := mapFile(filepath.Join(generation, sketchesName))
	if err != nil {
		return nil, fmt.Errorf("read sketches: %w", err)
	}
	if len(all) != len(l.rows)*l.size {
		return nil, fmt.Errorf("read sketches: %d bytes for %d articles: %w", len(all), len(l.rows), ErrDamaged)
	}
	l.sketches = make([][]byte, len(l.rows))
	for i := range l.sketches {
		l.sketches[i] = all[i*l.size : (i+1)*l.size : (i+1)*l.size]
	}
	return l, nil
}

// parseLedger reads what write made, sketches apart.
func parseLedger(b []byte) (*ledger, error) {
	n := len(b) - sha256.Size
	if n < len(ledgerMagic) || string(b[:len(ledgerMagic)]) != ledgerMagic {
		return nil, ErrDamaged
	}
	if sum := sha256.Sum256(b[:n]); !bytes.Equal(sum[:], b[n:]) {
		return nil, fmt.Errorf("checksum does not fit: %w", ErrDamaged)
	}
	d := decoder{b: b[len(ledgerMagic):n]}
	l := newLedger()
	l.size = int(d.uvarint())
	for k := d.count(); k > 0; k-- {
		l.number(string(d.string()))
	}
	for k := d.count(); k > 0; k-- {
		l.removed = append(l.removed, string(d.string()))
	}
	count := d.count()
	l.rows = make([]heldArticle, 0, count)
	l.index = make(map[string]int32, count)
	for i := range count {
		h := heldArticle{id: string(d.string())}
		copy(h.content[:], d.take(16))
		h.version, h.outlet, h.ordinal = uint32(d.uvarint()), uint32(d.uvarint()), uint32(d.uvarint())
		h.copyOf = int32(d.varint())
		if h.dated = d.byte() != 0; h.dated {
			h.published = d.varint()
		}
		if int(max(h.version, h.outlet)) >= len(l.words) || int(h.copyOf) >= count || h.copyOf < -1 {
			d.fail()
		}
		l.index[h.id] = int32(i)
		l.rows = append(l.rows, h)
	}
	if d.err != nil || len(d.b) > 0 || !slices.IsSortedFunc(l.rows, func(a, b heldArticle) int { return cmp.Compare(a.ordinal, b.ordinal) }) {
		return nil, errors.Join(ErrDamaged, d.err)
	}
	return l, nil
}

// live is a set of ordinals.
type live []uint64

func newLive(next uint32) live { return make(live, next/64+1) }

func (s live) add(n uint32)      { s[n/64] |= 1 << (n % 64) }
func (s live) has(n uint32) bool { return int(n/64) < len(s) && s[n/64]&(1<<(n%64)) != 0 }

// putOrdinal appends an ordinal such that bytes sort as numbers do.
func putOrdinal(b []byte, n uint32) []byte { return binary.BigEndian.AppendUint32(b, n) }
