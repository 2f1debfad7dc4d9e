package train

import "hash/fnv"

// folds is how many parts cross-validation cuts the groups into.
const folds = 5

// Fit is a fitted model and what it reaches on groups left out of the fit.
type Fit struct {
	Weights *Softmax
	// Offsets are what to add to the score of each alternative for the best
	// macro-F1.
	Offsets []float64
	// MacroF1 and Accuracy lie in [0, 1], taken by cross-validation over groups;
	// the offsets of one fold are tuned on the other folds.
	MacroF1, Accuracy float64
}

// Validate fits a model to all examples, with offsets that make the best of
// macro-F1, and measures it by cross-validation.
func Validate(examples []Example, classes, dense int, penalty Penalty) Fit {
	scores := make([][]float64, len(examples))
	for f := range folds {
		var fit []Example
		for _, e := range examples {
			if fold(e.Group) != f {
				fit = append(fit, e)
			}
		}
		w := FitSoftmax(fit, classes, dense, penalty)
		for i := range examples {
			if fold(examples[i].Group) == f {
				scores[i] = w.Scores(&examples[i])
			}
		}
	}
	var out Fit
	guess := make([]int, len(examples))
	for f := range folds {
		offset := tune(examples, scores, func(i int) bool { return fold(examples[i].Group) != f })
		for i := range examples {
			if fold(examples[i].Group) == f {
				guess[i] = choose(&examples[i], scores[i], offset)
			}
		}
	}
	out.MacroF1, out.Accuracy = measure(examples, guess)
	out.Weights = FitSoftmax(examples, classes, dense, penalty)
	out.Offsets = tune(examples, scores, func(int) bool { return true })
	return out
}

func fold(group string) int {
	h := fnv.New32a()
	h.Write([]byte(group))
	return int(h.Sum32() % folds)
}

// tune returns the offset of each alternative, on a grid, with the best macro-F1 on
// the examples that use picks, one alternative after the other, three times.
func tune(examples []Example, scores [][]float64, use func(i int) bool) []float64 {
	var at []int
	for i := range examples {
		if use(i) {
			at = append(at, i)
		}
	}
	picked := make([]Example, len(at))
	guess := make([]int, len(at))
	for j, i := range at {
		picked[j] = examples[i]
	}
	offset := make([]float64, len(examples[0].Alternatives))
	best := 0.0
	for range 3 {
		for c := range offset {
			keep := offset[c]
			for d := -1.0; d <= 2.5; d += 0.1 {
				offset[c] = d
				for j, i := range at {
					guess[j] = choose(&examples[i], scores[i], offset)
				}
				if f, _ := measure(picked, guess); f > best {
					best, keep = f, d
				}
			}
			offset[c] = keep
		}
	}
	return offset
}

// choose returns the alternative with the best score above 0, or -1.
func choose(e *Example, score, offset []float64) int {
	best, at := 0.0, -1
	for j := range e.Alternatives {
		if s := score[j] + offset[j]; s > best {
			best, at = s, j
		}
	}
	return at
}

// measure returns macro-F1 over all alternatives and none, and accuracy.
func measure(examples []Example, guess []int) (macroF1, accuracy float64) {
	labels := 1
	for i := range examples {
		labels = max(labels, len(examples[i].Alternatives)+1)
	}
	both, gold, given := make([]float64, labels), make([]float64, labels), make([]float64, labels)
	for i := range examples {
		g, p := examples[i].Gold+1, guess[i]+1
		gold[g]++
		given[p]++
		if g == p {
			both[g]++
			accuracy++
		}
	}
	for c := range both {
		if n := gold[c] + given[c]; n > 0 {
			macroF1 += 2 * both[c] / n / float64(labels)
		}
	}
	return macroF1, accuracy / float64(max(1, len(examples)))
}
