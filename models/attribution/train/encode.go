package train

import "github.com/saysonews/sayso/models/attribution"

// Encode writes the weight file of package attribution.
func Encode(s *Sequence, c Counts, r *attribution.Rankers) []byte {
	priors := map[uint64]uint8{}
	for key := range c.cue {
		if v := c.Prior(key); v > 0 {
			priors[key] = v
		}
	}
	return attribution.Encode(s.Net.Sections(attribution.NetName()), &s.Chain, s.Net.Scale(0), priors, r)
}
