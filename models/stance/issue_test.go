package stance

import (
	"testing"

	"github.com/saysonews/sayso/models"
)

// TestOneIssueOneID holds that the ways to name an issue give one id, whether it is on
// the list or not, and different issues different ones.
func TestOneIssueOneID(t *testing.T) {
	c := newChain(t)
	id := func(object string) string {
		doc, cast := c.prepare("Maria Keller opposes " + object + ".")
		found := c.stance.Find(doc, cast)
		if len(found) != 1 {
			t.Fatalf("%d stances on %q", len(found), object)
		}
		if k := found[0].Target.Kind; k != models.TargetIssue && k != models.TargetDocument {
			t.Errorf("%q is a %s", object, k)
		}
		return found[0].Target.ID
	}
	for _, same := range [][]string{
		{"the flight tax", "a flight tax", "flight taxes", "the proposed flight tax", "the tax on flights", "any tax on flights"},
		{"the bridge toll", "bridge tolls", "new bridge tolls"},
		{"the harbor plan", "the controversial harbor plan", "harbor plans"},
		{"the two-state solution", "a two-state solution", "the two-state option", "a negotiated two-state solution"},
		{"the death penalty", "capital punishment", "executions"},
		{"the Paris climate agreement", "the Paris agreement", "the Paris climate accord"},
	} {
		want := id(same[0])
		for _, other := range same[1:] {
			if got := id(other); got != want {
				t.Errorf("%q is %s, %q %s", other, got, same[0], want)
			}
		}
	}
	if a, b := id("the flight tax"), id("the bridge toll"); a == b {
		t.Errorf("two issues are %s", a)
	}
}
