package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/saysonews/sayso/models/linear"
)

// weightsFile is the file of a data folder that package linear reads. It is stored
// packed: networks are most of the program.
const weightsFile = "weights.bin"

// linearFormat is what a manifest says of such a file.
const (
	linearFormat = "sections of package linear, format 2"
	packedFormat = linearFormat + ", packed with zstd"
)

// pack packs the weights among the files of o.
func (o *output) pack() error {
	data, ok := o.files[weightsFile]
	if !ok {
		return nil
	}
	packed, err := linear.Pack(data)
	if err != nil {
		return fmt.Errorf("pack weights: %w", err)
	}
	o.files[weightsFile] = packed
	return nil
}

// repack packs the weights that lie in the data folder of m and corrects its
// manifest, as training would have written both. Packed weights stay as they are.
func repack(o *options, m model, stderr io.Writer) error {
	folder := filepath.Join(o.root, m.folder)
	data, err := os.ReadFile(filepath.Join(folder, weightsFile))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read weights: %w", err)
	}
	out := output{files: map[string][]byte{weightsFile: data}}
	if err := out.pack(); err != nil {
		return err
	}
	packed := out.files[weightsFile]
	text, err := os.ReadFile(filepath.Join(folder, manifestFile))
	if err != nil {
		return fmt.Errorf("read manifest: %w", err)
	}
	text, err = correct(text, describe(weightsFile, packed))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, weightsFile), packed, 0o644); err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	if err := os.WriteFile(filepath.Join(folder, manifestFile), text, 0o644); err != nil {
		return fmt.Errorf("write manifest: %w", err)
	}
	fmt.Fprintf(stderr, "%s: %d bytes packed to %d\n", m.name, len(data), len(packed))
	return nil
}

// correct puts f, now packed, into the manifest in place of the file of that name, and
// leaves all else to the byte.
func correct(manifest []byte, f file) ([]byte, error) {
	var m struct{ Files []file }
	if err := json.Unmarshal(manifest, &m); err != nil {
		return nil, fmt.Errorf("read manifest: %w", err)
	}
	for _, old := range m.Files {
		if old.Name == f.Name {
			if !bytes.Contains(manifest, []byte(packedFormat)) {
				manifest = bytes.Replace(manifest, []byte(linearFormat), []byte(packedFormat), 1)
			}
			manifest = bytes.Replace(manifest, fmt.Appendf(nil, `"bytes": %d`, old.Bytes), fmt.Appendf(nil, `"bytes": %d`, f.Bytes), 1)
			return bytes.Replace(manifest, []byte(old.SHA256), []byte(f.SHA256), 1), nil
		}
	}
	return nil, fmt.Errorf("correct manifest: it does not name %s", f.Name)
}
