package ingest

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/array"
	"github.com/apache/arrow/go/v15/arrow/memory"
)

// placesRecord has a text in a dictionary, large ids, and the places of the articles.
func placesRecord(texts, ids, paths, lines []string) arrow.Record {
	dictionary := &arrow.DictionaryType{IndexType: arrow.PrimitiveTypes.Int8, ValueType: arrow.BinaryTypes.String}
	b := array.NewRecordBuilder(memory.NewGoAllocator(), arrow.NewSchema([]arrow.Field{
		{Name: "line", Type: arrow.BinaryTypes.String}, {Name: "body", Type: dictionary, Nullable: true},
		{Name: "id", Type: arrow.BinaryTypes.LargeString, Nullable: true}, {Name: "path", Type: arrow.BinaryTypes.String},
	}, nil))
	for i := range texts {
		b.Field(0).(*array.StringBuilder).Append(lines[i])
		if err := b.Field(1).(*array.BinaryDictionaryBuilder).AppendString(texts[i]); err != nil {
			panic(err)
		}
		b.Field(2).(*array.LargeStringBuilder).Append(ids[i])
		b.Field(3).(*array.StringBuilder).Append(paths[i])
	}
	return b.NewRecord()
}

func openStream(t *testing.T, b []byte, mapping string) *Stream {
	t.Helper()
	m, err := ParseMapping(mapping)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open([]string{"-"}, Options{Format: Arrow, Map: m})
	if err != nil {
		t.Fatal(err)
	}
	return s.Stream(bytes.NewReader(b))
}

// TestStreamPlaces reads places, a bad article and two of one id, and tells the ends of
// the batches.
func TestStreamPlaces(t *testing.T) {
	first := placesRecord([]string{"It rained.", "", "It rained."}, []string{"a", "b", "a"}, []string{"p", "p", ""}, []string{"7", "8", "x"})
	none := placesRecord(nil, nil, nil, nil)
	last := placesRecord([]string{"It snowed."}, []string{"c"}, []string{"q"}, []string{"-1"})
	in := openStream(t, arrowBytes(t, false, first, none, last), "")
	var got []string
	var ends []bool
	n := int64(0)
	for a, bad := range in.Articles() {
		if bad != nil {
			got = append(got, bad.ID+" "+bad.Where()+" "+bad.Reason)
		} else {
			got = append(got, a.ID+" "+(&BadArticle{Path: a.Path, Line: a.Line}).Where()+" "+a.Text)
		}
		n++
		ends = append(ends, in.Ended(n))
	}
	if in.Err() != nil {
		t.Fatal(in.Err())
	}
	want := []string{"a p:7 It rained.", "b p:8 no text", "a -:3 It rained.", "c q:4 It snowed."}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q, want %q", got, want)
	}
	for i, end := range []bool{false, false, true, true} {
		if ends[i] != end {
			t.Errorf("after %d articles: end of a batch %v, want %v", i+1, ends[i], end)
		}
	}
}

// TestStreamEnds tells a stream that is cut from one that is whole, and names columns
// that are missing.
func TestStreamEnds(t *testing.T) {
	whole := arrowBytes(t, false, placesRecord([]string{"It rained."}, []string{"a"}, []string{"p"}, []string{"1"}))
	read := func(b []byte, mapping string) (n int, err error) {
		in := openStream(t, b, mapping)
		for range in.Articles() {
			n++
		}
		return n, in.Err()
	}
	if n, err := read(whole[:len(whole)-100], ""); n != 0 || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("of a stream that is cut: %d articles, %v", n, err)
	}
	var missing *PathError
	if _, err := read(whole, "text=nothing"); !errors.As(err, &missing) || !strings.Contains(err.Error(), `no column "nothing"`) || !strings.Contains(err.Error(), "body") {
		t.Errorf("of a stream without the column: %v", err)
	}
	if _, err := read(nil, ""); err == nil {
		t.Error("an empty stream is read")
	}
	// Half a message is never taken for articles, nor for the end of the stream, which
	// comes after a whole one.
	for cut := range len(whole) - len("mark"+"none") {
		if n, err := read(whole[:cut], ""); n > 0 || err == nil && !bytes.HasPrefix(whole[cut:], []byte("\xff\xff\xff\xff")) {
			t.Errorf("cut at byte %d: %d articles, %v", cut, n, err)
		}
	}
}
