// Package terminal lays out text for people: tables whose columns are cut by the width
// that their characters take on a screen, running text with marked spans, small bars,
// and CSV that a spreadsheet does not run.
//
// Whatever comes from an article passes Clean on its way, so that no name and no
// sentence can move the cursor, change colours or reorder what stands around it.
// Without colour, marks are brackets: nothing is told by colour alone.
package terminal
