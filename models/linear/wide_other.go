//go:build !amd64

package linear

// canWide reports whether wide registers can be used.
func canWide() bool { return false }

// wideUnits are none.
type wideUnits struct{}

func (n *Net) addWide(*Sum, []int32)        {}
func (n *Net) hiddenWide(_ *Sum, u *Units)  { u.wideUnits = wideUnits{} }
func (h *head) wide(*Units, int, int) int32 { return 0 }
