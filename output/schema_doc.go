package output

import (
	"fmt"
	"io"
	"strings"

	"github.com/apache/arrow/go/v15/arrow"
)

// WriteSchema writes what docs/SCHEMA.md holds: every table and column, in Markdown.
func WriteSchema(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, schemaIntro, SchemaVersion)
	for _, t := range Tables() {
		writeTable(&b, t)
	}
	b.WriteString(schemaMetadata)
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write schema: %w", err)
	}
	return nil
}

func writeTable(b *strings.Builder, t Table) {
	where := fmt.Sprintf("`%s/`", t.Name)
	switch {
	case t.OneFile:
		where = fmt.Sprintf("`%s`", t.Name)
	case t.Name == speakersTable:
		where = "`speakers/<speaker_id>/`"
	}
	fmt.Fprintf(b, "\n## %s\n\n%s\n\nKey: %s. Order: %s.\n\n", where, t.Doc, t.Key, t.Order)
	b.WriteString("| column | type | null | meaning |\n| --- | --- | --- | --- |\n")
	for _, c := range t.Columns {
		null := ""
		if c.Nullable {
			null = "yes"
		}
		fmt.Fprintf(b, "| `%s` | %s | %s | %s |\n", c.Name, typeName(c.Type), null, strings.ReplaceAll(c.Doc, "|", `\|`))
	}
}

// typeName names a type as readers of tables know it.
func typeName(t arrow.DataType) string {
	switch t := t.(type) {
	case *arrow.ListType:
		return "list of " + typeName(t.Elem())
	case *arrow.StructType:
		var fields []string
		for _, f := range t.Fields() {
			name := f.Name + " " + typeName(f.Type)
			if f.Nullable {
				name += "?"
			}
			fields = append(fields, name)
		}
		return "struct (" + strings.Join(fields, ", ") + ")"
	case *arrow.TimestampType:
		return "timestamp, µs, UTC"
	}
	switch t.ID() {
	case arrow.STRING:
		return "string"
	case arrow.FLOAT64:
		return "double"
	}
	return t.Name()
}

const schemaIntro = `# Tables

The tables in an output folder, schema version %s. This file is generated: ` + "`sayso schema`" + ` prints it, and the
same lines stand in the metadata of every file.

    DIR/speakers/<speaker_id>/part-*.parquet   one row per sentence that the speaker is quoted in
    DIR/speakers/other.speakers/part-*.parquet the same, of speakers without a folder of their own
    DIR/speakers.parquet                       one row per speaker
    DIR/sentences/part-*.parquet               every sentence of every article
    DIR/stances/part-*.parquet                 every stance
    DIR/articles/part-*.parquet                every article, with its text
    DIR/arrow/...                              the same tree as Arrow IPC files (*.arrow)
    DIR/_dead_letters.jsonl                    articles that could not be processed: article, path, line, stage, reason
    DIR/_SUCCESS                               the run that wrote them last, versions and counts, in JSON
    DIR/runs/<run_id>.json                     what each run did

A folder opens as one table, since its files have the same columns and types:

    pandas.read_parquet("DIR/speakers")
    polars.read_parquet("DIR/speakers")
    SELECT * FROM read_parquet('DIR/speakers/**/*.parquet')     -- DuckDB

## What holds everywhere

- **Offsets** (` + "`start`, `end`, spans" + `) count Unicode code points from 0 into the article's text exactly as it came in
  (` + "`articles.text`" + `), the end exclusive: in Python, ` + "`text[start:end]`" + `.
- **Text columns** are that text with footnote marks such as ` + "`[2]`" + ` cut out, and parts that are apart joined with " … ".
  Where the exact characters matter, use the offsets.
- **Scores** are rounded to four decimals. A score that could not be computed is 0.
- **Missing** title, outlet, author, url, date and the like are null, never "". Lists are never null, but may be empty.
- **Sentiment.** ` + "`sentiment_*`" + ` is about the whole sentence, cue and source included, so that it is the same in ` + "`speakers`" + `
  and ` + "`sentences`" + `; ` + "`content_sentiment_*`" + ` is about all that the attribution attributes, which may be less or more than the sentence.
  ` + "`mean_sentiment`" + ` of a speaker is the mean of ` + "`sentiment_score`" + ` over the speaker's rows, each row once.
- **A row of speakers** is a sentence: an attribution over three sentences gives three rows, each with its own part of the
  content, and with source and cue in full. Several attributions to the speaker that meet in a sentence give one row: all are in
  ` + "`attribution_ids`" + `, the spans are united, ` + "`confidence`" + ` is the lowest; ` + "`attribution_id`, `speaker_reason` and `content_sentiment_*`" + ` are of the first.
  A sentence said by two speakers gives a row to each.
- **Speaker ids** are slugs of kind and name: ` + "`ann-cole`, `org-foreign-ministry`" + `. Case, accents, spacing, hyphens, full stops and
  apostrophes do not tell names apart, nor do the honorific, one middle initial, suffix and possessive of a person, but for a few namesakes in public
  life and for two people of one article. A file of aliases (` + "`sayso run --aliases`" + `) joins and parts names by hand. A name that a slug cannot show whole carries a hash, as in ` + "`person-c6d297713595`" + `. The prefixes ` + "`org-`, `group-`, `unnamed-`, `doc-`, `author-`" + `
  belong to the other kinds. All rows without a speaker are under ` + "`unknown`" + `.
- **Folders.** The speakers with most rows have a folder each (10,000 unless the run says otherwise); the rest share
  ` + "`other.speakers`" + `, sorted by speaker. ` + "`speakers.parquet`" + ` says where each is. No id has a full stop.
- **Runs.** A run adds to the tables and replaces rows of articles that changed; a row keeps the ` + "`run_id`" + ` of the run that wrote it. All
  names above lead through one link, ` + "`DIR/.sayso/tables`" + `, which a run switches from one state of all tables to the next; those of before
  stay until the next run. Who reads several tables of one state resolves that link once (` + "`os.path.realpath`" + `) and reads there.
- **Copies.** An article that repeats an earlier one, exactly or nearly, has a row in ` + "`articles`" + ` alone, with ` + "`duplicate_of`" + `; the
  earlier one lists all ` + "`outlets`" + `. Whatever order they come in, the earliest counts: dated before undated, then by id.
- **Page furniture** (links, reference lists, bylines, captions, separators) has rows in ` + "`sentences`" + `, under its kind, never in ` + "`speakers`" + `.
- **Bytes** depend on the input, the runs before, the run id, the versions and the options alone: not on time, place or workers.
- **Compression** is zstd, in small files Snappy (Parquet) or none (Arrow).
`

const schemaMetadata = `
## Metadata of the files

Every Parquet and Arrow file carries these keys (` + "`pyarrow.parquet.read_schema(file).metadata`" + `):

| key | value |
| --- | --- |
| ` + "`sayso.schema_version`" + ` | version of this schema; it changes when a column is renamed, removed or given another type or meaning |
| ` + "`sayso.table`, `sayso.table_doc`" + ` | the table and what a row of it is |
| ` + "`sayso.columns`" + ` | JSON object: the meaning of each column |
| ` + "`sayso.run_id`, `sayso.model_version`, `sayso.tool_version`" + ` | the run, the models and the program that wrote the file |
`
