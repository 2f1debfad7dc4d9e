package train

import "math"

// neutralBand returns the bounds of the score, on a grid, with the best macro-F1
// of negative, neutral and positive.
func neutralBand(score, rating []float64) (low, high, best float64) {
	for l := -30; l <= 10; l++ {
		for h := max(l, -10); h <= 30; h++ {
			a, b := float64(l)/50, float64(h)/50
			if f := macroF1(score, rating, a, b); f > best {
				low, high, best = a, b, f
			}
		}
	}
	return low, high, best
}

func macroF1(score, rating []float64, low, high float64) float64 {
	var both, gold, given [3]float64
	for i := range score {
		g, p := class(rating[i], -neutralRating, neutralRating), class(score[i], low, high)
		gold[g]++
		given[p]++
		if g == p {
			both[g]++
		}
	}
	f := 0.0
	for c := range both {
		if n := gold[c] + given[c]; n > 0 {
			f += 2 * both[c] / n / 3
		}
	}
	return f
}

func class(x, low, high float64) int {
	switch {
	case x < low:
		return 0
	case x > high:
		return 2
	}
	return 1
}

// Pearson is the correlation of x and y, 0 when one of them does not vary.
func Pearson(x, y []float64) float64 {
	n := float64(len(x))
	var sx, sy, sxx, syy, sxy float64
	for i := range x {
		sx += x[i]
		sy += y[i]
	}
	for i := range x {
		a, b := x[i]-sx/n, y[i]-sy/n
		sxx += a * a
		syy += b * b
		sxy += a * b
	}
	if sxx == 0 || syy == 0 {
		return 0
	}
	return sxy / math.Sqrt(sxx*syy)
}
