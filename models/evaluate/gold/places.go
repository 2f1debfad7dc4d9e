package gold

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/saysonews/sayso/models"
)

// loose is an identifier, a string or a number.
type loose string

// UnmarshalJSON keeps a number as it is written.
func (l *loose) UnmarshalJSON(b []byte) error {
	switch b[0] {
	case '"':
		return json.Unmarshal(b, (*string)(l))
	case '[', '{', 't', 'f':
		return errors.New("an id is neither a string nor a number")
	case 'n':
		return nil
	}
	*l = loose(b)
	return nil
}

// named is a name, or an object that has one.
type named string

// UnmarshalJSON reads both forms.
func (n *named) UnmarshalJSON(b []byte) error {
	if b[0] == '"' {
		return json.Unmarshal(b, (*string)(n))
	}
	var o struct{ Name string }
	if err := json.Unmarshal(b, &o); err != nil {
		return fmt.Errorf("%s is not a name", b)
	}
	*n = named(o.Name)
	return nil
}

// stretch is a span in code points, written [start,end] or {"start","end"}.
type stretch struct{ start, end int }

// UnmarshalJSON reads both forms.
func (s *stretch) UnmarshalJSON(b []byte) error {
	var o struct{ Start, End *int }
	if b[0] == '[' {
		var two []*int
		if err := json.Unmarshal(b, &two); err != nil || len(two) != 2 {
			return fmt.Errorf("%s is not a span: want [start,end]", b)
		}
		o.Start, o.End = two[0], two[1]
	} else if err := json.Unmarshal(b, &o); err != nil {
		return fmt.Errorf(`%s is not a span: want [start,end] or {"start","end"}`, b)
	}
	if o.Start == nil || o.End == nil {
		return fmt.Errorf("%s is not a span: it lacks a start or an end", b)
	}
	s.start, s.end = *o.Start, *o.End
	return nil
}

// stretches are the spans of a role: a list, or one object alone, or null.
type stretches []stretch

// UnmarshalJSON reads all three forms.
func (s *stretches) UnmarshalJSON(b []byte) error {
	if b = bytes.TrimSpace(b); b[0] == '{' {
		var one stretch
		err := json.Unmarshal(b, &one)
		*s = stretches{one}
		return err
	}
	return json.Unmarshal(b, (*[]stretch)(s))
}

// offsets are the byte offset of each code point of a text, and its length.
type offsets []int

func offsetsOf(text string) offsets {
	o := make(offsets, 0, len(text)+1)
	for i := range text {
		o = append(o, i)
	}
	return append(o, len(text))
}

func (o offsets) span(s stretch) (models.Span, error) {
	if s.start < 0 || s.end < s.start || s.end >= len(o) {
		return models.Span{}, fmt.Errorf("span %d to %d lies outside the text, which has %d code points", s.start, s.end, len(o)-1)
	}
	return models.Span{Start: o[s.start], End: o[s.end]}, nil
}

func (o offsets) spans(list stretches) ([]models.Span, error) {
	out := make([]models.Span, 0, len(list))
	for _, s := range list {
		span, err := o.span(s)
		if err != nil {
			return nil, err
		}
		out = append(out, span)
	}
	return out, nil
}
