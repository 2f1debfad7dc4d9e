package core

import "github.com/saysonews/sayso/models"

// Version numbers the features. It goes up with every change to what a row
// means, since weights belong to one version only.
//
//	1: first
//	2: pairs with the words after the next
//	3: no row for an empty place; a source more; quotation marks are not parsed
const Version = 3

// TaggerHeads lists the classes of the tagger's heads: the tags.
func TaggerHeads() []int { return []int{int(models.NumTags)} }

// ParserHeads lists the classes of the parser's heads: the actions, the labels
// of arcs to the left, the labels of arcs to the right.
func ParserHeads() []int {
	return []int{int(NumActions), int(models.NumRels), int(models.NumRels)}
}
