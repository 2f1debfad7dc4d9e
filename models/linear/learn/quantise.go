package learn

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/saysonews/sayso/models/linear"
)

// Sections writes the network as the sections that linear.NewNet(_, name)
// reads: rows as bytes, each hidden unit in steps of its own, heads as 16 bits.
// The scores of a head come out multiplied by a constant (see Scale).
func (n *Net) Sections(name string) []linear.Section {
	steps := n.steps()
	rows := make([]byte, len(n.rows))
	for i, w := range n.rows {
		rows[i] = byte(int(quantum(w, steps[i%n.hidden])) + linear.RowBias)
		if n.used[i/n.hidden] == 0 {
			rows[i] = linear.RowBias // a row that was never learned is but noise
		}
	}
	shape := binary.LittleEndian.AppendUint32(nil, uint32(n.hidden))
	shape = binary.LittleEndian.AppendUint32(shape, uint32(len(n.heads)))
	out := []linear.Section{{Name: name + ".rows", Data: rows}}
	for i := range n.heads {
		data, classes := n.heads[i].quantised(steps)
		shape = binary.LittleEndian.AppendUint32(shape, uint32(classes))
		out = append(out, linear.Section{Name: fmt.Sprintf("%s.%d", name, i), Data: data})
	}
	return append(out, linear.Section{Name: name + ".shape", Data: shape})
}

// cuts are the shares of a unit's largest weight that its range may reach to.
var cuts = [...]float32{1, 0.85, 0.7, 0.6, 0.5, 0.42, 0.35, 0.3, 0.25, 0.21, 0.18, 0.15, 0.12, 0.1}

// steps finds for each hidden unit what one step of its stored weights stands
// for: the size that errs least, squared, over the rows as often as they were
// learned from.
func (n *Net) steps() []float32 {
	steps := make([]float32, n.hidden)
	for u := range steps {
		largest := float32(1e-6)
		for i := u; i < len(n.rows); i += n.hidden {
			largest = max(largest, n.rows[i], -n.rows[i])
		}
		least := math.Inf(1)
		for _, cut := range cuts {
			step := largest * cut / linear.RowMax
			if e := n.misses(u, step); e < least {
				least, steps[u] = e, step
			}
		}
	}
	return steps
}

// misses is the weighted squared error of unit u's weights in steps of the
// given size.
func (n *Net) misses(u int, step float32) float64 {
	sum := 0.0
	for row, used := range n.used {
		if used > 0 {
			w := n.rows[row*n.hidden+u]
			e := float64(w - float32(quantum(w, step))*step)
			sum += float64(used) * e * e
		}
	}
	return sum
}

// quantum is w in steps, cut at the range of a row.
func quantum(w, step float32) float64 { return clamp(w/step, linear.RowMax) }

// quantised lays the weights out class by class, an even number of classes, the
// biases last, all in steps of one size. A class that is there for evenness
// alone gets the lowest bias.
func (h *head) quantised(steps []float32) ([]byte, int) {
	step := h.step(steps)
	classes := (h.classes + 1) / 2 * 2
	weights := make([]float32, classes*len(steps))
	copy(weights, h.weights)
	var out []byte
	for i, w := range weights {
		out = binary.LittleEndian.AppendUint16(out, uint16(int16(clamp(w*steps[i%len(steps)]/step, linear.HeadMax))))
	}
	for c := range classes {
		b := int32(math.MinInt32 / 2)
		if c < h.classes {
			b = int32(math.Round(float64(h.bias[c] / step)))
		}
		out = binary.LittleEndian.AppendUint32(out, uint32(b))
	}
	return out, classes
}

// step is what one unit of the head's stored scores stands for, given the steps
// of the hidden units.
func (h *head) step(steps []float32) float32 {
	largest := float32(1e-9)
	for i, w := range h.weights {
		w *= steps[i%len(steps)]
		largest = max(largest, w, -w)
	}
	return largest / linear.HeadMax
}

func clamp(x float32, limit float64) float64 {
	return min(max(math.Round(float64(x)), -limit), limit)
}
