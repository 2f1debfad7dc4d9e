package terminal

// Class is what a piece of text is.
type Class uint8

// The classes.
const (
	Plain Class = iota
	Strong
	Faint
	Source
	Cue
	Content
	Good // for, or positive
	Bad  // against, or negative
)

// codes are the SGR parameters of the classes: of the sixteen colours of any terminal,
// those that show on dark and light ground.
var codes = [...]string{Strong: "1", Faint: "2", Source: "36;1", Cue: "33", Content: "32", Good: "32", Bad: "31"}

// brackets mark classes where there is no colour.
var brackets = [...][2]string{Source: {"[", "]"}, Cue: {"{", "}"}, Content: {"«", "»"}, Bad: {}}

// Style says how text is made to stand out. The zero Style is plain.
type Style struct{ Colour bool }

// In returns s, which must be clean, in class c; marks without colour are In brackets.
func (y Style) In(c Class, s string) string {
	switch {
	case c == Plain || s == "":
		return s
	case y.Colour:
		return "\x1b[" + codes[c] + "m" + s + "\x1b[0m"
	}
	return brackets[c][0] + s + brackets[c][1]
}

// Sign is In Good for what is above zero, Bad for what is below.
func (y Style) Sign(x float64, s string) string {
	switch {
	case x > 0:
		return y.In(Good, s)
	case x < 0:
		return y.In(Bad, s)
	}
	return s
}

// WantColour reports whether to use colour: when must is "always" or "never" that
// decides, and else the environment (NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE,
// CLICOLOR, TERM; see no-color.org and bixense.com/clicolors) and whether standard
// output is a terminal.
func WantColour(must string, terminal bool, getenv func(string) string) bool {
	forced := func(name string) bool { v := getenv(name); return v != "" && v != "0" && v != "false" }
	switch {
	case must == "always" || must == "never":
		return must == "always"
	case getenv("NO_COLOR") != "":
		return false
	case forced("FORCE_COLOR") || forced("CLICOLOR_FORCE"):
		return true
	}
	return terminal && getenv("TERM") != "dumb" && getenv("CLICOLOR") != "0"
}

// Bar draws x, -1 to 1, over width columns on either side of a middle line.
func Bar(x float64, width int) string {
	full := int(min(max(x, -1), 1)*float64(width)*2 + signed(x)*0.5) // in halves
	left, right := make([]rune, width), make([]rune, width)
	for i := range width {
		left[width-1-i], right[i] = half(-full-2*i, '▐'), half(full-2*i, '▌')
	}
	return string(left) + "│" + string(right)
}

func signed(x float64) float64 {
	if x < 0 {
		return -1
	}
	return 1
}

// half is the block for as many halves as are left, the half block for one.
func half(left int, one rune) rune {
	switch {
	case left <= 0:
		return ' '
	case left == 1:
		return one
	}
	return '█'
}
