package output

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// catalogName is the file in a generation that lists its tables.
const catalogName = "catalog.json"

// storeVersion is the version of what lies in .sayso: catalog, ledger and sightings.
//
//	1  first version
const storeVersion = 1

// catalog lists the files of a generation.
type catalog struct {
	Version       int    `json:"version"` // storeVersion
	SchemaVersion string `json:"schema_version"`
	Format        string `json:"format"`
	Generation    int    `json:"generation"`
	// NextOrdinal is the number that the next article gets. Ordinals tell the articles
	// of all runs apart, and the states of one that changed.
	NextOrdinal uint32 `json:"next_ordinal"`
	// MaxSpeakerTables is the option of the last run, 0 when it was not kept.
	MaxSpeakerTables int         `json:"max_speaker_tables,omitempty"`
	Parts            []tablePart `json:"parts"`
	// Sightings are the files of sightings, oldest first; State the other files.
	Sightings []checked `json:"sightings"`
	State     []checked `json:"state"`
}

// tablePart is a part of a table: a file, or two of the same rows in different formats.
type tablePart struct {
	Table string `json:"table"`
	// Folder is relative to the folder of the tables; of a table that is one file it is
	// its name without the extension.
	Folder string `json:"folder"`
	Rows   int64  `json:"rows"`
	// First and Last are ordinals: the rows are of articles within them.
	First uint32 `json:"first"`
	Last  uint32 `json:"last"`
	// Low and High are the least and greatest speaker_id of rows in the shared folder.
	Low   string    `json:"low,omitempty"`
	High  string    `json:"high,omitempty"`
	Files []checked `json:"files"`

	staged bool // written by the run under way
}

// checked is a file with its size and checksum.
type checked struct {
	Path   string `json:"path"` // relative to the generation
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// source is the file to read the rows from.
func (p *tablePart) source() string { return p.Files[0].Path }

func (p *tablePart) bytes() (n int64) {
	for _, f := range p.Files {
		n += f.Bytes
	}
	return n
}

// checkFile measures a file of a generation.
func checkFile(generation, path string) (checked, error) {
	c := checked{Path: filepath.ToSlash(path)}
	f, err := os.Open(filepath.Join(generation, path))
	if err != nil {
		return c, fmt.Errorf("check written file: %w", err)
	}
	defer f.Close()
	h := sha256.New()
	if c.Bytes, err = io.Copy(h, f); err != nil {
		return c, fmt.Errorf("check written file: %w", err)
	}
	c.SHA256 = hex.EncodeToString(h.Sum(nil))
	return c, nil
}

// write writes the catalog into its generation.
func (c *catalog) write(generation string) error {
	b, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("encode catalog: %w", err)
	}
	if err := os.WriteFile(filepath.Join(generation, catalogName), append(b, '\n'), 0o666); err != nil {
		return fmt.Errorf("write catalog: %w", err)
	}
	return nil
}

// readCatalog reads the catalog of a generation.
func readCatalog(generation string) (*catalog, error) {
	b, err := os.ReadFile(filepath.Join(generation, catalogName))
	if err != nil {
		return nil, fmt.Errorf("read catalog: %w", err)
	}
	c := new(catalog)
	if err := json.Unmarshal(b, c); err != nil {
		return nil, fmt.Errorf("read catalog: %w", errors.Join(ErrDamaged, err))
	}
	if c.Version != storeVersion || c.SchemaVersion != SchemaVersion {
		return nil, fmt.Errorf("tables of version %d.%s, this program writes %d.%s: %w", c.Version, c.SchemaVersion, storeVersion, SchemaVersion, ErrOutdated)
	}
	for i := range c.Parts {
		if len(c.Parts[i].Files) == 0 || !filepath.IsLocal(c.Parts[i].source()) {
			return nil, fmt.Errorf("read catalog: part %d names no file: %w", i, ErrDamaged)
		}
	}
	return c, nil
}

// table returns the table of a name.
func table(name string) (Table, bool) {
	for _, t := range Tables() {
		if t.Name == name {
			return t, true
		}
	}
	return Table{}, false
}
