package output

import (
	"cmp"
	"maps"
	"slices"
)

// maxTargets is how many targets the index lists of a speaker.
const maxTargets = 10

// opinion counts the stances of a speaker on one target, whose name and kind are those
// of its first stance.
type opinion struct {
	id, name, kind  string
	support, oppose int64
}

// opinions counts the stances that the decoder comes to. Beyond maxForms targets, new
// ones are left out.
func (t *tally) opinions(d *decoder) {
	for n := d.count(); n > 0; n-- {
		id, name, kind, support := d.string(), d.string(), d.string(), d.byte() != 0
		o := t.targets[string(id)]
		if o == nil {
			if len(t.targets) == maxForms {
				continue
			}
			o = &opinion{id: string(id), name: string(name), kind: string(kind)}
			t.targets[o.id] = o
		}
		if support {
			o.support++
		} else {
			o.oppose++
		}
	}
}

// putTargets writes the targets with most stances.
func (t *tally) putTargets(e *encoder) {
	list := slices.SortedFunc(maps.Values(t.targets), func(a, b *opinion) int {
		return cmp.Or(cmp.Compare(b.support+b.oppose, a.support+a.oppose), cmp.Compare(a.id, b.id))
	})
	list = list[:min(len(list), maxTargets)]
	e.count(len(list))
	for _, o := range list {
		e.string(o.id)
		e.string(o.name)
		e.string(o.kind)
		e.int(int(o.support))
		e.int(int(o.oppose))
	}
}
