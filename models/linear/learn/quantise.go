package learn

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"

	"github.com/saysonews/sayso/models/linear"
)

// kept is the share of the weights that bytes must reach without cutting.
const kept = 0.9995

// Sections writes the network as the sections that linear.NewNet(_, name)
// reads: rows as bytes, heads as 16 bits. The scores of a head come out
// multiplied by a constant, which leaves their order.
func (n *Net) Sections(name string) []linear.Section {
	scale := n.rowScale()
	rows := make([]byte, len(n.rows))
	for i, w := range n.rows {
		rows[i] = byte(int(clamp(w/scale, linear.RowMax)) + linear.RowBias)
	}
	shape := binary.LittleEndian.AppendUint32(nil, uint32(n.hidden))
	shape = binary.LittleEndian.AppendUint32(shape, uint32(len(n.heads)))
	out := []linear.Section{{Name: name + ".rows", Data: rows}}
	for i := range n.heads {
		data, classes := n.heads[i].quantised(n.hidden, scale)
		shape = binary.LittleEndian.AppendUint32(shape, uint32(classes))
		out = append(out, linear.Section{Name: fmt.Sprintf("%s.%d", name, i), Data: data})
	}
	return append(out, linear.Section{Name: name + ".shape", Data: shape})
}

// rowScale is what one step of a stored byte stands for.
func (n *Net) rowScale() float32 {
	sizes := make([]float32, len(n.rows))
	for i, w := range n.rows {
		sizes[i] = max(w, -w)
	}
	slices.Sort(sizes)
	return max(sizes[int(kept*float64(len(sizes)-1))], 1e-6) / linear.RowMax
}

// quantised lays the weights out class by class, an even number of classes, the
// biases last, all in steps of one size. A class that is there for evenness
// alone gets the lowest bias.
func (h *head) quantised(hidden int, rowScale float32) ([]byte, int) {
	scale := h.scale()
	classes := (h.classes + 1) / 2 * 2
	weights := make([]float32, classes*hidden)
	copy(weights, h.weights)
	var out []byte
	for _, w := range weights {
		out = binary.LittleEndian.AppendUint16(out, uint16(int16(clamp(w/scale, linear.HeadMax))))
	}
	for c := range classes {
		b := int32(math.MinInt32 / 2)
		if c < h.classes {
			b = int32(math.Round(float64(h.bias[c] / scale / rowScale)))
		}
		out = binary.LittleEndian.AppendUint32(out, uint32(b))
	}
	return out, classes
}

// scale is what one step of a stored weight stands for.
func (h *head) scale() float32 {
	largest := float32(1e-6)
	for _, w := range h.weights {
		largest = max(largest, w, -w)
	}
	return largest / linear.HeadMax
}

func clamp(x float32, limit float64) float64 {
	return min(max(math.Round(float64(x)), -limit), limit)
}
