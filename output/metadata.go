package output

import (
	"encoding/json"

	"github.com/apache/arrow/go/v15/arrow"
)

// metadata returns the key-value metadata of t's files: the same in each of them.
func metadata(o Options, t Table) arrow.Metadata {
	docs := make([]struct {
		Name string `json:"name"`
		Doc  string `json:"doc"`
	}, len(t.Columns))
	for i, c := range t.Columns {
		docs[i].Name, docs[i].Doc = c.Name, c.Doc
	}
	columns, err := json.Marshal(docs)
	if err != nil { // cannot be: strings only
		columns = nil
	}
	return arrow.NewMetadata(
		[]string{"sayso.schema_version", "sayso.table", "sayso.table_doc", "sayso.columns", "sayso.run_id", "sayso.model_version", "sayso.tool_version"},
		[]string{SchemaVersion, t.Name, t.Doc, string(columns), valid(o.RunID), valid(o.ModelVersion), valid(o.ToolVersion)},
	)
}
