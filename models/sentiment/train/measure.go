package train

import "math"

// flat is how much macro-F1 may lie below the best for bounds to count as good.
const flat = 0.004

// neutralBand returns bounds of the score and the macro-F1 of negative, neutral and
// positive that they give: the middle of all bounds, on a grid, that are about as good
// as the best, since the best alone is an accident of the sentences.
func neutralBand(score, rating []float64) (low, high, f1 float64) {
	type bounds struct{ low, high, f1 float64 }
	var tried []bounds
	best := 0.0
	for l := -30; l <= 10; l++ {
		for h := max(l, -10); h <= 30; h++ {
			b := bounds{low: float64(l) / 50, high: float64(h) / 50}
			b.f1 = macroF1(score, rating, b.low, b.high)
			best = math.Max(best, b.f1)
			tried = append(tried, b)
		}
	}
	n := 0.0
	for _, b := range tried {
		if b.f1 >= best-flat {
			low, high, n = low+b.low, high+b.high, n+1
		}
	}
	low, high = math.Round(100*low/n)/100, math.Round(100*high/n)/100
	return low, high, macroF1(score, rating, low, high)
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
