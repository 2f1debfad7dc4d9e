package attribution

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"math"

	"github.com/saysonews/sayso/models/boost"
	"github.com/saysonews/sayso/models/linear"
)

//go:embed data/weights.bin
var weights string

// The sections of the weight file beside those of the network called netName.
const (
	netName      = "token"
	chainSection = "chain"
	priorSection = "priors"
)

// rankerNames are the sections of the rankers, in the order of Rankers' fields.
var rankerNames = [...]string{"cue", "source", "content", "relation"}

// storedNet scores tokens with the network of the weight file.
type storedNet struct {
	net   *linear.Net
	scale float32
}

// Emit scores the labels of a token.
func (s *storedNet) Emit(features []int32, scores *Row) {
	var sum linear.Sum
	var units linear.Units
	var out [NumLabels + 1]int32
	s.net.Add(&sum, features)
	s.net.Hidden(&sum, &units)
	s.net.Score(0, &units, out[:])
	for l := range scores {
		scores[l] = float32(out[l]) * s.scale
	}
}

// Open reads a weight file that Encode wrote.
func Open(data string) (*Sequence, *Rankers, error) {
	f, err := linear.Open(data, FeatureVersion)
	if err != nil {
		return nil, nil, err
	}
	net, err := linear.NewNet(f, netName)
	if err != nil {
		return nil, nil, err
	}
	s := &Sequence{Rows: net.Rows()}
	scale, err := s.openChain(f)
	if err != nil {
		return nil, nil, err
	}
	if net.Heads() != 1 || net.Classes(0) != int(NumLabels)+1 {
		return nil, nil, fmt.Errorf("labels of the network: %w", linear.ErrFormat)
	}
	s.Net = &storedNet{net, scale}
	table, err := f.Section(priorSection)
	if err != nil {
		return nil, nil, err
	}
	if n := len(table) / 8; n == 0 || n&(n-1) != 0 {
		return nil, nil, fmt.Errorf("size of priors: %w", linear.ErrFormat)
	}
	s.Priors = priorTable(table)
	r, err := openRankers(f)
	return s, r, err
}

// openChain reads the transitions and the scale of the network's scores.
func (s *Sequence) openChain(f *linear.File) (scale float32, err error) {
	b, err := f.Section(chainSection)
	if err != nil {
		return 0, err
	}
	if len(b) != 4*int(NumLabels*NumLabels)+4 {
		return 0, fmt.Errorf("size of chain: %w", linear.ErrFormat)
	}
	at := func(i int) float32 { return math.Float32frombits(linear.Uint32(b, 4*i)) }
	for i := range int(NumLabels * NumLabels) {
		s.Chain.Transition[i/int(NumLabels)][i%int(NumLabels)] = at(i)
	}
	return at(int(NumLabels * NumLabels)), nil
}

func openRankers(f *linear.File) (*Rankers, error) {
	var r Rankers
	for i, dst := range r.all() {
		b, err := f.Section(rankerNames[i])
		if err != nil {
			return nil, err
		}
		if *dst, err = boost.Decode(b); err != nil {
			return nil, fmt.Errorf("read ranker %s: %w", rankerNames[i], err)
		}
	}
	return &r, nil
}

func (r *Rankers) all() [4]**boost.Ensemble {
	return [4]**boost.Ensemble{&r.Cue, &r.Source, &r.Content, &r.Relation}
}

// Encode writes the weight file: the network's sections, called by NetName, the
// chain's transitions with the scale of the network's scores, priors above zero, and
// rankers.
func Encode(net []linear.Section, chain *Chain, scale float32, priors map[uint64]uint8, r *Rankers) []byte {
	var b []byte
	for _, row := range chain.Transition {
		for _, x := range row {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
		}
	}
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(scale))
	sections := append(net, linear.Section{Name: chainSection, Data: b},
		linear.Section{Name: priorSection, Data: encodePriors(priors)})
	for i, e := range r.all() {
		sections = append(sections, linear.Section{Name: rankerNames[i], Data: (*e).Encode()})
	}
	return linear.Encode(FeatureVersion, sections)
}

// NetName is what the sections of the network are called.
func NetName() string { return netName }
