package ingest

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/saysonews/sayso/models"
)

// decode turns a line of JSON into an article, or says in bad why it cannot.
func (s *Source) decode(line []byte, bad *BadArticle) *models.Article {
	line, ok := s.utf8Line(line, bad)
	if !ok {
		return nil
	}
	if err := s.top.parse(line); err != nil {
		bad.Reason = jsonFault(err)
		bad.Hint = "each line is one object, as in {\"text\": ...}"
		return nil
	}
	var r record
	for f := range fieldCount {
		if fault := s.top.read(f, s.aliases[f], &r); fault != "" {
			bad.ID, bad.Reason, bad.Hint = r.values[fieldID], fault, "mend it, or name another field with --map"
			return nil
		}
	}
	if !r.hasText {
		name := s.aliases[fieldText][0].name
		bad.ID, bad.Reason = r.values[fieldID], fmt.Sprintf("no %q field", name)
		bad.Hint = "each line wants at least {\"text\": ...}; name another field with --map text=FIELD"
		return nil
	}
	return s.article(&r, bad)
}

// read reads f from o, under one of the names. A field under a synonym that is of no use is
// passed over; one under its own name, or the name a user gave, is a fault.
func (o *object) read(f field, names []alias, r *record) (fault string) {
	for i, name := range names {
		raw, ok := o.dig(name.name)
		if !ok {
			raw, ok = o.plainly(name.plain)
		}
		if !ok || string(raw) == "null" {
			continue
		}
		value, kind := loose(raw)
		if f == fieldText && raw[0] != '"' {
			kind = kindOf(raw)
		}
		switch {
		case kind != "" && i == 0:
			return fmt.Sprintf("field %q is of type %s, not a string", name.name, kind)
		case kind != "":
			continue
		}
		if f == fieldText {
			r.hasText = true
		} else {
			value = strings.TrimSpace(value)
		}
		if r.values[f] = value; value != "" {
			break
		}
	}
	return ""
}

// dig returns the value at a path of names parted by dots. A name that itself has
// dots goes before the objects it could lead through. In a list a number is a place,
// and any other name is looked for in each member; what is found there is a list.
func (o *object) dig(path string) ([]byte, bool) {
	if raw, ok := o.get(path); ok {
		return raw, true
	}
	for at := 1; at < len(path)-1; at++ {
		if path[at] != '.' {
			continue
		}
		if raw, ok := o.get(path[:at]); ok {
			if found, ok := digInto(raw, path[at+1:]); ok {
				return found, true
			}
		}
	}
	return nil, false
}

func digInto(raw []byte, path string) ([]byte, bool) {
	var inner object
	if raw[0] == '{' && inner.parse(raw) == nil {
		return inner.dig(path)
	}
	var list []json.RawMessage
	if raw[0] != '[' || json.Unmarshal(raw, &list) != nil {
		return nil, false
	}
	head, rest, deeper := strings.Cut(path, ".")
	if n, err := strconv.Atoi(head); err == nil {
		switch {
		case n < 0 || n >= len(list):
			return nil, false
		case deeper:
			return digInto(list[n], rest)
		}
		return list[n], true
	}
	var found []string
	for _, member := range list {
		if value, ok := digInto(member, path); ok {
			if s, kind := loose(value); kind == "" && s != "" {
				found = append(found, s)
			}
		}
	}
	if found == nil {
		return nil, false
	}
	all, err := json.Marshal(found)
	return all, err == nil
}

// loose reads a string that may also be written as a number, as a list of strings,
// which are joined by commas, or as null. kind is "" or the type it has instead.
func loose(raw []byte) (value, kind string) {
	switch raw[0] {
	case '"':
		return unquote(raw), ""
	case '[':
		var list []*string
		if json.Unmarshal(raw, &list) != nil {
			return "", "array"
		}
		list = slices.DeleteFunc(list, func(s *string) bool { return s == nil })
		parts := make([]string, len(list))
		for i, s := range list {
			parts[i] = *s
		}
		return strings.Join(parts, ", "), ""
	case 'n':
		return "", ""
	case '{', 't', 'f':
		return "", kindOf(raw)
	}
	return string(raw), ""
}

// kindOf names the type of a value as encoding/json does.
func kindOf(raw []byte) string {
	switch raw[0] {
	case '{':
		return "object"
	case '[':
		return "array"
	case 't', 'f':
		return "bool"
	case '"':
		return "string"
	}
	return "number"
}

// jsonFault words a decoding error for someone who sees the file, not the code.
func jsonFault(err error) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("not valid JSON: %v, near byte %d", err, syntax.Offset)
	case errors.As(err, &kind):
		return "not a JSON object but of type " + kind.Value
	}
	return "not an article: " + err.Error()
}
