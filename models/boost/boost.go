// Package boost applies gradient-boosted regression trees (Friedman, Annals of
// Statistics 2001) to dense rows of numbers.
//
// An Ensemble is immutable and shared by all goroutines; scoring allocates nothing.
package boost

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// ErrFormat says that bytes are no ensemble.
var ErrFormat = errors.New("not a usable tree ensemble")

// Node is an inner node or a leaf of a tree.
type Node struct {
	// Feature is the column that an inner node looks at; -1 is a leaf.
	Feature int16
	// Left and Right are the positions of the children from the tree's start: rows
	// whose value is at most Value go left.
	Left, Right uint16
	// Value is an inner node's threshold, a leaf's addend.
	Value float32
}

// Ensemble is a sum of trees over rows of a fixed width.
type Ensemble struct {
	// Width is the number of columns.
	Width int
	// Base is what the trees' values are added to.
	Base  float32
	Nodes []Node
	// Starts gives the first node of each tree.
	Starts []uint32
	// flat is set by Decode: the same trees, quicker to walk.
	flat *flat
}

// Score returns the sum for row, of length Width: log-odds where the ensemble was
// trained on a logistic loss.
func (e *Ensemble) Score(row []float32) float32 {
	if e.flat != nil && len(row) == e.Width {
		return e.flat.score(e.Base, len(e.Starts), row)
	}
	sum := e.Base
	for _, s := range e.Starts {
		n := &e.Nodes[s]
		for n.Feature >= 0 {
			if row[n.Feature] <= n.Value {
				n = &e.Nodes[s+uint32(n.Left)]
			} else {
				n = &e.Nodes[s+uint32(n.Right)]
			}
		}
		sum += n.Value
	}
	return sum
}

// Probability is the logistic function of Score.
func (e *Ensemble) Probability(row []float32) float32 {
	return float32(1 / (1 + math.Exp(-float64(e.Score(row)))))
}

const nodeSize = 10

// Encode writes the ensemble: width, base, number of trees, their starts, nodes;
// little endian.
func (e *Ensemble) Encode() []byte {
	out := binary.LittleEndian.AppendUint32(nil, uint32(e.Width))
	out = binary.LittleEndian.AppendUint32(out, math.Float32bits(e.Base))
	out = binary.LittleEndian.AppendUint32(out, uint32(len(e.Starts)))
	for _, s := range e.Starts {
		out = binary.LittleEndian.AppendUint32(out, s)
	}
	for _, n := range e.Nodes {
		out = binary.LittleEndian.AppendUint16(out, uint16(n.Feature))
		out = binary.LittleEndian.AppendUint16(out, n.Left)
		out = binary.LittleEndian.AppendUint16(out, n.Right)
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(n.Value))
	}
	return out
}

// Decode reads what Encode wrote and checks that no node points outside its tree or
// the row, and that trees have no cycle.
func Decode(data string) (*Ensemble, error) {
	b := []byte(data)
	if len(b) < 12 {
		return nil, fmt.Errorf("read header: %w", ErrFormat)
	}
	e := &Ensemble{Width: int(binary.LittleEndian.Uint32(b)), Base: math.Float32frombits(binary.LittleEndian.Uint32(b[4:]))}
	trees := int(binary.LittleEndian.Uint32(b[8:]))
	b = b[12:]
	if trees > len(b)/4 || (len(b)-4*trees)%nodeSize != 0 {
		return nil, fmt.Errorf("read trees: %w", ErrFormat)
	}
	for i := range trees {
		e.Starts = append(e.Starts, binary.LittleEndian.Uint32(b[4*i:]))
	}
	b = b[4*trees:]
	e.Nodes = make([]Node, len(b)/nodeSize)
	for i := range e.Nodes {
		n := b[i*nodeSize:]
		e.Nodes[i] = Node{
			Feature: int16(binary.LittleEndian.Uint16(n)), Left: binary.LittleEndian.Uint16(n[2:]),
			Right: binary.LittleEndian.Uint16(n[4:]), Value: math.Float32frombits(binary.LittleEndian.Uint32(n[6:])),
		}
	}
	if err := e.check(); err != nil {
		return nil, err
	}
	e.flat = flatten(e)
	return e, nil
}

func (e *Ensemble) check() error {
	for t, s := range e.Starts {
		end := uint32(len(e.Nodes))
		if t+1 < len(e.Starts) {
			end = e.Starts[t+1]
		}
		if s >= end || end > uint32(len(e.Nodes)) {
			return fmt.Errorf("tree %d: %w", t, ErrFormat)
		}
		for i := s; i < end; i++ {
			n := e.Nodes[i]
			if n.Feature < 0 {
				continue
			}
			down := func(k uint16) bool { return uint32(k) > i-s && s+uint32(k) < end }
			if int(n.Feature) >= e.Width || !down(n.Left) || !down(n.Right) {
				return fmt.Errorf("node %d of tree %d: %w", i-s, t, ErrFormat)
			}
		}
	}
	return nil
}
