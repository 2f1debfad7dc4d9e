package attribution

import "math"

// The roles of a span.
const (
	contentRole = iota
	sourceRole
	cueRole
	numRoles
)

// beliefs holds what the sequence model thinks of each token of a document, with
// sums so that the mean over a run costs two look-ups.
type beliefs struct {
	marginal []Row
	best     []Label
	runs     []run
	// p and low are running sums of the probability of a role and of its
	// logarithm, one longer than the document.
	p, low [numRoles][]float32
}

func newBeliefs(marginal []Row, best []Label) *beliefs {
	b := &beliefs{marginal: marginal, best: best}
	b.findRuns()
	for r := range numRoles {
		b.p[r], b.low[r] = make([]float32, len(marginal)+1), make([]float32, len(marginal)+1)
		for i := range marginal {
			p := b.at(r, i)
			b.p[r][i+1] = b.p[r][i] + p
			b.low[r][i+1] = b.low[r][i] + float32(math.Log(float64(p)+1e-4))
		}
	}
	return b
}

// begin is the label that begins a span of role.
func begin(role int) Label { return BeginContent + Label(2*role) }

// at is the probability that token i has the role.
func (b *beliefs) at(role, i int) float32 {
	if i < 0 || i >= len(b.marginal) {
		return 0
	}
	l := begin(role)
	return b.marginal[i][l] + b.marginal[i][l+1]
}

func (b *beliefs) mean(role int, r run) float32 {
	if r.empty() {
		return 0
	}
	return (b.p[role][r.end] - b.p[role][r.first]) / float32(r.end-r.first)
}

// log is the mean logarithm of the role's probability in r.
func (b *beliefs) log(role int, r run) float32 {
	if r.empty() {
		return -9
	}
	return (b.low[role][r.end] - b.low[role][r.first]) / float32(r.end-r.first)
}

// starts is the probability that a span of role begins at token i.
func (b *beliefs) starts(role, i int) float32 {
	if i < 0 || i >= len(b.marginal) {
		return 0
	}
	return b.marginal[i][begin(role)]
}

// ends is the probability that no span of role goes on at token i, just after one.
func (b *beliefs) ends(role, i int) float32 {
	if i < 0 || i >= len(b.marginal) {
		return 1
	}
	return 1 - b.marginal[i][begin(role)+1]
}

// bestRun returns the run of the best sequence that token i is in, empty when i has
// another role there.
func (b *beliefs) bestRun(role, i int) run {
	l := begin(role)
	if i < 0 || i >= len(b.best) || b.best[i] != l && b.best[i] != l+1 {
		return run{}
	}
	return b.runs[i]
}

// findRuns records the run of the best sequence that each token is in.
func (b *beliefs) findRuns() {
	b.runs = make([]run, len(b.best))
	for i := 0; i < len(b.best); {
		j := i + 1
		if b.best[i] != Out {
			for j < len(b.best) && b.best[j] != Out && (b.best[j]-1)%2 == 1 && (b.best[j]-1)/2 == (b.best[i]-1)/2 {
				j++
			}
		}
		for k := i; k < j; k++ {
			b.runs[k] = run{i, j}
		}
		i = j
	}
}

// likelyRun returns the run around token i within bounds where the role is at least
// as likely as least.
func (b *beliefs) likelyRun(role, i int, least float32, bounds run) run {
	if !bounds.has(i) || b.at(role, i) < least {
		return run{}
	}
	r := run{i, i + 1}
	for r.first > bounds.first && b.at(role, r.first-1) >= least && b.starts(role, r.first) < 0.5 {
		r.first--
	}
	for r.end < bounds.end && b.at(role, r.end) >= least && b.starts(role, r.end) < 0.5 {
		r.end++
	}
	return r
}
