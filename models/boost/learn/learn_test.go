package learn

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/saysonews/sayso/models/boost"
)

// circle labels points inside a circle, which no single split can tell.
func circle(n int) *Table {
	r := rand.New(rand.NewPCG(7, 7))
	t := &Table{}
	for range n {
		x, y, noise := r.Float32()*2-1, r.Float32()*2-1, r.Float32()
		label := float32(0)
		if x*x+y*y < 0.5 {
			label = 1
		}
		t.Add([]float32{x, y, noise}, label)
	}
	return t
}

func TestLearnsACircle(t *testing.T) {
	e := Train(circle(4000), Options{Trees: 60})
	test, right := circle(5000), 0
	for i := 4000; i < 5000; i++ {
		if (e.Score(test.Values[3*i:3*i+3]) > 0) == (test.Labels[i] == 1) {
			right++
		}
	}
	if right < 950 {
		t.Errorf("%d of 1000 unseen points right, want at least 950", right)
	}
}

func TestSameRowsGiveTheSameBytes(t *testing.T) {
	a, b := Train(circle(500), Options{Trees: 5, Seed: 1}), Train(circle(500), Options{Trees: 5, Seed: 1})
	if !reflect.DeepEqual(a.Encode(), b.Encode()) {
		t.Error("two trainings differ")
	}
	back, err := boost.Decode(string(a.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	row := []float32{0.1, -0.4, 0.5}
	if back.Score(row) != a.Score(row) {
		t.Errorf("score after a round trip is %v, before %v", back.Score(row), a.Score(row))
	}
}

func TestDecodeRefusesDamage(t *testing.T) {
	good := Train(circle(500), Options{Trees: 3}).Encode()
	for i := 12; i < len(good); i += 7 {
		bad := append([]byte(nil), good...)
		bad[i] ^= 0x81
		if e, err := boost.Decode(string(bad)); err == nil {
			e.Score([]float32{0, 0, 0}) // must end, whatever the damage
		}
	}
	if _, err := boost.Decode(string(good[:len(good)-3])); err == nil {
		t.Error("a cut ensemble decodes")
	}
}

func TestOneClassOnly(t *testing.T) {
	tab := &Table{}
	for i := range 100 {
		tab.Add([]float32{float32(i)}, 1)
	}
	if e := Train(tab, Options{Trees: 3}); e.Probability([]float32{5}) < 0.9 {
		t.Error("rows of one class are not told")
	}
}
