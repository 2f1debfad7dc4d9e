package ingest

// idKey is the start of the SHA-256 of an id: of ten million ids no two share it, but
// with a chance of one in 10^24.
type idKey [16]byte

// idSet is a set of ids. It takes 20 to 25 bytes an id: each of its parts is a table with
// open addressing that grows by a fifth, one part at a time, so that no moment needs a
// second copy of it all. Its zero value is empty; it belongs to one goroutine.
type idSet struct{ parts [idParts]idPart }

type idPart struct {
	slots []idKey // the zero key is an empty slot
	used  int
}

const (
	idParts = 256
	idLeast = 16 // slots of a part to begin with
)

// add puts a key into the set and reports whether it was not there yet.
func (s *idSet) add(k idKey) bool {
	if k == (idKey{}) {
		k[len(k)-1] = 1 // as good as any: the zero key marks an empty slot
	}
	p := &s.parts[k[0]]
	if 5*(p.used+1) > 4*len(p.slots) {
		p.grow()
	}
	at, found := p.find(k)
	if !found {
		p.slots[at] = k
		p.used++
	}
	return !found
}

// find returns the slot of a key, or the one it would go to.
func (p *idPart) find(k idKey) (at int, found bool) {
	// The upper half of a product spreads evenly over any number of slots.
	hash := uint64(k[1])<<24 | uint64(k[2])<<16 | uint64(k[3])<<8 | uint64(k[4])
	at = int(hash * uint64(len(p.slots)) >> 32)
	for {
		switch p.slots[at] {
		case k:
			return at, true
		case idKey{}:
			return at, false
		}
		if at++; at == len(p.slots) {
			at = 0
		}
	}
}

func (p *idPart) grow() {
	old := p.slots
	p.slots = make([]idKey, max(idLeast, len(old)+len(old)/5))
	for _, k := range old {
		if k != (idKey{}) {
			at, _ := p.find(k)
			p.slots[at] = k
		}
	}
}
