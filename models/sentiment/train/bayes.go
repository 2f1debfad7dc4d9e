package train

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"math"
	"slices"

	library "github.com/cdipaolo/sentiment"

	"github.com/saysonews/sayso/models/sentiment"
)

// smoothing is the count added to every word in both classes.
const smoothing = 1

// Counts are how often each word stood in negative and in positive reviews.
type Counts struct {
	Words              map[string][2]uint64
	Negative, Positive uint64 // sums over all words
}

// ReadCounts takes the word counts out of the model that cdipaolo/sentiment
// embeds. Restoring it costs about 0.3 s.
func ReadCounts() (*Counts, error) {
	restored, err := library.Restore()
	if err != nil {
		return nil, fmt.Errorf("restore naive Bayes model: %w", err)
	}
	english, ok := restored[library.English]
	if !ok {
		return nil, fmt.Errorf("restore naive Bayes model: no English")
	}
	raw, err := json.Marshal(english)
	if err != nil {
		return nil, fmt.Errorf("read naive Bayes counts: %w", err)
	}
	var model struct {
		Words map[string]struct{ Count []uint64 } `json:"words"`
	}
	if err := json.Unmarshal(raw, &model); err != nil {
		return nil, fmt.Errorf("read naive Bayes counts: %w", err)
	}
	c := &Counts{Words: make(map[string][2]uint64, len(model.Words))}
	for w, n := range model.Words {
		if w == "" || len(n.Count) != 2 {
			continue
		}
		c.Words[w] = [2]uint64{n.Count[0], n.Count[1]}
		c.Negative += n.Count[0]
		c.Positive += n.Count[1]
	}
	return c, nil
}

// LogOdds is the class-normalised, smoothed log-odds of a word: positive when it
// is likelier in a positive review. Unlike the library's own, it divides each
// class by that class's words, so a word that is equally frequent in both gets 0.
func (c *Counts) LogOdds(n [2]uint64) float64 {
	v := smoothing * float64(len(c.Words))
	neg := (float64(n[0]) + smoothing) / (float64(c.Negative) + v)
	pos := (float64(n[1]) + smoothing) / (float64(c.Positive) + v)
	return math.Log(pos / neg)
}

// CompileBayes renders the counts as data/bayes.bin.
func CompileBayes(c *Counts) ([]byte, error) {
	type entry struct {
		key   uint64
		value int16
		word  string
	}
	entries := make([]entry, 0, len(c.Words))
	for w, n := range c.Words {
		q := math.Round(c.LogOdds(n) * sentiment.BayesScale)
		if math.Abs(q) > math.MaxInt16 {
			return nil, fmt.Errorf("compile naive Bayes table: %q has log-odds %g", w, c.LogOdds(n))
		}
		key := sentiment.Spread(sentiment.LetterHash(sentiment.LetterSeed, w))
		entries = append(entries, entry{key >> 16, int16(q), w})
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.key, b.key) })
	const buckets = 1 << 16
	bounds := make([]uint32, buckets+1)
	var prints, values []byte
	for i, e := range entries {
		if i > 0 && entries[i-1].key == e.key {
			return nil, fmt.Errorf("compile naive Bayes table: %q and %q share a hash", entries[i-1].word, e.word)
		}
		bounds[e.key>>32+1]++
		prints = binary.LittleEndian.AppendUint32(prints, uint32(e.key))
		values = binary.LittleEndian.AppendUint16(values, uint16(e.value))
	}
	var body []byte
	for i := range bounds {
		if i > 0 {
			bounds[i] += bounds[i-1]
		}
		body = binary.LittleEndian.AppendUint32(body, bounds[i])
	}
	body = append(append(body, prints...), values...)
	out := []byte("SYNB")
	out = binary.LittleEndian.AppendUint32(out, 1)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(entries)))
	out = binary.LittleEndian.AppendUint32(out, crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)))
	return append(out, body...), nil
}
