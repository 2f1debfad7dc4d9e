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

// The sections of the weight file: those of the network begin with NetName.
const (
	NetName      = "token"
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
	s, err := openSequence(f)
	if err != nil {
		return nil, nil, err
	}
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

// openSequence reads network, transitions and the scale of the network's scores.
func openSequence(f *linear.File) (*Sequence, error) {
	net, err := linear.NewNet(f, NetName)
	if err != nil {
		return nil, err
	}
	if net.Heads() != 1 || net.Classes(0) != int(NumLabels)+1 {
		return nil, fmt.Errorf("labels of the network: %w", linear.ErrFormat)
	}
	b, err := f.Section(chainSection)
	if err != nil {
		return nil, err
	}
	if len(b) != 4*int(NumLabels*NumLabels)+4 {
		return nil, fmt.Errorf("size of chain: %w", linear.ErrFormat)
	}
	s := &Sequence{Rows: net.Rows()}
	at := func(i int) float32 { return math.Float32frombits(linear.Uint32(b, 4*i)) }
	for i := range int(NumLabels * NumLabels) {
		s.Chain.Transition[i/int(NumLabels)][i%int(NumLabels)] = at(i)
	}
	s.Net = &storedNet{net, at(int(NumLabels * NumLabels))}
	return s, nil
}

func openRankers(f *linear.File) (*Rankers, error) {
	r := Rankers{Thresholds: DefaultThresholds()}
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

// Encode writes the weight file: the network's sections, the chain's transitions,
// what one unit of the stored network's scores stands for, priors above zero, and
// rankers.
func Encode(net []linear.Section, chain *Chain, scale float32, priors map[uint64]uint8, r *Rankers) []byte {
	sections := append(net, linear.Section{Name: chainSection, Data: encodeChain(chain, scale)},
		linear.Section{Name: priorSection, Data: encodePriors(priors)})
	for i, e := range r.all() {
		sections = append(sections, linear.Section{Name: rankerNames[i], Data: (*e).Encode()})
	}
	return linear.Encode(FeatureVersion, sections)
}

func encodeChain(c *Chain, scale float32) []byte {
	var b []byte
	for _, row := range c.Transition {
		for _, x := range row {
			b = binary.LittleEndian.AppendUint32(b, math.Float32bits(x))
		}
	}
	return binary.LittleEndian.AppendUint32(b, math.Float32bits(scale))
}
