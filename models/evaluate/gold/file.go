package gold

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// eachValue decodes the JSON values of a file, whether a line each or spread over
// many, and calls f with each and the place it stands at, as "file:line".
func eachValue[T any](path string, f func(v *T, where string) error) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read %s: %w", path, reason(err))
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	dec := json.NewDecoder(bytes.NewReader(data))
	for {
		start := skipSpace(data, int(dec.InputOffset()))
		var raw json.RawMessage
		if err := dec.Decode(&raw); err == io.EOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("read %s: not valid JSON: %w", place(path, data, faultAt(err, len(data))), err)
		}
		var v T
		if err := json.Unmarshal(raw, &v); err != nil {
			return fmt.Errorf("read %s: %w", place(path, data, start+faultAt(err, 0)), jsonFault(err))
		}
		if err := f(&v, place(path, data, start)); err != nil {
			return err
		}
	}
}

func skipSpace(data []byte, i int) int {
	return len(data) - len(bytes.TrimLeft(data[i:], " \t\r\n"))
}

// faultAt returns the offset that a decoding error names, or otherwise.
func faultAt(err error, otherwise int) int {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return max(0, int(syntax.Offset)-1)
	case errors.As(err, &kind):
		return int(kind.Offset)
	}
	return otherwise
}

// jsonFault words a decoding error for someone who sees the file, not the code.
func jsonFault(err error) error {
	var kind *json.UnmarshalTypeError
	if !errors.As(err, &kind) {
		return err
	}
	if kind.Field == "" {
		return fmt.Errorf("not a JSON object but of type %s", kind.Value)
	}
	return fmt.Errorf("field %q is of type %s", kind.Field, kind.Value)
}

// place is the file and the one-based line of an offset.
func place(path string, data []byte, offset int) string {
	offset = min(offset, len(data))
	return fmt.Sprintf("%s:%d", path, 1+bytes.Count(data[:offset], []byte("\n")))
}

// reason drops from a file error the path, which the message names already.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// maxLine bounds a line of text in bytes.
const maxLine = 16 << 20

// eachRow calls f with the tab-separated fields of each line of a file and the
// line's number, from one. Invalid UTF-8 becomes U+FFFD.
func eachRow(path string, f func(fields []string, line int) error) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read %s: %w", path, reason(err))
	}
	defer file.Close()
	s := bufio.NewScanner(file)
	s.Buffer(nil, maxLine)
	for n := 1; s.Scan(); n++ {
		row := strings.ToValidUTF8(s.Text(), "\ufffd")
		if err := f(strings.Split(row, "\t"), n); err != nil {
			return fmt.Errorf("read %s:%d: %w", path, n, err)
		}
	}
	if err := s.Err(); err != nil {
		return fmt.Errorf("read %s: %w", path, err)
	}
	return nil
}

// list returns the file, or the files of JSON in a folder in order of name.
func list(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, reason(err))
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, reason(err))
	}
	var files []string
	for _, e := range entries {
		if ext := filepath.Ext(e.Name()); !e.IsDir() && (ext == ".json" || ext == ".jsonl") {
			files = append(files, filepath.Join(path, e.Name()))
		}
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("read %s: no .json or .jsonl file in this folder", path)
	}
	return files, nil
}
