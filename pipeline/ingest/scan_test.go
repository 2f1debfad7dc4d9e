package ingest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// checkScan holds what scan reads to encoding/json: the same lines are objects, with the
// same fields and values.
func checkScan(t interface{ Errorf(string, ...any) }, line []byte) {
	var want map[string]json.RawMessage
	err := json.Unmarshal(line, &want)
	var o object
	if !o.scan(line) {
		return
	}
	if err != nil {
		t.Errorf("%q is read, but %v", line, err)
		return
	}
	for name, raw := range want {
		got, ok := o.get(name)
		if !ok || !bytes.Equal(got, raw) {
			t.Errorf("%q: field %q is %q, %v; want %q", line, name, got, ok, raw)
		}
		var s string
		if raw[0] == '"' && json.Unmarshal(raw, &s) == nil && unquote(raw) != s {
			t.Errorf("%q: field %q reads %q, want %q", line, name, unquote(raw), s)
		}
	}
	for _, f := range o.fields {
		if _, ok := want[f.name]; !ok {
			t.Errorf("%q has no field %q", line, f.name)
		}
	}
}

// What is usual is read in one pass; what is not JSON never is.
func TestScan(t *testing.T) {
	for _, c := range []struct {
		line string
		one  bool
	}{
		{`{}`, true}, {` { "a" : 1 , "b":[1,2.5e-3,-0,{"c":null}] } `, true}, {`{"text":"a\"b\\c\/\b\f\n\r\té😀"}`, true},
		{`{"a":"\ud800","b":"\ud800\ud83d\ude00","c":"\udc00x","d":"\ud83dA"}`, true}, {`{"a":1,"a":2}`, true}, {`{"\u0061":true,"a":false}`, true},
		{`{"plain text that goes on":"and on beyond eight bytes"}`, true}, {`{"a":01}`, false}, {`{"a":1.}`, false}, {`{"a":-}`, false}, {`{"a":1e}`, false},
		{`{"a":tru}`, false}, {`{"a":"x}`, false}, {`{"a":"\x"}`, false}, {`{"a":"\u12g4"}`, false}, {"{\"a\":\"tab\there\"}", false}, {`{"a":1,}`, false},
		{`{"a" 1}`, false}, {`{"a":[1,]}`, false}, {`{"a":1}x`, false}, {`{a:1}`, false}, {`[]`, false}, {``, false}, {`{`, false}, {`{"a`, false},
		{`{"a":{"b":1}`, false}, {`{"a":` + strings.Repeat("[", 40) + strings.Repeat("]", 40) + `}`, false}, {`{"a":nul`, false}, {`{"a":[`, false}, {`{"a":"\`, false},
	} {
		var o object
		if got := o.scan([]byte(c.line)); got != c.one {
			t.Errorf("%q: %v, want %v", c.line, got, c.one)
		}
		checkScan(t, []byte(c.line))
	}
}

// Lines of other fields one after the other do not mix.
func TestScanManyLines(t *testing.T) {
	var o object
	for _, line := range []string{`{"a":1,"b":2,"c":3}`, `{"a":1,"c":2}`, `{"b":1,"b":2,"a":3}`, `{"c":` + strings.Repeat("[", 40) + strings.Repeat("]", 40) + `,"A_b":1}`, `{"a":4}`} {
		var want map[string]json.RawMessage
		if err := json.Unmarshal([]byte(line), &want); err != nil {
			t.Fatal(err)
		}
		if err := o.parse([]byte(line)); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"a", "b", "c"} {
			if got, ok := o.get(name); string(got) != string(want[name]) || ok != (want[name] != nil) {
				t.Errorf("%s: field %s is %s, want %s", line, name, got, want[name])
			}
		}
	}
	if _, ok := o.plainly("ab"); ok {
		t.Error("a field of an earlier line is still there")
	}
}

// An object of more fields than any article has is a fault, not a table of them all.
func TestScanBoundsFields(t *testing.T) {
	line := "{" + strings.Repeat(`"a":1,`, maxColumns) + `"text":"x"}`
	var o object
	if err := o.parse([]byte(line)); err == nil || !strings.Contains(err.Error(), "fields") {
		t.Errorf("error %v", err)
	}
}

// What is drawn as JSON is read in one pass, as encoding/json reads it.
func TestScanDrawn(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		fields := rapid.MapOf(rapid.String(), rapid.OneOf(rapid.String().AsAny(), rapid.Float64().AsAny(), rapid.Bool().AsAny(), rapid.SliceOf(rapid.String()).AsAny())).Draw(r, "fields")
		line, err := json.Marshal(fields)
		if err != nil {
			r.Skip(err)
		}
		var o object
		if !o.scan(line) {
			r.Fatalf("%s is not read", line)
		}
		checkScan(r, line)
	})
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{`{"a":"b","c":[1,{"d":null}]}`, `{"a":"\ud83d\ude00\n"}`, `{"a":-0.5E+3,"a":true}`, `{"":""}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		if utf8.Valid(line) {
			checkScan(t, line)
		}
	})
}

// Sizes around the eight bytes that are read at a time.
func TestScanStringEdges(t *testing.T) {
	for n := range 40 {
		for _, odd := range []string{"", `\n`, "\x1f", "é", `\`, "\x7f\u0080"} {
			checkScan(t, fmt.Appendf(nil, `{"a":"%s%s%s"}`, strings.Repeat("x", n), odd, strings.Repeat("y", n%5)))
		}
	}
}
