package stance

import (
	"fmt"
	"math"

	"github.com/saysonews/sayso/models/lexicon"
	"github.com/saysonews/sayso/models/linear"
	"github.com/saysonews/sayso/models/sparse"
)

// NetVersion is the version of the features and layout of a target network.
const NetVersion = 1

// The labels of a target, in the order of the network's outputs.
const (
	blamed = iota
	neither
	praised
	targetLabels
)

// net is a network of one hidden layer over named and hashed features, with arcs from
// the features straight to the labels beside it. Its file has the sections
//
//	shape   hidden units, named features, as u32
//	dense   for each named feature and, last, the constant: a weight for each hidden
//	        unit and each label, as the bits of a float32
//	out     for each hidden unit a weight for each label; the shift of each label
//	        that makes the best of macro-F1; one over the temperature of the
//	        probabilities: float32
//	hashed  a lexicon.Table by hashed feature (sparse.Wide), with the same columns as dense
type net struct {
	hidden, named int
	dense, out    []float32
	hashed        *lexicon.Table
}

// openNet reads a network over so many named features.
func openNet(data string, named int) (*net, error) {
	f, err := linear.Open(data, NetVersion)
	if err != nil {
		return nil, err
	}
	var sections [4]string
	for i, name := range [...]string{"shape", "dense", "out", "hashed"} {
		if sections[i], err = f.Section(name); err != nil {
			return nil, err
		}
	}
	if len(sections[0]) != 8 {
		return nil, fmt.Errorf("read shape: %w", linear.ErrFormat)
	}
	n := &net{hidden: int(linear.Uint32(sections[0], 0)), named: int(linear.Uint32(sections[0], 4))}
	n.dense, n.out = floats(sections[1]), floats(sections[2])
	if n.named != named || n.hidden > 1<<10 || len(n.dense) != (named+1)*n.width() || len(n.out) != (n.hidden+1)*targetLabels+1 {
		return nil, fmt.Errorf("network of %d units over %d features, want %d: %w", n.hidden, n.named, named, linear.ErrFormat)
	}
	n.hashed, err = lexicon.OpenTable(sections[3], n.width())
	return n, err
}

// width is how many numbers a feature adds to.
func (n *net) width() int { return n.hidden + targetLabels }

func floats(s string) []float32 {
	out := make([]float32, len(s)/4)
	for i := range out {
		out[i] = math.Float32frombits(linear.Uint32(s, 4*i))
	}
	return out
}

// probabilities returns how likely each label is, and which is given.
func (n *net) probabilities(dense []float64, hashed []sparse.Feature) (p [targetLabels]float64, label int) {
	w := n.width()
	sums := append([]float32{}, n.dense[n.named*w:]...)
	for k, x := range dense {
		if x == 0 {
			continue
		}
		for c, v := range n.dense[k*w : (k+1)*w] {
			sums[c] += float32(x) * v
		}
	}
	for _, f := range hashed {
		if row := n.hashed.FindKey(f.Key); row >= 0 {
			n.hashed.Add(row, 0, f.Value, sums)
		}
	}
	logits := sums[n.hidden:]
	for u, x := range sums[:n.hidden] {
		if x <= 0 {
			continue
		}
		for c := range logits {
			logits[c] += x * n.out[u*targetLabels+c]
		}
	}
	return n.decide(logits)
}

// decide turns logits into probabilities and a label.
func (n *net) decide(logits []float32) (p [targetLabels]float64, label int) {
	shift, cool := n.out[n.hidden*targetLabels:], float64(n.out[len(n.out)-1])
	sum := 0.0
	for c := range p {
		if logits[c]+shift[c] > logits[label]+shift[label] {
			label = c
		}
		p[c] = math.Exp(cool * float64(logits[c]-logits[0]))
		sum += p[c]
	}
	for c := range p {
		p[c] /= sum
	}
	return p, label
}

// EncodeNet renders a network: dense and out as openNet describes them, and for each
// column a number for each of keys.
func EncodeNet(hidden int, dense, out []float32, keys []uint32, columns [][]float64) []byte {
	named := len(dense)/(hidden+targetLabels) - 1
	return linear.Encode(NetVersion, []linear.Section{
		{Name: "shape", Data: words(uint32(hidden), uint32(named))},
		{Name: "dense", Data: bits(dense)},
		{Name: "out", Data: bits(out)},
		{Name: "hashed", Data: lexicon.EncodeKeys(keys, columns)},
	})
}

func words(list ...uint32) []byte {
	var out []byte
	for _, x := range list {
		out = append(out, byte(x), byte(x>>8), byte(x>>16), byte(x>>24))
	}
	return out
}

func bits(list []float32) []byte {
	var out []byte
	for _, x := range list {
		out = append(out, words(math.Float32bits(x))...)
	}
	return out
}
