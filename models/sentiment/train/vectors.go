package train

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
)

// VectorPath is the file of word vectors below the folder of corpora.
const VectorPath = "vectors/news-100d.tsv.gz"

// Dimensions is the length of a word vector.
const Dimensions = 100

// Vectors are word vectors of length 1, most frequent word first.
type Vectors struct {
	Words []string
	rows  []float32
}

// Row returns the vector of word i.
func (v *Vectors) Row(i int) []float32 { return v.rows[i*Dimensions : (i+1)*Dimensions] }

// ReadVectors reads lines of word, count, norm and the numbers, parted by spaces.
func ReadVectors(path string) (*Vectors, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read vectors: %w", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("read vectors: %w", err)
	}
	v := &Vectors{}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) != 4 {
			return nil, fmt.Errorf("read vectors: line %d has %d fields", len(v.Words)+1, len(fields))
		}
		v.Words = append(v.Words, fields[0])
		if err := v.add(fields[3]); err != nil {
			return nil, fmt.Errorf("read vectors: line %d: %w", len(v.Words), err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read vectors: %w", err)
	}
	return v, nil
}

func (v *Vectors) add(numbers string) error {
	from, sum := len(v.rows), 0.0
	for field := range strings.SplitSeq(numbers, " ") {
		x, err := strconv.Atoi(field)
		if err != nil {
			return err
		}
		v.rows = append(v.rows, float32(x))
		sum += float64(x * x)
	}
	row := v.rows[from:]
	if len(row) != Dimensions {
		return fmt.Errorf("%d numbers, want %d", len(row), Dimensions)
	}
	for i := range row {
		row[i] /= float32(math.Sqrt(math.Max(sum, 1)))
	}
	return nil
}

// dot is the sum of products, in four parts that go on side by side.
func dot[T float32 | float64](a, b []T) T {
	var s0, s1, s2, s3 T
	n := len(a) &^ 3
	b = b[:len(a)]
	for i := 0; i < n; i += 4 {
		s0 += a[i] * b[i]
		s1 += a[i+1] * b[i+1]
		s2 += a[i+2] * b[i+2]
		s3 += a[i+3] * b[i+3]
	}
	for i := n; i < len(a); i++ {
		s0 += a[i] * b[i]
	}
	return s0 + s1 + s2 + s3
}
