package output

import "github.com/apache/arrow/go/v15/arrow"

// SchemaVersion is written to the metadata of every file. It changes when a column
// is renamed, removed or given another type or meaning; new columns leave it alone.
//
//	1  first version
const SchemaVersion = "1"

// Column is a column of a table.
type Column struct {
	Name     string
	Type     arrow.DataType
	Nullable bool
	// Doc is one line that says what the column holds.
	Doc string

	// long marks text that seldom repeats: no dictionary, no statistics.
	long bool
	// constant marks a column with one value for the whole run; it is not part of
	// the encoded rows.
	constant bool
}

// Table is one of the tables of a run.
type Table struct {
	// Name is its folder, or its file without the extension.
	Name string
	// Doc says what a row is, Key which columns tell rows apart, Order how they
	// are sorted.
	Doc, Key, Order string
	Columns         []Column
	// OneFile tells a table that is one file from a folder of part files.
	OneFile bool
}

// The names of the tables.
const (
	speakersTable     = "speakers"
	sentencesTable    = "sentences"
	stancesTable      = "stances"
	articlesTable     = "articles"
	speakerIndexTable = "speakers.parquet"
)

// Tables returns the tables of a run, in the order of the documentation.
func Tables() []Table {
	return []Table{speakers(), speakerIndex(), sentences(), stances(), articles()}
}

var (
	stringType    = arrow.BinaryTypes.String
	intType       = arrow.PrimitiveTypes.Int32
	longType      = arrow.PrimitiveTypes.Int64
	scoreType     = arrow.PrimitiveTypes.Float64
	boolType      = arrow.FixedWidthTypes.Boolean
	timeType      = arrow.FixedWidthTypes.Timestamp_us // UTC
	namesType     = arrow.ListOfNonNullable(stringType)
	spansType     = arrow.ListOfNonNullable(arrow.StructOf(field("start", intType), field("end", intType)))
	citationsType = arrow.ListOfNonNullable(arrow.StructOf(
		field("marker", stringType), field("start", intType), field("end", intType),
		nullable("title", stringType), nullable("outlet", stringType), nullable("date", stringType)))
	stancesType = arrow.ListOfNonNullable(arrow.StructOf(
		field("target_id", stringType), field("target", stringType), field("target_kind", stringType),
		field("label", stringType), field("score", scoreType)))
	targetsType = arrow.ListOfNonNullable(arrow.StructOf(
		field("target_id", stringType), field("target", stringType), field("target_kind", stringType),
		field("support", longType), field("oppose", longType)))
)

func field(name string, t arrow.DataType) arrow.Field {
	return arrow.Field{Name: name, Type: t}
}

func nullable(name string, t arrow.DataType) arrow.Field {
	return arrow.Field{Name: name, Type: t, Nullable: true}
}

func column(name string, t arrow.DataType, doc string) Column {
	return Column{Name: name, Type: t, Doc: doc}
}

func optional(name string, t arrow.DataType, doc string) Column {
	return Column{Name: name, Type: t, Doc: doc, Nullable: true}
}

// text is a column of running text.
func text(name, doc string) Column {
	return Column{Name: name, Type: stringType, Doc: doc, long: true}
}

// join puts groups of columns one after another.
func join(groups ...[]Column) []Column {
	var all []Column
	for _, g := range groups {
		all = append(all, g...)
	}
	return all
}
