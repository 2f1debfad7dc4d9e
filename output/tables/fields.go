package tables

import (
	"strconv"
	"time"

	"github.com/apache/arrow/go/v15/parquet"
)

// field is a column of a table whose rows are R: how to read it and how to print it.
type field[R any] struct {
	name string
	// bind returns what reads the column of the next row of g into r, or passes over
	// it when r is nil.
	bind func(g *group) func(r *R)
	// json appends the value as JSON.
	json func(b []byte, r *R) []byte
	// text appends the value as plain text, lists as JSON and null as nothing.
	text func(b []byte, r *R) []byte
	// later marks a column that tables of the same version may lack.
	later bool
}

// plain is a field whose JSON is its text.
func plain[R any](name string, bind func(g *group) func(r *R), json func(b []byte, r *R) []byte) field[R] {
	return field[R]{name: name, bind: bind, json: json, text: json}
}

// text is a column of strings that are never null.
func text[R any](name string, at func(*R) *string) field[R] {
	return field[R]{
		name: name,
		bind: func(g *group) func(*R) {
			w := words{cursor: g.bytes(name)}
			return func(r *R) {
				if r == nil {
					w.one()
					return
				}
				*at(r) = w.next()
			}
		},
		json: func(b []byte, r *R) []byte { return appendString(b, *at(r)) },
		text: func(b []byte, r *R) []byte { return append(b, *at(r)...) },
	}
}

// optional is a column of strings where null is "".
func optional[R any](name string, at func(*R) *string) field[R] {
	f := text(name, at)
	f.json = func(b []byte, r *R) []byte { return appendOptional(b, *at(r)) }
	return f
}

func appendOptional(b []byte, s string) []byte {
	if s == "" {
		return append(b, "null"...)
	}
	return appendString(b, s)
}

// number is a column of 32 bits.
func number[R any](name string, at func(*R) *int) field[R] {
	return plain(name, func(g *group) func(*R) {
		c := g.ints(name)
		return func(r *R) {
			if v, _ := c.one(); r != nil {
				*at(r) = int(v)
			}
		}
	}, func(b []byte, r *R) []byte { return strconv.AppendInt(b, int64(*at(r)), 10) })
}

// place is number where null is -1.
func place[R any](name string, at func(*R) *int) field[R] {
	f := number(name, at)
	f.bind = func(g *group) func(*R) {
		c := g.ints(name)
		return func(r *R) {
			v, ok := c.one()
			switch {
			case r == nil:
			case ok:
				*at(r) = int(v)
			default:
				*at(r) = -1
			}
		}
	}
	f.json = func(b []byte, r *R) []byte {
		if *at(r) < 0 {
			return append(b, "null"...)
		}
		return strconv.AppendInt(b, int64(*at(r)), 10)
	}
	f.text = func(b []byte, r *R) []byte {
		if *at(r) < 0 {
			return b
		}
		return f.json(b, r)
	}
	return f
}

// count is a column of 64 bits.
func count[R any](name string, at func(*R) *int64) field[R] {
	return plain(name, func(g *group) func(*R) {
		c := g.longs(name)
		return func(r *R) {
			if v, _ := c.one(); r != nil {
				*at(r) = v
			}
		}
	}, func(b []byte, r *R) []byte { return strconv.AppendInt(b, *at(r), 10) })
}

func score[R any](name string, at func(*R) *float64) field[R] {
	return plain(name, func(g *group) func(*R) {
		c := g.scores(name)
		return func(r *R) {
			if v, _ := c.one(); r != nil {
				*at(r) = v
			}
		}
	}, func(b []byte, r *R) []byte { return strconv.AppendFloat(b, *at(r), 'f', -1, 64) })
}

func flag[R any](name string, at func(*R) *bool) field[R] {
	return plain(name, func(g *group) func(*R) {
		c := g.flags(name)
		return func(r *R) {
			if v, _ := c.one(); r != nil {
				*at(r) = v
			}
		}
	}, func(b []byte, r *R) []byte { return strconv.AppendBool(b, *at(r)) })
}

// timeForm is RFC 3339 with as many digits of a second as there are.
const timeForm = time.RFC3339Nano

// moment is a column of times where null is the zero time.
func moment[R any](name string, at func(*R) *time.Time) field[R] {
	return field[R]{
		name: name,
		bind: func(g *group) func(*R) {
			c := g.longs(name)
			return func(r *R) {
				if v, ok := c.one(); ok && r != nil {
					*at(r) = time.UnixMicro(v).UTC()
				}
			}
		},
		json: func(b []byte, r *R) []byte {
			if at(r).IsZero() {
				return append(b, "null"...)
			}
			return append(at(r).AppendFormat(append(b, '"'), timeForm), '"')
		},
		text: func(b []byte, r *R) []byte {
			if at(r).IsZero() {
				return b
			}
			return at(r).AppendFormat(b, timeForm)
		},
	}
}

// texts is a column of lists of strings.
func texts[R any](name string, at func(*R) *[]string) field[R] {
	return plain(name, func(g *group) func(*R) {
		w := words{cursor: g.bytes(name)}
		return func(r *R) {
			if r == nil {
				w.each(nil)
				return
			}
			w.each(func(_ int, v parquet.ByteArray) { *at(r) = append(*at(r), w.text(v)) })
		}
	}, func(b []byte, r *R) []byte {
		return appendList(b, *at(r), appendString)
	})
}

// appendList appends a JSON list of what each appends.
func appendList[E any](b []byte, list []E, each func([]byte, E) []byte) []byte {
	b = append(b, '[')
	for i, e := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = each(b, e)
	}
	return append(b, ']')
}
