package identity

import "testing"

func TestGivenNames(t *testing.T) {
	g, err := ReadGivenNames()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"bob", "robert", true},
		{"robert", "bob", true},
		{"bob", "rob", true}, // both short for one
		{"bob", "ann", false},
		{"robert", "richard", false},
		{"", "", false},
	} {
		if got := g.Same(c.a, c.b); got != c.want {
			t.Errorf("Same(%q, %q) = %v", c.a, c.b, got)
		}
	}
	if g.Sex["robert"] != 'm' || g.Sex["mary"] != 'f' || g.Sex["zzz"] != 0 {
		t.Errorf("sexes of robert %c, mary %c", g.Sex["robert"], g.Sex["mary"])
	}
}
