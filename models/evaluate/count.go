package evaluate

import (
	"encoding/json"
	"fmt"
	"math"
)

// Count compares what was predicted with what is right. The zero value has seen
// nothing.
type Count struct{ Right, Predicted, Gold int }

// Precision is the share, in [0, 1], of the predicted that is right.
func (c Count) Precision() float64 { return share(c.Right, c.Predicted) }

// Recall is the share, in [0, 1], of the gold that was found.
func (c Count) Recall() float64 { return share(c.Right, c.Gold) }

// F1 is the harmonic mean of precision and recall, 0 when both are.
func (c Count) F1() float64 {
	p, r := c.Precision(), c.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func (c *Count) add(right, predicted, gold int) {
	c.Right += right
	c.Predicted += predicted
	c.Gold += gold
}

// line is the row of a table of figures, in per cent.
func (c Count) line(name string) string {
	return fmt.Sprintf("%-14s P %5.1f  R %5.1f  F1 %5.1f\n", name, 100*c.Precision(), 100*c.Recall(), 100*c.F1())
}

// MarshalJSON writes the shares, in [0, 1], and what they rest on.
func (c Count) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Precision decimal `json:"precision"`
		Recall    decimal `json:"recall"`
		F1        decimal `json:"f1"`
		Right     int     `json:"right"`
		Predicted int     `json:"predicted"`
		Gold      int     `json:"gold"`
	}{decimal(c.Precision()), decimal(c.Recall()), decimal(c.F1()), c.Right, c.Predicted, c.Gold})
}

// decimal is a number that JSON shows with six decimals at most.
type decimal float64

// MarshalJSON rounds to a millionth.
func (d decimal) MarshalJSON() ([]byte, error) {
	return json.Marshal(math.Round(float64(d)*1e6) / 1e6)
}

// share is a/b, 0 when b is.
func share(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// totals is the line of how much was compared.
func totals(c Count) string { return fmt.Sprintf("gold %d predicted %d\n", c.Gold, c.Predicted) }
