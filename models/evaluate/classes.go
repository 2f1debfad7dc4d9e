package evaluate

import (
	"encoding/json"
	"fmt"
	"slices"
)

// Classes tallies decisions among a fixed list of classes.
type Classes struct {
	names                  []string
	right, gold, predicted []int // by class
	n                      int
}

// NewClasses returns an empty tally of the named classes.
func NewClasses(names ...string) *Classes {
	k := len(names)
	return &Classes{names: names, right: make([]int, k), gold: make([]int, k), predicted: make([]int, k)}
}

// Add counts one decision. A class that is not in the list counts as wrong.
func (c *Classes) Add(gold, predicted string) {
	c.n++
	g, p := slices.Index(c.names, gold), slices.Index(c.names, predicted)
	if g >= 0 {
		c.gold[g]++
	}
	if p >= 0 {
		c.predicted[p]++
	}
	if g >= 0 && g == p {
		c.right[g]++
	}
}

// F1 returns that of class i, 0 when nothing is or was called i.
func (c *Classes) F1(i int) float64 { return share(2*c.right[i], c.gold[i]+c.predicted[i]) }

// Macro is the mean F1 of all classes, those that never occur included.
func (c *Classes) Macro() float64 {
	sum := 0.0
	for i := range c.names {
		sum += c.F1(i)
	}
	return sum / float64(len(c.names))
}

// Accuracy is the share of right decisions, which is micro-F1 too.
func (c *Classes) Accuracy() float64 { return share(sum(c.right), c.n) }

// fired counts the decisions for a class other than the first, the neutral one.
func (c *Classes) fired() Count {
	return Count{Right: sum(c.right[1:]), Predicted: c.n - c.predicted[0], Gold: c.n - c.gold[0]}
}

func sum(list []int) int {
	n := 0
	for _, v := range list {
		n += v
	}
	return n
}

// line gives macro-F1 and that of each class under a label, in per cent.
func (c *Classes) line(labels ...string) string {
	s := fmt.Sprintf("macro-F1 %.1f (", 100*c.Macro())
	for i, l := range labels {
		if i > 0 {
			s += " "
		}
		s += fmt.Sprintf("%s %.1f", l, 100*c.F1(i))
	}
	return s + ")"
}

// MarshalJSON writes the figures of all classes and of each.
func (c *Classes) MarshalJSON() ([]byte, error) {
	each := map[string]decimal{}
	for i, n := range c.names {
		each[n] = decimal(c.F1(i))
	}
	return json.Marshal(struct {
		Macro    decimal            `json:"macro_f1"`
		Accuracy decimal            `json:"accuracy"`
		F1       map[string]decimal `json:"f1"`
		N        int                `json:"n"`
	}{decimal(c.Macro()), decimal(c.Accuracy()), each, c.n})
}
