package lexicon

import (
	"fmt"
	"math"
	"testing"
)

func TestTable(t *testing.T) {
	words := []string{"war", "peace", "élan"}
	for i := range 5000 {
		words = append(words, fmt.Sprint("word", i))
	}
	values := [][]float64{make([]float64, len(words)), make([]float64, len(words))}
	for i := range words {
		values[0][i], values[1][i] = float64(i%17)-8, 0.01*float64(i%5)
	}
	data := string(EncodeTable(words, values))
	table, err := OpenTable(data, 2)
	if err != nil {
		t.Fatal(err)
	}
	for i, w := range words {
		row := table.Find(w)
		if row < 0 {
			t.Fatalf("%q is lost", w)
		}
		sum := []float32{1, 1}
		table.Add(row, 0, 2, sum)
		for c := range values {
			if got := float64(table.Value(row, c)); math.Abs(got-values[c][i]) > 0.04 {
				t.Errorf("%q column %d: %g, want %g", w, c, got, values[c][i])
			}
			if got := float64(sum[c]); math.Abs(got-1-2*values[c][i]) > 0.08 {
				t.Errorf("%q column %d added twice: %g", w, c, got)
			}
		}
	}
	for _, w := range []string{"", "War", "unknown"} {
		if row := table.Find(w); row >= 0 {
			t.Errorf("%q found in row %d", w, row)
		}
	}
	damaged := []byte(data)
	damaged[len(damaged)-1] ^= 1
	for _, bad := range []string{"", "SYWT", data[:len(data)-1], string(damaged), "XXXX" + data[4:]} {
		if _, err := OpenTable(bad, 2); err == nil {
			t.Errorf("%d bytes opened without an error", len(bad))
		}
	}
	if _, err := OpenTable(data, 3); err == nil {
		t.Error("two columns opened as three")
	}
}
