package tables

import (
	"strconv"

	"github.com/apache/arrow/go/v15/parquet"
)

// leaf is a field of the structs E in a list.
type leaf[E any] struct {
	name string
	// bind returns what reads the field for all elements of the next row's list;
	// element gives the element of a number, and is nil to pass over the row.
	bind func(g *group, path string) func(element func(int) *E)
	json func(b []byte, e *E) []byte
}

func leafText[E any](name string, at func(*E) *string) leaf[E] {
	return leaf[E]{name, func(g *group, path string) func(func(int) *E) {
		w := words{cursor: g.bytes(path)}
		return func(element func(int) *E) {
			if element == nil {
				w.each(nil)
				return
			}
			w.each(func(i int, v parquet.ByteArray) { *at(element(i)) = w.text(v) })
		}
	}, func(b []byte, e *E) []byte { return appendString(b, *at(e)) }}
}

// leafOptional is leafText where "" is null.
func leafOptional[E any](name string, at func(*E) *string) leaf[E] {
	l := leafText(name, at)
	l.json = func(b []byte, e *E) []byte { return appendOptional(b, *at(e)) }
	return l
}

func leafNumber[E any](name string, at func(*E) *int) leaf[E] {
	return leaf[E]{name, func(g *group, path string) func(func(int) *E) {
		return eachOf(g.ints(path), func(e *E, v int32) { *at(e) = int(v) })
	}, func(b []byte, e *E) []byte { return strconv.AppendInt(b, int64(*at(e)), 10) }}
}

func leafCount[E any](name string, at func(*E) *int64) leaf[E] {
	return leaf[E]{name, func(g *group, path string) func(func(int) *E) {
		return eachOf(g.longs(path), func(e *E, v int64) { *at(e) = v })
	}, func(b []byte, e *E) []byte { return strconv.AppendInt(b, *at(e), 10) }}
}

func leafScore[E any](name string, at func(*E) *float64) leaf[E] {
	return leaf[E]{name, func(g *group, path string) func(func(int) *E) {
		return eachOf(g.scores(path), func(e *E, v float64) { *at(e) = v })
	}, func(b []byte, e *E) []byte { return strconv.AppendFloat(b, *at(e), 'f', -1, 64) }}
}

func eachOf[E, T any](c *cursor[T], set func(*E, T)) func(func(int) *E) {
	return func(element func(int) *E) {
		if element == nil {
			c.each(nil)
			return
		}
		c.each(func(i int, v T) { set(element(i), v) })
	}
}

// structs is a column of lists of structs with these leaves.
func structs[R, E any](name string, at func(*R) *[]E, leaves []leaf[E]) field[R] {
	return plain(name, func(g *group) func(*R) {
		read := make([]func(func(int) *E), len(leaves))
		for i, l := range leaves {
			read[i] = l.bind(g, name+"."+l.name)
		}
		return func(r *R) { readStructs(read, r, at) }
	}, func(b []byte, r *R) []byte {
		return appendList(b, *at(r), func(b []byte, e E) []byte {
			for i, l := range leaves {
				b = append(append(b, "{,"[min(i, 1)]), '"')
				b = l.json(append(append(b, l.name...), `":`...), &e)
			}
			return append(b, '}')
		})
	})
}

// readStructs reads the list of the next row by all its leaves.
func readStructs[R, E any](read []func(func(int) *E), r *R, at func(*R) *[]E) {
	if r == nil {
		for _, f := range read {
			f(nil)
		}
		return
	}
	list := at(r)
	for _, f := range read {
		f(func(i int) *E {
			if i == len(*list) {
				*list = append(*list, *new(E))
			}
			return &(*list)[i]
		})
	}
}
