package linear_test

import (
	"errors"
	"math/bits"
	"testing"

	"github.com/saysonews/sayso/models/linear"
	"github.com/saysonews/sayso/models/linear/learn"
)

// xor trains a network on which of two features of four are active, which no
// linear model can tell, and returns it with its examples.
func xor(t *testing.T) (*learn.Net, [][]int32) {
	t.Helper()
	n := learn.New(5, 16, 3, 3)
	n.Rate = 0.1
	examples := [][]int32{{0, 2, 4}, {0, 3, 4}, {1, 2, 4}, {1, 3, 4}}
	var scores, p [3]float32
	for range 400 {
		for i, f := range examples {
			n.Hidden(f)
			n.Scores(0, scores[:])
			learn.Softmax(scores[:], learn.All, p[:])
			p[odd(i)]--
			n.Learn(0, p[:])
			n.Update(f)
		}
	}
	return n, examples
}

// odd is the class of example i: 1 when just one of its two choices is the second.
func odd(i int) int { return bits.OnesCount(uint(i)) % 2 }

func TestStoredNetDecidesLikeTheTrainedOne(t *testing.T) {
	trained, examples := xor(t)
	f, err := linear.Open(string(linear.Encode(7, trained.Sections("x"))), 7)
	if err != nil {
		t.Fatal(err)
	}
	n, err := linear.NewNet(f, "x")
	if err != nil {
		t.Fatal(err)
	}
	var sum linear.Sum
	var units linear.Units
	scores := make([]int32, n.Classes(0))
	for i, e := range examples {
		n.Reset(&sum)
		n.Add(&sum, e)
		n.Hidden(&sum, &units)
		if got := n.Best(0, &units, learn.All); got != odd(i) {
			t.Errorf("example %d: class %d, want %d", i, got, odd(i))
		}
		if got := n.Best(0, &units, 1<<2); got != 2 {
			t.Errorf("example %d: class %d, but only 2 is allowed", i, got)
		}
		n.Score(0, &units, scores)
		if scores[odd(i)] <= scores[1-odd(i)] || scores[3] > scores[2] {
			t.Errorf("example %d: scores %v", i, scores)
		}
	}
}

// A sum must be the same whether features come at once or one after another,
// in any order and number: rows are added in pairs.
func TestSumDoesNotDependOnGrouping(t *testing.T) {
	trained, _ := xor(t)
	f, err := linear.Open(string(linear.Encode(7, trained.Sections("x"))), 7)
	if err != nil {
		t.Fatal(err)
	}
	n, err := linear.NewNet(f, "x")
	if err != nil {
		t.Fatal(err)
	}
	var all, parts linear.Sum
	n.Add(&all, []int32{4, 2, 0, 1, 3})
	for _, row := range []int32{0, 1, 2, 3, 4} {
		n.Add(&parts, []int32{row})
	}
	if all != parts {
		t.Error("sums differ")
	}
}

func TestOpenRefusesOtherFiles(t *testing.T) {
	good := linear.Encode(7, []linear.Section{{Name: "a", Data: []byte("hello")}})
	flip := func(i int) string {
		b := append([]byte(nil), good...)
		b[i] ^= 1
		return string(b)
	}
	for name, data := range map[string]string{
		"empty": "", "magic": flip(0), "version": flip(8), "features": flip(12),
		"checksum": flip(16), "sections": flip(20), "body": flip(len(good) - 1), "cut": string(good[:len(good)-1]),
	} {
		f, err := linear.Open(data, 7)
		if name == "sections" && err == nil {
			_, err = f.Section("a")
		}
		if !errors.Is(err, linear.ErrFormat) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	f, err := linear.Open(string(good), 7)
	if err != nil {
		t.Fatal(err)
	}
	if s, err := f.Section("a"); s != "hello" || err != nil {
		t.Errorf("section %q, %v", s, err)
	}
	if _, err := f.Section("b"); !errors.Is(err, linear.ErrFormat) {
		t.Errorf("missing section: %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(linear.Encode(1, []linear.Section{{Name: "n.rows", Data: make([]byte, 32)}, {Name: "n.shape", Data: make([]byte, 12)}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := linear.Open(string(data), 1)
		if err != nil {
			return
		}
		linear.NewNet(file, "n")
	})
}

func TestBucketCoversItsRange(t *testing.T) {
	seen := map[int]bool{}
	for i := range uint64(10000) {
		b := linear.Bucket(linear.Mix(i), 37)
		if b < 0 || b >= 37 {
			t.Fatalf("bucket %d", b)
		}
		seen[b] = true
	}
	if len(seen) != 37 {
		t.Errorf("%d of 37 buckets used", len(seen))
	}
}
