package main

import (
	"math"
	"runtime/debug"
)

// What a run needs in bytes: a base with the models and some workers, for each further
// worker, and for each article that is remembered.
const (
	memoryBase       = 400 << 20
	memoryWorkers    = 4 // within the base
	memoryPerWorker  = 48 << 20
	memoryArticles   = 200_000 // within the base
	memoryPerArticle = 1000
)

// limitMemory has the runtime collect garbage in time to stay near what a run needs, and
// not at twice what is in use. A limit that the environment sets (GOMEMLIMIT) stands.
func (r *runJob) limitMemory(articles int64) {
	if !r.ownLimit && debug.SetMemoryLimit(-1) != math.MaxInt64 {
		return
	}
	r.ownLimit = true
	debug.SetMemoryLimit(memoryBase + int64(max(r.options.Workers-memoryWorkers, 0))*memoryPerWorker + max(articles-memoryArticles, 0)*memoryPerArticle)
}
