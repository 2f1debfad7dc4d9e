package train

import (
	"fmt"
	"os"
	"path/filepath"
)

// Generate writes the generated files of models/sentiment/data into outDir, byte
// for byte the same each time. corporaDir is the folder of the training corpora.
func Generate(corporaDir, outDir string) error {
	counts, err := ReadCounts()
	if err != nil {
		return err
	}
	table, err := CompileBayes(counts)
	if err != nil {
		return err
	}
	for name, data := range map[string][]byte{"bayes.bin": table, "vader.txt": CompileVADER()} {
		if err := os.WriteFile(filepath.Join(outDir, name), data, 0o644); err != nil {
			return fmt.Errorf("write sentiment data: %w", err)
		}
	}
	return nil
}
