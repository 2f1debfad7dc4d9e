package train

import (
	"math"

	"github.com/saysonews/sayso/models/linear"
	"github.com/saysonews/sayso/models/stance"
)

// NetFit is a fitted network and what it reaches on articles left out of the fit.
type NetFit struct {
	Weights []byte
	// MacroF1 and Accuracy lie in [0, 1], LogLoss is the mean negative log-likelihood
	// of the probabilities: all by cross-validation over articles, where the shifts and
	// the temperature of one fold are tuned on the others.
	MacroF1, Accuracy, LogLoss float64
	// Sure is the share of right labels among those with a probability of at least
	// sure, and SureMean the mean of these probabilities.
	Sure, SureMean float64
}

// sure is the probability from which a label counts as sure.
const sure = 0.8

// ValidateNet fits a network to all examples, and measures it by cross-validation.
func ValidateNet(examples []Example, o NetOptions, log func(format string, args ...any)) (NetFit, error) {
	in := newInputs(examples, &o)
	parts := make([]int, len(examples))
	for i := range examples {
		parts[i] = fold(examples[i].Group)
	}
	logits := make([][labels]float64, len(examples))
	for f := range folds {
		inside, outside := split(parts, f)
		for s := range o.Members {
			m := fitMember(in, &o, inside, uint64(s))
			for _, i := range outside {
				for c, x := range m.logits(&in.rows[i]) {
					logits[i][c] += x / float64(o.Members)
				}
			}
		}
		log("fold %d of %d", f+1, folds)
	}
	fit := in.validate(logits, parts)
	every, _ := split(parts, -1)
	var members []*member
	for s := range o.Members {
		members = append(members, fitMember(in, &o, every, uint64(s)))
	}
	file := in.encode(members, tuneShift(logits, in.label, every), temperature(logits, in.label, every))
	var err error
	fit.Weights, err = linear.Pack(file)
	return fit, err
}

// split returns the examples that are not in a part and those that are.
func split(parts []int, part int) (inside, outside []int) {
	for i, p := range parts {
		if p == part {
			outside = append(outside, i)
		} else {
			inside = append(inside, i)
		}
	}
	return inside, outside
}

// validate measures predictions that were made part by part.
func (in *inputs) validate(logits [][labels]float64, parts []int) NetFit {
	guess, n := make([]int, len(logits)), 0.0
	var fit NetFit
	for f := range folds {
		inside, outside := split(parts, f)
		shift, cool := tuneShift(logits, in.label, inside), temperature(logits, in.label, inside)
		for _, i := range outside {
			guess[i] = best(&logits[i], &shift)
			fit.LogLoss -= math.Log(probability(&logits[i], in.label[i], cool)) / float64(len(logits))
			top := best(&logits[i], &[labels]float64{})
			if p := probability(&logits[i], top, cool); p >= sure {
				n++
				fit.SureMean += p
				if top == in.label[i] {
					fit.Sure++
				}
			}
		}
	}
	fit.Sure, fit.SureMean = fit.Sure/math.Max(n, 1), fit.SureMean/math.Max(n, 1)
	every, _ := split(parts, -1)
	fit.MacroF1, fit.Accuracy = scoreLabels(in.label, guess, every)
	return fit
}

// probability returns how likely a label is.
func probability(logits *[labels]float64, label int, cool float64) float64 {
	total := 0.0
	for _, x := range logits {
		total += math.Exp(cool * (x - logits[label]))
	}
	return 1 / total
}

// best returns the label with the largest shifted logit.
func best(logits, shift *[labels]float64) int {
	at := 0
	for c := range logits {
		if logits[c]+shift[c] > logits[at]+shift[at] {
			at = c
		}
	}
	return at
}

// flat is how much macro-F1 may lie below the best for shifts to count as good.
const flat = 0.003

// tuneShift returns what to add to the logits of blame and praise: the middle of all
// shifts, on a grid, whose macro-F1 on the examples of use is about as good as the best.
func tuneShift(logits [][labels]float64, label, use []int) (shift [labels]float64) {
	type tried struct {
		shift [labels]float64
		f1    float64
	}
	var all []tried
	top, guess := 0.0, make([]int, len(label))
	for a := -10; a <= 10; a++ {
		for b := -10; b <= 10; b++ {
			t := tried{shift: [labels]float64{float64(a) / 20, 0, float64(b) / 20}}
			for _, i := range use {
				guess[i] = best(&logits[i], &t.shift)
			}
			t.f1, _ = scoreLabels(label, guess, use)
			top = math.Max(top, t.f1)
			all = append(all, t)
		}
	}
	n := 0.0
	for _, t := range all {
		if t.f1 >= top-flat {
			n++
			for c, x := range t.shift {
				shift[c] += x
			}
		}
	}
	for c := range shift {
		shift[c] /= n
	}
	return shift
}

// temperature returns by what to multiply logits for the best likelihood (Guo et al.,
// ICML 2017).
func temperature(logits [][labels]float64, label, use []int) float64 {
	top, at := math.Inf(1), 1.0
	for k := 8; k <= 40; k++ {
		if l := logLoss(logits, label, use, float64(k)/20); l < top {
			top, at = l, float64(k)/20
		}
	}
	return at
}

func logLoss(logits [][labels]float64, label, use []int, cool float64) float64 {
	sum := 0.0
	for _, i := range use {
		sum -= math.Log(probability(&logits[i], label[i], cool))
	}
	return sum / float64(max(1, len(use)))
}

// scoreLabels returns macro-F1 and accuracy on the examples of use.
func scoreLabels(gold, guess, use []int) (macroF1, accuracy float64) {
	var both, n [labels]float64
	for _, i := range use {
		n[gold[i]]++
		n[guess[i]]++
		if gold[i] == guess[i] {
			both[gold[i]]++
			accuracy++
		}
	}
	for c := range both {
		macroF1 += 2 * both[c] / math.Max(n[c], 1) / labels
	}
	return macroF1, accuracy / float64(max(1, len(use)))
}

// encode joins the members to one network: their hidden units stand side by side, and
// the logits are the mean of theirs.
func (in *inputs) encode(members []*member, shift [labels]float64, cool float64) []byte {
	all := in.join(members)
	var dense, out []float32
	for _, row := range append(all[:in.named:in.named], all[len(all)-1]) {
		for _, x := range row {
			dense = append(dense, float32(x))
		}
	}
	for _, m := range members {
		for _, x := range m.to {
			out = append(out, x/float32(len(members)))
		}
	}
	for _, x := range shift {
		out = append(out, float32(x))
	}
	columns := make([][]float64, len(all[0]))
	for c := range columns {
		for k := range in.keys {
			columns[c] = append(columns[c], all[in.named+k][c])
		}
	}
	return stance.EncodeNet(len(columns)-labels, dense, append(out, float32(cool)), in.keys, columns)
}

// join returns the weights of each feature and, last, of the constant, to the hidden
// units of all members and to the labels. Means and sizes of the named features go
// into the weights.
func (in *inputs) join(members []*member) [][]float64 {
	h, w := members[0].hidden, members[0].width()
	all := make([][]float64, in.named+len(in.keys)+1)
	for k := range all {
		all[k] = make([]float64, len(members)*h+labels)
		for s, m := range members {
			from := m.constant
			if k < len(all)-1 {
				from = m.in[k*w : (k+1)*w]
			}
			for u := range h {
				all[k][s*h+u] = float64(from[u])
			}
			for c := range labels {
				all[k][len(members)*h+c] += float64(from[h+c]) / float64(len(members))
			}
		}
	}
	constant := all[len(all)-1]
	for k := range in.named {
		for c := range all[k] {
			all[k][c] *= in.scale[k]
			constant[c] -= all[k][c] * in.mean[k]
		}
	}
	return all
}
