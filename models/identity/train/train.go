package train

import (
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/corpus"
	"github.com/saysonews/sayso/models/identity"
	"github.com/saysonews/sayso/models/identity/names"
	"github.com/saysonews/sayso/models/linear/learn"
)

// The corpora that the recogniser learns from, in the folder of corpora.
const (
	GoldPath    = "gum/train.conllu.gz"
	PolNeARPath = "polnear/train.ud2.conll.gz"
	NewsPath    = "silver/news.conll.zst"
	PressPath   = "silver/press.conll.zst"
)

// Options steer training.
type Options struct {
	Rows, Hidden, Epochs int
	Rate, Drop           float32
	Gold                 int // how often each gold document is seen in a pass
	Share                int // one in so many silver documents is used
	Seed                 uint64
	Keep                 func(gold int) bool // which gold documents to learn from, all when nil
	Log                  func(format string, args ...any)
}

// Defaults are the options of the weights in use.
func Defaults(log func(format string, args ...any)) Options {
	return Options{Rows: 1 << 16, Hidden: 48, Epochs: 3, Rate: 0.05, Drop: 0.1, Gold: 6, Share: 1, Seed: 1, Log: log}
}

// Result is a trained recogniser.
type Result struct {
	Weights []byte
	Metrics map[string]float64
}

// run is a stretch of tokens with features and classes.
type run struct {
	features [][]int32
	classes  []uint8
}

// Reader turns documents of corpora into what the recogniser sees.
type Reader struct {
	annotate func(*models.Document)
	looker   *identity.Looker
	names    *names.Recogniser
}

// NewReader returns a Reader that tags and parses with annotate and hashes
// features to so many rows.
func NewReader(annotate func(*models.Document), rows int) (*Reader, error) {
	l, err := identity.NewLooker()
	if err != nil {
		return nil, err
	}
	return &Reader{annotate, l, names.NewRecogniser(nil, l.Lists(), rows)}, nil
}

// runs returns the runs of a text.
func (r *Reader) runs(t *text) []run {
	r.annotate(t.doc)
	words := r.looker.Words(t.doc)
	t.settle(words, r.looker.Lists())
	r.names.Read(t.doc, words)
	var out []run
	var buf [names.MaxFeatures]int32
	for _, b := range r.names.Runs() {
		x := run{}
		for i := b[0]; i < b[1]; i++ {
			x.features = append(x.features, append([]int32(nil), r.names.Features(i, buf[:0])...))
			x.classes = append(x.classes, uint8(t.class[i]))
		}
		out = append(out, x)
	}
	return out
}

// Run trains on all corpora and measures on the development parts.
func Run(corpora string, annotate func(*models.Document), o Options) (*Result, error) {
	r, err := NewReader(annotate, o.Rows)
	if err != nil {
		return nil, err
	}
	runs, err := r.read(corpora, o)
	if err != nil {
		return nil, err
	}
	net, chain := Fit(runs, o)
	res := &Result{Weights: names.Encode(net.Sections(names.NetName), chain, net.Scale(0))}
	res.Metrics, err = Measure(corpora, annotate, res.Weights)
	return res, err
}

// read collects the runs of all corpora.
func (r *Reader) read(corpora string, o Options) ([]run, error) {
	var runs []run
	gold, err := corpus.ReadCoNLLU(filepath.Join(corpora, GoldPath))
	if err != nil {
		return nil, fmt.Errorf("read gold names: %w", err)
	}
	for i := range gold {
		if o.Keep != nil && !o.Keep(i) {
			continue
		}
		MarkNames(&gold[i])
		own := r.runs(assemble(&gold[i], written))
		for range o.Gold {
			runs = append(runs, own...)
		}
		runs = append(runs, r.runs(assemble(&gold[i], headlines))...)
	}
	o.Log("gold: %d runs", len(runs))
	for _, name := range []string{PolNeARPath, NewsPath, PressPath} {
		n := 0
		err := corpus.EachSilver(filepath.Join(corpora, name), func(d *corpus.Document) error {
			n++
			if n%o.Share != 0 {
				return nil
			}
			mend(d)
			runs = append(runs, r.runs(assemble(d, written))...)
			if n%12 == 0 {
				runs = append(runs, r.runs(assemble(d, headlines))...)
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("read silver names: %w", err)
		}
		o.Log("%s: %d runs so far", name, len(runs))
	}
	return runs, nil
}

// Fit trains network and transitions on runs: the negative log likelihood of the
// chain, one run at a time, by AdaGrad.
func Fit(runs []run, o Options) (*learn.Net, *names.Chain) {
	f := &fitting{net: learn.New(o.Rows, o.Hidden, o.Seed, names.Classes), chain: &names.Chain{}, rand: rand.New(rand.NewPCG(o.Seed, 3)), drop: o.Drop}
	order := make([]int32, len(runs))
	for i := range order {
		order[i] = int32(i)
	}
	for epoch := range o.Epochs {
		f.rand.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for k, i := range order {
			done := (float32(epoch) + float32(k)/float32(len(order))) / float32(o.Epochs)
			f.net.Rate = o.Rate * (1 - 0.95*done)
			f.step(&runs[i])
		}
		o.Log("pass %d: loss %.4f a run", epoch+1, f.loss/float64(len(runs)))
		f.loss = 0
	}
	f.net.ScaleRows(1 - o.Drop)
	f.chain.Prepare()
	return f.net, f.chain
}

// fitting is a recogniser under training.
type fitting struct {
	net       *learn.Net
	chain     *names.Chain
	seen      [names.Classes]names.Row
	teacher   names.Teacher
	rand      *rand.Rand
	drop      float32
	loss      float64
	scores, g []names.Row
	kept      [][]int32
}

func (f *fitting) step(x *run) {
	n := len(x.classes)
	for len(f.scores) < n {
		f.scores, f.g, f.kept = append(f.scores, names.Row{}), append(f.g, names.Row{}), append(f.kept, nil)
	}
	scores, g := f.scores[:n], f.g[:n]
	for i := range scores {
		f.kept[i] = f.thin(x.features[i], f.kept[i][:0])
		f.net.Hidden(f.kept[i])
		f.net.Scores(0, scores[i][:])
	}
	f.chain.Prepare()
	var pairs [names.Classes]names.Row
	f.teacher.Gradient(f.chain, scores, x.classes, g, &pairs)
	for i := range g {
		f.loss -= math.Log(max(1e-9, float64(1+g[i][x.classes[i]])))
		f.net.Hidden(f.kept[i])
		f.net.Learn(0, g[i][:])
		f.net.Update(f.kept[i])
	}
	for a := range pairs {
		for b, d := range pairs[a] {
			f.seen[a][b] += d * d
			f.chain.Transition[a][b] -= f.net.Rate * d / (1e-3 + float32(math.Sqrt(float64(f.seen[a][b]))))
		}
	}
}

// thin leaves features out at random.
func (f *fitting) thin(in, out []int32) []int32 {
	for _, x := range in {
		if f.rand.Float32() >= f.drop {
			out = append(out, x)
		}
	}
	return out
}
