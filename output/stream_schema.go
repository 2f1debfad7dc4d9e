package output

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/apache/arrow/go/v15/arrow"
	"github.com/apache/arrow/go/v15/arrow/ipc"
)

// StreamColumn is a column of a stream: the rows of one table that come from an article, or
// its sketch.
type StreamColumn struct {
	Name string
	// Table is the table of the rows: a row is a struct of its columns. The sketch has
	// a Table of one column, and is that column.
	Table Table
	// List tells a list of rows, which may be empty, from one row, which may be null.
	List bool
}

// StreamColumns returns the columns of a stream, in order. Each row of a stream is one
// article: either article or dead_letter is null.
func StreamColumns() []StreamColumn {
	return []StreamColumn{
		{streamArticle, articles(), false},
		{sentencesTable, sentences(), true},
		{stancesTable, stances(), true},
		{speakersTable, speakers(), true},
		{streamSightings, sightingTable(), true},
		{streamDead, deadLetters(), false},
		{streamSketch, sketchTable(), false},
	}
}

func sketchTable() Table {
	return Table{
		Name: streamSketch,
		Doc:  "What is kept of the article's words to tell copies of it: \"sayso copies\" reads it.",
		Columns: []Column{
			optional(streamSketch, arrow.BinaryTypes.Binary, "the sketch, in a form of this version's own; null for a dead letter"),
		},
	}
}

func sightingTable() Table {
	return Table{
		Name:  streamSightings,
		Doc:   "One row per speaker with rows in speakers, for \"sayso index\", which makes speakers.parquet of them.",
		Key:   "speaker_id",
		Order: "of the first quotation",
		Columns: []Column{
			column("speaker_id", stringType, "speaker_id of the rows"),
			column("sighting", arrow.BinaryTypes.Binary, "what the article adds to the speaker's row of speakers.parquet, in a form of this version's own"),
		},
	}
}

func deadLetters() Table {
	return Table{
		Name:  "dead_letters",
		Doc:   "One row per article that could not be processed.",
		Key:   "path, line",
		Order: "of the input",
		Columns: []Column{
			optional("article", stringType, "identifier of the article; null when the failure came before one was known"),
			column("path", stringType, "the input file"),
			column("line", intType, "line within the file, or row or record of a table or archive, from 1; 0 for one article a file"),
			column("stage", stringType, "the step that failed, such as ingest or stance"),
			column("reason", stringType, "what went wrong, for people"),
		},
	}
}

func arrowFields(t Table) []arrow.Field {
	fields := make([]arrow.Field, len(t.Columns))
	for i, c := range t.Columns {
		fields[i] = arrow.Field{Name: c.Name, Type: c.Type, Nullable: c.Nullable}
	}
	return fields
}

// streamSchema is the schema of a stream, with the same metadata as a file but for the
// columns, which each table lists in the metadata of its field.
func streamSchema(o StreamOptions) *arrow.Schema {
	var all []arrow.Field
	for _, c := range StreamColumns() {
		fields := arrowFields(c.Table)
		if o.Lean && c.List {
			columns := c.Table.Columns
			fields = slices.DeleteFunc(fields, func(f arrow.Field) bool {
				return ofArticle(columns[slices.IndexFunc(columns, func(c Column) bool { return c.Name == f.Name })])
			})
		}
		f := arrow.Field{Name: c.Name, Type: arrow.StructOf(fields...), Nullable: !c.List}
		switch {
		case c.List:
			f.Type = arrow.ListOfNonNullable(f.Type)
		case c.Name == streamSketch:
			f.Type = c.Table.Columns[0].Type
		}
		f.Metadata = arrow.NewMetadata([]string{"sayso.table", "sayso.table_doc", "sayso.columns"}, []string{c.Table.Name, c.Table.Doc, columnDocs(c.Table)})
		all = append(all, f)
	}
	meta := arrow.NewMetadata(
		[]string{"sayso.schema_version", "sayso.run_id", "sayso.model_version", "sayso.tool_version"},
		[]string{SchemaVersion, valid(o.RunID), valid(o.ModelVersion), valid(o.ToolVersion)})
	return arrow.NewSchema(all, &meta)
}

// StreamTables returns every table that can come out of a stream, those of a run first.
func StreamTables() []Table { return append(Tables(), sightingTable(), deadLetters(), copiesTable()) }

// WriteArrowSchema writes an Arrow IPC stream without rows, with the schema of the table
// of that name or, for "stream", of a stream.
func WriteArrowSchema(w io.Writer, table string, o StreamOptions) error {
	schema := streamSchema(o)
	if table != "stream" {
		all := StreamTables()
		i := slices.IndexFunc(all, func(t Table) bool { return t.Name == table })
		if i < 0 {
			return fmt.Errorf("no table %q", table)
		}
		meta := metadata(Options{RunID: o.RunID, ModelVersion: o.ModelVersion, ToolVersion: o.ToolVersion}, all[i])
		schema = arrow.NewSchema(arrowFields(all[i]), &meta)
	}
	if err := ipc.NewWriter(w, ipc.WithSchema(schema)).Close(); err != nil {
		return fmt.Errorf("write schema: %w", err)
	}
	return nil
}

// The schema as JSON.
type (
	jsonSchema struct {
		Version string       `json:"schema_version"`
		Stream  []jsonColumn `json:"stream"`
		Tables  []jsonTable  `json:"tables"`
	}
	jsonTable struct {
		Name    string       `json:"name"`
		Doc     string       `json:"doc"`
		Key     string       `json:"key"`
		Order   string       `json:"order"`
		Columns []jsonColumn `json:"columns"`
	}
	jsonColumn struct {
		Name     string `json:"name"`
		Type     string `json:"type"`
		Nullable bool   `json:"nullable"`
		Doc      string `json:"doc"`
	}
)

// WriteJSONSchema writes the columns of a stream and of all tables as one JSON object.
func WriteJSONSchema(w io.Writer) error {
	s := jsonSchema{Version: SchemaVersion}
	for _, c := range StreamColumns() {
		kind := "struct of " + c.Table.Name
		switch {
		case c.List:
			kind = "list of " + kind
		case c.Name == streamSketch:
			kind = typeName(c.Table.Columns[0].Type)
		}
		s.Stream = append(s.Stream, jsonColumn{c.Name, kind, !c.List, c.Table.Doc})
	}
	for _, t := range StreamTables() {
		j := jsonTable{Name: t.Name, Doc: t.Doc, Key: t.Key, Order: t.Order}
		for _, c := range t.Columns {
			j.Columns = append(j.Columns, jsonColumn{c.Name, typeName(c.Type), c.Nullable, c.Doc})
		}
		s.Tables = append(s.Tables, j)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(s); err != nil {
		return fmt.Errorf("write schema: %w", err)
	}
	return nil
}
