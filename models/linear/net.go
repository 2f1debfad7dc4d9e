package linear

import "fmt"

// Net is a network of one hidden layer over sparse features: the hidden units
// are the sum of the rows of the active features, cut at zero, and every Head is
// a linear layer on top (the input layer of Chen and Manning, EMNLP 2014, with
// its products of embeddings and weights stored ready).
//
// Rows are bytes that stand for w/scale+64, at most 127, so that two rows add
// without a carry from byte to byte. Sums of two are spread over lanes of 16
// bits, which hold the sum of up to 255 rows.
type Net struct {
	hidden int
	rows   []byte
	heads  []head
	wide   bool // works on wide registers
}

const (
	// RowBias is what a stored weight of a row is raised by, RowMax its largest
	// size before that.
	RowBias = 64
	RowMax  = 63
	// HeadMax is the largest size of a stored weight of a head.
	HeadMax = 2047
	// HiddenMax is what a hidden unit is cut at, so that sums of products stay
	// within 32 bits.
	HiddenMax = 4095
	// MaxFeatures is the largest number of rows that one sum can hold.
	MaxFeatures = 255
	// MaxHidden is the largest number of hidden units.
	MaxHidden = 256
	// MaxClasses is the largest number of classes of a head.
	MaxClasses = 64
)

// NewNet opens the network whose sections begin with name: name.shape, name.rows
// and name.0, name.1 ... for its heads.
func NewNet(f *File, name string) (*Net, error) {
	rows, err := f.bytes(name + ".rows")
	if err != nil {
		return nil, err
	}
	shape, err := f.Section(name + ".shape")
	if err != nil {
		return nil, err
	}
	if len(shape) < 8 {
		return nil, fmt.Errorf("shape of %s: %w", name, ErrFormat)
	}
	n := &Net{hidden: int(Uint32(shape, 0)), rows: rows}
	heads := int(Uint32(shape, 4))
	if n.hidden <= 0 || n.hidden > MaxHidden || n.hidden%block != 0 || len(rows)%n.hidden != 0 || len(shape) != 8+4*heads {
		return nil, fmt.Errorf("shape of %s: %w", name, ErrFormat)
	}
	n.wide = canWide()
	for i := range heads {
		w, err := f.Section(fmt.Sprintf("%s.%d", name, i))
		if err != nil {
			return nil, err
		}
		c := int(Uint32(shape, 8+4*i))
		if c <= 0 || c > MaxClasses || len(w) != 2*c*n.hidden+4*c {
			return nil, fmt.Errorf("head %d of %s: %w", i, name, ErrFormat)
		}
		n.heads = append(n.heads, newHead(w, c, n.hidden, n.wide))
	}
	return n, nil
}

// Rows is the number of feature rows.
func (n *Net) Rows() int { return len(n.rows) / n.hidden }

// Heads is the number of heads.
func (n *Net) Heads() int { return len(n.heads) }

// Classes is the number of classes of head i, an even number: one past the real
// ones has the lowest score.
func (n *Net) Classes(i int) int { return n.heads[i].classes }
