package train

import (
	"math"
	"math/rand/v2"
)

// NetOptions say how networks are fitted.
type NetOptions struct {
	// Members is how many networks are joined, Hidden how many units each has.
	Members, Hidden int
	Epochs          int
	// Rate is the first step of AdaGrad; it falls to a twentieth.
	Rate float32
	// Decay is the weight of the squared norm for each example that has a feature.
	Decay float32
	// DropInput and DropHidden are the shares of features and units left out of a step.
	DropInput, DropHidden float32
	// Dense is the size of the named features.
	Dense float64
	// Least is how many examples must have a hashed feature for it to count.
	Least int
}

// TargetNet are the options for the sentiment towards a target.
var TargetNet = NetOptions{Members: 4, Hidden: 12, Epochs: 6, Rate: 0.03, Decay: 1e-4, DropInput: 0.2, DropHidden: 0.3, Dense: 0.5, Least: 6}

// labels are blame, none, praise.
const labels = 3

// inputs are the features of all examples as a network takes them: the named ones, of
// equal size about 0, then those hashed ones that are frequent.
type inputs struct {
	named       int
	mean, scale []float64
	keys        []uint32
	rows        []row
	label       []int
}

// row is the features of an example, their places and values.
type row struct {
	at    []int32
	value []float32
}

// newInputs lays out the first alternative of each example.
func newInputs(examples []Example, o *NetOptions) *inputs {
	in := &inputs{named: len(examples[0].Alternatives[0].Dense)}
	in.mean, in.scale = moments(examples, in.named, o.Dense)
	place := in.count(examples, o.Least)
	for i := range examples {
		e := &examples[i].Alternatives[0]
		var r row
		for k, x := range e.Dense {
			if in.scale[k] > 0 {
				r.at, r.value = append(r.at, int32(k)), append(r.value, float32((x-in.mean[k])*in.scale[k]))
			}
		}
		for _, f := range e.Hashed {
			if k := place[f.Key]; k > 0 {
				r.at, r.value = append(r.at, k), append(r.value, f.Value)
			}
		}
		in.rows = append(in.rows, r)
		// The alternatives are praise and blame.
		in.label = append(in.label, map[int]int{-1: 1, 0: 2, 1: 0}[examples[i].Gold])
	}
	return in
}

// moments returns the mean of each named feature and what makes it as large as asked.
func moments(examples []Example, n int, size float64) (mean, scale []float64) {
	mean, scale = make([]float64, n), make([]float64, n)
	for i := range examples {
		for k, x := range examples[i].Alternatives[0].Dense {
			mean[k] += x / float64(len(examples))
		}
	}
	for i := range examples {
		for k, x := range examples[i].Alternatives[0].Dense {
			scale[k] += (x - mean[k]) * (x - mean[k]) / float64(len(examples))
		}
	}
	for k, v := range scale {
		scale[k] = 0
		if v > 1e-9 {
			scale[k] = size / math.Sqrt(v)
		}
	}
	return mean, scale
}

// count numbers the hashed features that enough examples have, after the named ones, in
// the order in which they are first met.
func (in *inputs) count(examples []Example, least int) (place map[uint32]int32) {
	type tally struct{ last, seen int32 }
	tallies, met := map[uint32]*tally{}, []uint32{}
	for i := range examples {
		for _, f := range examples[i].Alternatives[0].Hashed {
			t := tallies[f.Key]
			if t == nil {
				t = &tally{last: -1}
				tallies[f.Key] = t
				met = append(met, f.Key)
			}
			if t.last != int32(i) {
				t.last = int32(i)
				t.seen++
			}
		}
	}
	place = map[uint32]int32{}
	for _, key := range met {
		if int(tallies[key].seen) >= least {
			place[key] = int32(in.named + len(in.keys))
			in.keys = append(in.keys, key)
		}
	}
	return place
}

// member is one network: the weights of each feature to the hidden units and, last, to
// the labels; those of the constant; and those of the hidden units to the labels.
type member struct {
	hidden           int
	in, constant, to []float32
}

func (m *member) width() int { return m.hidden + labels }

// sums returns hidden units, before they are cut at 0, and logits, without them.
func (m *member) sums(r *row, out []float32) {
	copy(out, m.constant)
	w := m.width()
	for j, k := range r.at {
		v := r.value[j]
		for c, x := range m.in[int(k)*w : int(k+1)*w] {
			out[c] += v * x
		}
	}
}

// logits returns those of an example.
func (m *member) logits(r *row) (out [labels]float64) {
	sums := make([]float32, m.width())
	m.sums(r, sums)
	for u, x := range sums[:m.hidden] {
		for c := range labels {
			if x > 0 {
				sums[m.hidden+c] += x * m.to[u*labels+c]
			}
		}
	}
	for c := range out {
		out[c] = float64(sums[m.hidden+c])
	}
	return out
}

// fitMember fits a network to the examples that use picks, by AdaGrad (Duchi et al.,
// JMLR 2011) with features and units left out at random (Srivastava et al., JMLR 2014).
func fitMember(in *inputs, o *NetOptions, use []int, seed uint64) *member {
	random := rand.New(rand.NewPCG(seed, 7))
	f := newFitter(in, o, random)
	order := append([]int{}, use...)
	step, steps := 0, float32(o.Epochs*len(order))
	for range o.Epochs {
		random.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, i := range order {
			f.rate = o.Rate * (1 - 0.95*float32(step)/steps)
			f.step(&in.rows[i], in.label[i])
			step++
		}
	}
	return &f.m
}

// fitter is the state of a fit: the network, the sums of its squared gradients in the
// same form, and room for a step.
type fitter struct {
	m, squares member
	o          *NetOptions
	random     *rand.Rand
	rate       float32
	kept       row
	sums, back []float32
}

func newFitter(in *inputs, o *NetOptions, random *rand.Rand) *fitter {
	f := &fitter{o: o, random: random}
	w, n := o.Hidden+labels, in.named+len(in.keys)
	for _, m := range [...]*member{&f.m, &f.squares} {
		*m = member{hidden: o.Hidden, in: make([]float32, n*w), constant: make([]float32, w), to: make([]float32, o.Hidden*labels)}
	}
	for k := range n {
		for u := range o.Hidden {
			f.m.in[k*w+u] = float32(random.NormFloat64()) * 0.1
		}
	}
	for i := range f.m.to {
		f.m.to[i] = float32(random.NormFloat64()) * 0.3
	}
	f.sums, f.back = make([]float32, w), make([]float32, w)
	return f
}

// step moves the weights by one example.
func (f *fitter) step(r *row, label int) {
	f.drop(r)
	h := f.m.hidden
	f.m.sums(&f.kept, f.sums)
	logits, keep := f.sums[h:], 1/(1-f.o.DropHidden)
	for u, x := range f.sums[:h] {
		f.back[u] = 0
		if x <= 0 || f.random.Float32() < f.o.DropHidden {
			f.sums[u] = 0
			continue
		}
		f.back[u] = keep
		f.sums[u] = x * keep
		for c := range logits {
			logits[c] += x * keep * f.m.to[u*labels+c]
		}
	}
	wrong := f.back[h:]
	softmax(logits, wrong)
	wrong[label]--
	for u, x := range f.sums[:h] {
		if x == 0 {
			continue
		}
		d, to := float32(0), f.m.to[u*labels:(u+1)*labels]
		for c, g := range wrong {
			d += g * to[c]
		}
		f.back[u] *= d
		for c, g := range wrong {
			f.move(&to[c], &f.squares.to[u*labels+c], g*x)
		}
	}
	f.spread()
}

// spread moves the weights of the features by what came back to the units and labels.
func (f *fitter) spread() {
	for c, g := range f.back {
		if g != 0 {
			f.move(&f.m.constant[c], &f.squares.constant[c], g)
		}
	}
	w := f.m.width()
	for j, k := range f.kept.at {
		v := f.kept.value[j]
		weights, squares := f.m.in[int(k)*w:int(k+1)*w], f.squares.in[int(k)*w:int(k+1)*w]
		for c, g := range f.back {
			if g != 0 {
				f.move(&weights[c], &squares[c], g*v+f.o.Decay*weights[c])
			}
		}
	}
}

// drop leaves features out, and makes up for them.
func (f *fitter) drop(r *row) {
	f.kept.at, f.kept.value = f.kept.at[:0], f.kept.value[:0]
	keep := 1 / (1 - f.o.DropInput)
	for j, k := range r.at {
		if f.random.Float32() >= f.o.DropInput {
			f.kept.at, f.kept.value = append(f.kept.at, k), append(f.kept.value, r.value[j]*keep)
		}
	}
}

func (f *fitter) move(weight, square *float32, gradient float32) {
	*square += gradient * gradient
	*weight -= f.rate * gradient / (float32(math.Sqrt(float64(*square))) + 1e-3)
}

func softmax(logits, out []float32) {
	top, sum := max(logits[0], logits[1], logits[2]), float32(0)
	for c, x := range logits {
		out[c] = float32(math.Exp(float64(x - top)))
		sum += out[c]
	}
	for c := range out {
		out[c] /= sum
	}
}
