package attribution

// See gives x the beliefs of an earlier pass, for the features of the next.
func (x *Features) See(s *Sequence) { x.seen = s.pass(x) }

// seenFeatures describes what the earlier pass thinks of token i, of the cues around
// it, and of the branch, quotation and sentence that it is in.
func (x *Features) seenFeatures(i int, s run, r *row) {
	b := x.seen
	label := func(j int) uint64 {
		if !s.has(j) {
			return uint64(NumLabels)
		}
		return uint64(b.best[j])
	}
	r.add(label(i)<<8 | label(i-1)<<4 | label(i+1))
	for role := range numRoles {
		r.add(level(b.at(role, i)))
		r.add(level(b.at(role, i-1))<<8 | level(b.at(role, i))<<4 | level(b.at(role, i+1)))
		r.add(level(b.starts(role, i))<<4 | level(b.ends(role, i+1)))
	}
	r.add(level(b.mean(contentRole, s))<<8 | level(b.mean(sourceRole, s)*4)<<4 | level(b.mean(cueRole, s)*4))
	best := b.runs[i]
	r.add(label(i)<<8 | bucket(i-best.first)<<4 | bucket(best.end-1-i))
	x.seenCues(i, r)
	x.seenBranch(i, r)
	quote := run{}
	if q := x.f.quoteOf[i]; q >= 0 {
		quote = x.f.quoteRun(int(q))
	}
	r.add(level(b.mean(contentRole, quote))<<8 | level(b.mean(cueRole, quote)*8))
	r.add(uint64(x.role[i])>>8<<8 | label(i))
}

// seenCues describes the cue-like ancestor and neighbours by how sure the earlier
// pass is of them.
func (x *Features) seenCues(i int, r *row) {
	b := x.seen
	side := func(j int) uint64 {
		switch {
		case j < i:
			return 1
		case j > i:
			return 2
		}
		return 0
	}
	a, l, rt := int(x.anc[i]), int(x.left[i]), int(x.right[i])
	r.add(level(b.at(cueRole, a))<<8 | side(a)<<4 | level(b.at(contentRole, a)))
	r.add(level(b.at(cueRole, a))<<8 | x.rel(int(x.branch[i])))
	r.add(level(b.at(cueRole, l))<<8 | x.distance(l, i))
	r.add(level(b.at(cueRole, rt))<<8 | x.distance(i, rt))
	r.add(level(b.at(cueRole, l))<<8 | level(b.at(cueRole, a))<<4 | level(b.at(cueRole, rt)))
}

// seenBranch describes the branch under the cue-like ancestor as a whole.
func (x *Features) seenBranch(i int, r *row) {
	b := x.seen
	if x.branch[i] < 0 {
		r.add(1 << 40)
		return
	}
	first, end := x.f.tree.Range(int(x.branch[i]))
	edge := uint64(0)
	if i == first {
		edge |= 1
	}
	if i == end-1 {
		edge |= 2
	}
	r.add(level(b.mean(contentRole, run{first, end}))<<12 | level(b.starts(contentRole, first))<<8 | level(b.ends(contentRole, end))<<4 | edge)
}

// level folds a probability to 0..9, finer near both ends.
func level(p float32) uint64 {
	switch {
	case p < 0.02:
		return 0
	case p < 0.06:
		return 1
	case p < 0.15:
		return 2
	case p < 0.3:
		return 3
	case p < 0.5:
		return 4
	case p < 0.7:
		return 5
	case p < 0.85:
		return 6
	case p < 0.94:
		return 7
	case p < 0.98:
		return 8
	}
	return 9
}
