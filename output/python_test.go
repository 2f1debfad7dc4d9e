package output

import (
	"fmt"
	"os"
	"os/exec"
	"testing"

	"pgregory.net/rapid"

	"github.com/saysonews/sayso/models"
)

// TestOpenTables opens tables with pandas, polars and DuckDB through the Python
// named by SAYSO_PYTHON.
func TestOpenTables(t *testing.T) {
	python := os.Getenv("SAYSO_PYTHON")
	if python == "" {
		t.Skip("SAYSO_PYTHON names no Python with pandas, pyarrow, polars and duckdb")
	}
	generator := rapid.Custom(func(t *rapid.T) *models.Document { return genDocument(t, "") })
	var random []*models.Document
	for i := range 200 {
		d := generator.Example(i)
		d.Article.ID = fmt.Sprintf("article-%d", i)
		random = append(random, d)
	}
	for name, c := range map[string]struct {
		docs   []*models.Document
		tables int
		perRun int64
	}{
		"random, shared": {random, 10, 0},
		"random, own":    {random, 0, 7},
		"one folder":     {random, -1, 0},
		"news":           {newsDocuments(300), 50, 0},
		"large":          {newsDocuments(2000), 3, 20_000},
		"nothing":        {nil, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			o := testOptions(t.TempDir())
			o.Format, o.MaxSpeakerTables, o.RowsPerFile = Both, c.tables, c.perRun
			mustWrite(t, o, c.docs)
			out, err := exec.CommandContext(t.Context(), python, "testdata/open_tables.py", o.Dir).CombinedOutput()
			if err != nil {
				t.Errorf("%v\n%s", err, out)
			}
			t.Logf("%s", out)
		})
	}
}
