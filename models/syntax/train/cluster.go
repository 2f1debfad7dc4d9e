package train

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/models/corpus"
)

// vectors are the rows of a file of word vectors, most frequent word first.
type vectors struct {
	words []string
	rows  [][]float32 // of length 1
}

func readVectors(path string) (*vectors, error) {
	v := &vectors{}
	err := corpus.EachLine(path, func(line string) error {
		c := strings.Split(line, "\t")
		if len(c) != 4 {
			return fmt.Errorf("%d columns, want 4", len(c))
		}
		fields := strings.Fields(c[3])
		row := make([]float32, len(fields))
		norm := 0.0
		for i, f := range fields {
			x, err := strconv.Atoi(f)
			if err != nil {
				return fmt.Errorf("parse vector of %q: %w", c[0], err)
			}
			row[i] = float32(x)
			norm += float64(x * x)
		}
		for i := range row {
			row[i] /= float32(math.Sqrt(max(norm, 1)))
		}
		v.words = append(v.words, c[0])
		v.rows = append(v.rows, row)
		return nil
	})
	return v, err
}

// clusters parts the vectors into at most outer*inner classes, numbered from 1,
// by k-means twice over: into outer parts, then each part into inner ones. Both
// start from the most frequent words, so the outcome is fixed.
func (v *vectors) clusters(outer, inner int) []int {
	all := make([]int, len(v.rows))
	for i := range all {
		all[i] = i
	}
	class := make([]int, len(v.rows))
	for part, members := range v.kmeans(all, outer) {
		for k, group := range v.kmeans(members, inner) {
			for _, i := range group {
				class[i] = part*inner + k + 1
			}
		}
	}
	return class
}

const kmeansRounds = 12

// kmeans groups members around k centres by their cosine.
func (v *vectors) kmeans(members []int, k int) [][]int {
	k = min(k, len(members))
	centres := make([][]float32, k)
	for c := range centres {
		centres[c] = append([]float32(nil), v.rows[members[c]]...)
	}
	var groups [][]int
	for range kmeansRounds {
		groups = make([][]int, k)
		for _, i := range members {
			c := nearest(centres, v.rows[i])
			groups[c] = append(groups[c], i)
		}
		for c, g := range groups {
			v.centre(centres[c], g)
		}
	}
	return groups
}

func nearest(centres [][]float32, row []float32) int {
	best, at := float32(math.Inf(-1)), 0
	for c, centre := range centres {
		sum := float32(0)
		for i, x := range centre {
			sum += float32(x * row[i])
		}
		if sum > best {
			best, at = sum, c
		}
	}
	return at
}

// centre sets c to the mean direction of a group; an empty group keeps its own.
func (v *vectors) centre(c []float32, group []int) {
	if len(group) == 0 {
		return
	}
	clear(c)
	for _, i := range group {
		for j, x := range v.rows[i] {
			c[j] += x
		}
	}
	norm := 0.0
	for _, x := range c {
		norm += float64(x) * float64(x)
	}
	for j := range c {
		c[j] /= float32(math.Sqrt(norm) + 1e-9)
	}
}
