//go:build !(goexperiment.simd && amd64)

package linear

// canWide reports whether wide registers can be used.
func canWide() bool { return false }

func (n *Net) addWide(*Sum, []int32)        {}
func (n *Net) hiddenWide(*Sum, *Units)      {}
func (h *head) wide(*Units, int, int) int32 { return 0 }
