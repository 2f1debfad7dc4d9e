package output

import "github.com/apache/arrow/go/v15/arrow"

// metadata returns the key-value metadata of t's files: the same in each of them.
func metadata(o Options, t Table) arrow.Metadata {
	return arrow.NewMetadata(
		[]string{"sayso.schema_version", "sayso.table", "sayso.table_doc", "sayso.columns", "sayso.run_id", "sayso.model_version", "sayso.tool_version"},
		[]string{SchemaVersion, t.Name, t.Doc, columnDocs(t), valid(o.RunID), valid(o.ModelVersion), valid(o.ToolVersion)},
	)
}

// columnDocs returns the lines on the columns as one JSON object, in their order.
func columnDocs(t Table) string {
	b := []byte{'{'}
	for i, c := range t.Columns {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendString(b, c.Name), ':')
		b = appendString(b, c.Doc)
	}
	return string(append(b, '}'))
}
