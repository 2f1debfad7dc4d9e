package output

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Format says in which file formats the tables are written.
type Format uint8

// The formats.
const (
	Parquet Format = iota // DIR/speakers/... only
	Arrow                 // Arrow IPC files in DIR/arrow/speakers/... only
	Both                  // the two trees, side by side
)

var formatNames = [...]string{"parquet", "arrow", "both"}

// String returns "parquet", "arrow" or "both".
func (f Format) String() string {
	if int(f) < len(formatNames) {
		return formatNames[f]
	}
	return fmt.Sprintf("format(%d)", uint8(f))
}

// ParseFormat returns the format spelled s.
func ParseFormat(s string) (Format, error) {
	for i, n := range formatNames {
		if n == s {
			return Format(i), nil
		}
	}
	return 0, fmt.Errorf("parse format %q: want %s", s, strings.Join(formatNames[:], ", "))
}

func (f Format) arrow() bool { return f == Arrow || f == Both }

// The defaults of Options.
const (
	DefaultMaxSpeakerTables = 10_000
	DefaultMemoryBytes      = 64 << 20
)

// Options configures a Writer.
type Options struct {
	// Dir is the folder of the tables; it is made when absent.
	Dir string
	// RunID names the run in every row: 1 to 64 letters, digits, '.', '_', '-',
	// beginning with a letter or digit.
	RunID string
	// ModelVersion and ToolVersion are written as they are.
	ModelVersion, ToolVersion string
	Format                    Format
	// MaxSpeakerTables is how many speakers, those with most rows, get a folder of
	// their own. 0 means what the run before had, else DefaultMaxSpeakerTables, and a
	// negative number none.
	MaxSpeakerTables int
	// Fresh takes the folder for empty: what it holds is not read, and what is written
	// takes its place. It is the way on from ErrOutdated and ErrDamaged.
	Fresh bool
	// LockWait is how long to wait for another process that is writing to the folder; 0
	// is not at all.
	LockWait time.Duration
	// Workers is how many files of speakers are written at a time; 0 means one.
	Workers int
	// MemoryBytes bounds the rows held in memory for sorting; 0 means
	// DefaultMemoryBytes. The columns of the files being written come on top.
	MemoryBytes int64
	// RowsPerFile is where a table starts its next part file; 0 means a number for each
	// table, from 2,048 to 65,536.
	RowsPerFile int64

	// noSync leaves the files to the system's cache, for tests.
	noSync bool
}

var runID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)

// Validate reports every fault of o at once.
func (o Options) Validate() error {
	var faults []error
	fault := func(bad bool, format string, args ...any) {
		if bad {
			faults = append(faults, fmt.Errorf(format, args...))
		}
	}
	fault(o.Dir == "", "output folder: want a path")
	fault(!runID.MatchString(o.RunID), "run id %q: want 1 to 64 letters, digits, '.', '_', '-', the first a letter or digit", o.RunID)
	fault(int(o.Format) >= len(formatNames), "format %d: unknown", o.Format)
	fault(o.MemoryBytes < 0, "memory %d bytes: want 0 or more", o.MemoryBytes)
	fault(o.RowsPerFile < 0, "rows per file %d: want 0 or more", o.RowsPerFile)
	return errors.Join(faults...)
}

// withDefaults fills the zero fields.
func (o Options) withDefaults() Options {
	if o.MemoryBytes == 0 {
		o.MemoryBytes = DefaultMemoryBytes
	}
	o.Workers = max(o.Workers, 1)
	return o
}
