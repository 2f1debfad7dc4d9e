package train

import (
	"math/rand/v2"
)

// Options are the settings of a training run.
type Options struct {
	// Epochs counts passes over the silver data, and Gold how often a pass sees
	// each gold sentence.
	Epochs, Gold int
	// Rate is the step size at the start; it falls linearly.
	Rate float64
	// Hidden is the number of hidden units, a multiple of 16.
	Hidden int
	// Silver is the share of silver sentences used, in [0, 1].
	Silver float64
	// Floor is the share of Rate that is left at the end.
	Floor float64
	// Log receives progress; nil is silent.
	Log func(format string, args ...any)
}

// order lists the sentences of one pass, shuffled by a fixed seed.
func order(d *data, o Options, epoch int) []int {
	r := rand.New(rand.NewPCG(uint64(epoch), 77))
	var list []int
	for i := range d.sentences {
		if d.sentences[i].from.Gold() {
			for range o.Gold {
				list = append(list, i)
			}
		} else if r.Float64() < o.Silver {
			list = append(list, i)
		}
	}
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

// each runs step over all passes with the step size and the share of the work done.
func each(d *data, o Options, step func(s *sentence, index int, rate float32, done float64)) {
	for e := range o.Epochs {
		list := order(d, o, e)
		for k, i := range list {
			done := (float64(e) + float64(k)/float64(len(list))) / float64(o.Epochs)
			step(&d.sentences[i], i, float32(o.Rate*(1-(1-o.Floor)*done)), done)
			if k%50000 == 0 && o.Log != nil {
				o.Log("epoch %d sentence %d of %d", e, k, len(list))
			}
		}
	}
}
