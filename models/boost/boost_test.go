package boost

import (
	"math"
	"math/rand/v2"
	"testing"
)

// grown returns an ensemble of random trees over width columns, whose thresholds are
// among a few values so that rows often lie just on one.
func grown(r *rand.Rand, trees, width int) *Ensemble {
	e := &Ensemble{Width: width, Base: 0.25}
	for range trees {
		start := len(e.Nodes)
		e.Starts = append(e.Starts, uint32(start))
		e.Nodes = append(e.Nodes, Node{Feature: -1, Value: r.Float32()})
		for range r.IntN(30) {
			at := start + r.IntN(len(e.Nodes)-start)
			if e.Nodes[at].Feature >= 0 {
				continue
			}
			left := uint16(len(e.Nodes) - start)
			e.Nodes[at] = Node{Feature: int16(r.IntN(width)), Left: left, Right: left + 1, Value: number(r)}
			e.Nodes = append(e.Nodes, Node{Feature: -1, Value: r.Float32()}, Node{Feature: -1, Value: -r.Float32()})
		}
	}
	return e
}

func number(r *rand.Rand) float32 {
	return [...]float32{-2.5, -1, float32(math.Copysign(0, -1)), 0, 1e-40, 1, 7, float32(math.Inf(1)), float32(math.Inf(-1))}[r.IntN(9)]
}

// The flat layout must give the same sum, to the bit, as walking the nodes.
func TestFlatScoresAreThoseOfTheNodes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		plain := grown(r, 1+r.IntN(40), 1+r.IntN(maxColumns))
		quick, err := Decode(string(plain.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		if quick.flat == nil {
			t.Fatal("not laid out flat")
		}
		row := make([]float32, plain.Width)
		for range 50 {
			for i := range row {
				if row[i] = number(r); r.IntN(20) == 0 {
					row[i] = float32(math.Copysign(math.NaN(), float64(r.IntN(2))-0.5))
				}
			}
			if got, want := quick.Score(row), plain.Score(row); got != want {
				t.Fatalf("%v scores %v, want %v", row, got, want)
			}
		}
	}
}

// What does not fit the flat layout is scored without it.
func TestLargeEnsemblesAreNotFlat(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for name, plain := range map[string]*Ensemble{"columns": grown(r, 3, maxColumns+1), "trees": grown(r, maxTrees+1, 3)} {
		e, err := Decode(string(plain.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		row := make([]float32, plain.Width)
		if e.flat != nil || e.Score(row) != plain.Score(row) {
			t.Errorf("%s: flat %v, score %v, want %v", name, e.flat != nil, e.Score(row), plain.Score(row))
		}
	}
	shared := &Ensemble{Width: 1, Starts: []uint32{0}} // each level twice as wide as the one above
	for i := range uint16(40) {
		shared.Nodes = append(shared.Nodes, Node{Left: i + 1, Right: i + 1})
	}
	shared.Nodes = append(shared.Nodes, Node{Feature: -1, Value: 3})
	if e, err := Decode(string(shared.Encode())); err != nil || e.flat != nil || e.Score([]float32{1}) != 3 {
		t.Errorf("shared children: %v", err)
	}
}

func BenchmarkScore(b *testing.B) {
	r := rand.New(rand.NewPCG(5, 6))
	e, err := Decode(string(grown(r, 200, 60).Encode()))
	if err != nil {
		b.Fatal(err)
	}
	rows := make([][]float32, 512)
	for i := range rows {
		for range e.Width {
			rows[i] = append(rows[i], number(r))
		}
	}
	b.ReportAllocs()
	for i := range b.N {
		e.Score(rows[i%len(rows)])
	}
}
