package journal

import (
	"time"
)

// Format is the version of the form of a record. A reader may rely on fields being
// added alone while it stays the same.
const Format = 1

// The ways a run ends.
const (
	Complete = "complete" // its tables are committed, with or without dead letters
	Failed   = "failed"   // nothing was committed after the fault
	Stopped  = "stopped"  // a signal ended it; what was in flight may be committed
)

// Record is what a run did. Times are UTC, sizes bytes.
type Record struct {
	Format   int       `json:"format"`
	RunID    string    `json:"run_id"`
	Status   string    `json:"status"` // Complete, Failed or Stopped
	ExitCode int       `json:"exit_code"`
	Error    string    `json:"error,omitempty"`
	Started  time.Time `json:"started"`
	Ended    time.Time `json:"ended"`
	// Seconds is Ended - Started, to a millisecond. Close sets it.
	Seconds float64 `json:"seconds"`

	// Command is the command line, Config the value of each flag; both without
	// secrets.
	Command  []string          `json:"command"`
	Config   map[string]string `json:"config"`
	Versions Versions          `json:"versions"`

	// Out is the folder of the tables, Inputs what was read, Tables what was written.
	Out    string  `json:"out"`
	Inputs []Input `json:"inputs"`
	Tables []Table `json:"tables,omitempty"`

	Counts Counts `json:"counts"`
	// DeadLetters counts those of each stage and kind of reason, most first.
	DeadLetters []DeadLetters `json:"dead_letters"`
	// Stages says where the time of the workers went, in order of the way.
	Stages []Stage `json:"stages"`

	// Words and Bytes are the text of the articles analysed.
	Words int64 `json:"words"`
	Bytes int64 `json:"bytes"`
	// PeakMemoryBytes is the most memory the process held; 0 where the system does
	// not tell.
	PeakMemoryBytes int64 `json:"peak_memory_bytes"`
	Workers         int   `json:"workers"`
}

// Versions are those of the program, of the schema of the tables, and of the models
// by name.
type Versions struct {
	Tool   string            `json:"tool"`
	Commit string            `json:"commit,omitempty"`
	Schema string            `json:"schema"`
	Models map[string]string `json:"models"`
}

// Input is one of the paths that a run was given.
type Input struct {
	Path     string `json:"path"`
	Bytes    int64  `json:"bytes"`    // as stored, before unpacking; 0 when not known
	Files    int64  `json:"files"`    // read in it
	Articles int64  `json:"articles"` // found in them
}

// Table is one of the tables that a run leaves behind.
type Table struct {
	Name    string   `json:"name"`
	Rows    int64    `json:"rows"`
	Files   int64    `json:"files,omitempty"`
	Bytes   int64    `json:"bytes,omitempty"`
	Columns []Column `json:"-"` // for lineage
}

// Column is a column of a table, its type as docs/SCHEMA.md names it.
type Column struct{ Name, Type, Doc string }

// Counts are how many articles a run read and what became of them, and what it found.
type Counts struct {
	Read       int64 `json:"read"`       // articles of the input, good or bad
	New        int64 `json:"new"`        // not in the tables before
	Changed    int64 `json:"changed"`    // in the tables, by other text, models or settings
	Unchanged  int64 `json:"unchanged"`  // in the tables already, left as they were
	Removed    int64 `json:"removed"`    // taken out of the tables
	Duplicates int64 `json:"duplicates"` // copies of an article of another id
	Skipped    int64 `json:"skipped"`    // left out by --since, --until or --shard

	Sentences    int64 `json:"sentences"`
	Attributions int64 `json:"attributions"`
	Speakers     int64 `json:"speakers"`
	SpeakerRows  int64 `json:"speaker_rows"`
	Stances      int64 `json:"stances"`
	DeadLetters  int64 `json:"dead_letters"`
	Warnings     int64 `json:"warnings"`
}

// Stage is the time of a step: of all workers together for those of the analysis,
// of the clock for reading and writing.
type Stage struct {
	Name    string  `json:"name"`
	Seconds float64 `json:"seconds"`
	Share   float64 `json:"share"` // of the seconds of all stages, 0 to 1
}

// AddStage adds a step that took d. Close sets the shares.
func (r *Record) AddStage(name string, d time.Duration) {
	r.Stages = append(r.Stages, Stage{Name: name, Seconds: d.Round(time.Microsecond).Seconds()})
}

// Close ends the record: the end and length of the run, the shares of its stages, and
// the memory that the process held at most. The status and the counts are the caller's.
func (r *Record) Close(end time.Time) {
	r.Format, r.Started, r.Ended = Format, r.Started.UTC(), end.UTC()
	r.Seconds = seconds(r.Ended.Sub(r.Started))
	r.PeakMemoryBytes = peakMemory()
	total := 0.0
	for _, s := range r.Stages {
		total += s.Seconds
	}
	for i := range r.Stages {
		if total > 0 {
			r.Stages[i].Share = round(r.Stages[i].Seconds / total)
		}
	}
}

// seconds rounds to a millisecond.
func seconds(d time.Duration) float64 {
	return float64(d.Round(time.Millisecond).Milliseconds()) / 1000
}

func round(x float64) float64 { return float64(int64(x*1e4+.5)) / 1e4 }
