package export

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/saysonews/sayso/output/tables"
)

// sources are the tables of an export, and what they are made of.
var sources = [...]struct{ name, table, doc string }{
	{"speakers", tables.SpeakersTable, "One row per speaker that is quoted"},
	{"speaker_rows", tables.SpeakerRowsTable, "One row per sentence that a speaker is quoted in"},
	{"sentences", tables.SentencesTable, "One row per sentence of every article, attributed or not"},
	{"stances", tables.StancesTable, "One row per stance: who is for or against whom or what"},
	{"articles", tables.ArticlesTable, "One row per article, with its text"},
}

// views answer the usual questions; each has a comment that says what a row is.
var views = [...]struct{ name, doc, query string }{
	{"quotes", "What was said, by whom, where: speaker_rows of known speakers, the columns to read first",
		`SELECT speaker, speaker_id, speaker_kind, published_at, outlet, title, sentence, content, source, cue, quote_type,
  content_sentiment_score AS sentiment, [s.label || ' ' || s.target FOR s IN stances] AS stances,
  confidence, article_id, attribution_id, sentence_index, url
FROM speaker_rows WHERE speaker_id <> 'unknown'`},
	{"quote_stances", "One row per quotation and stance in it, to filter quotations by what they are for or against",
		`SELECT speaker, speaker_id, s.target_id, s.target, s.target_kind, s.label, s.score,
  published_at, outlet, sentence, content, article_id, attribution_id, url
FROM (SELECT *, unnest(stances) AS s FROM speaker_rows)`},
	{"stance_matrix", "One row per holder and target: how often for, against and neutral, the mean score (-1 to 1), when",
		`SELECT holder_id, any_value(holder) AS holder, target_id, any_value(target) AS target,
  count(*) FILTER (label = 'support') AS support, count(*) FILTER (label = 'oppose') AS oppose,
  count(*) FILTER (label = 'neutral') AS neutral, avg(score) AS mean_score,
  count(DISTINCT article_id) AS articles, min(published_at) AS first_date, max(published_at) AS last_date
FROM stances GROUP BY holder_id, target_id`},
	{"speaker_months", "One row per speaker and month: sentences, articles and mean sentiment (-1 to 1); undated articles are left out",
		`SELECT speaker_id, any_value(speaker) AS speaker, CAST(date_trunc('month', published_at AT TIME ZONE 'UTC') AS DATE) AS month,
  count(*) AS sentences, count(DISTINCT article_id) AS articles,
  avg(sentiment_score) AS mean_sentiment, avg(content_sentiment_score) AS mean_content_sentiment
FROM speaker_rows WHERE published_at IS NOT NULL GROUP BY speaker_id, month`},
	{"target_months", "One row per target and month: how often somebody is for and against it; undated articles are left out",
		`SELECT target_id, any_value(target) AS target, CAST(date_trunc('month', published_at AT TIME ZONE 'UTC') AS DATE) AS month,
  count(*) FILTER (label = 'support') AS support, count(*) FILTER (label = 'oppose') AS oppose,
  count(DISTINCT holder_id) AS holders
FROM stances WHERE published_at IS NOT NULL GROUP BY target_id, month`},
	{"outlet_sources", "One row per outlet and speaker: how much the outlet quotes them, and their share of all it quotes (0 to 1)",
		`SELECT outlet, speaker_id, any_value(speaker) AS speaker, any_value(speaker_kind) AS speaker_kind,
  count(*) AS sentences, count(DISTINCT article_id) AS articles,
  count(*) / sum(count(*)) OVER (PARTITION BY outlet) AS share, avg(sentiment_score) AS mean_sentiment
FROM speaker_rows WHERE outlet IS NOT NULL GROUP BY outlet, speaker_id`},
	{"cues", "One row per speaker and cue: with which words a speaker's speech is told",
		`SELECT speaker_id, any_value(speaker) AS speaker, lower(cue) AS cue, count(*) AS sentences
FROM speaker_rows WHERE cue IS NOT NULL GROUP BY speaker_id, lower(cue)`},
}

// WriteSQL writes the script that makes an empty DuckDB database one of the tables of
// s, with their views. It names the files of s by absolute paths.
func WriteSQL(w io.Writer, s *tables.Set) error {
	var b strings.Builder
	r := s.Record()
	fmt.Fprintf(&b, "-- The tables of run %s.\nSET enable_progress_bar = false;\nBEGIN;\n", oneLine(r.RunID))
	for _, t := range sources {
		paths, err := s.Files(t.table)
		if err != nil {
			return err
		}
		list, err := quotedPaths(paths)
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "CREATE TABLE %s AS SELECT * FROM read_parquet([%s], union_by_name = true, hive_partitioning = false);\n", t.name, list)
		fmt.Fprintf(&b, "COMMENT ON TABLE %s IS %s;\n", t.name, quoted(t.doc))
	}
	if err := lettersSQL(&b, s); err != nil {
		return err
	}
	fmt.Fprintf(&b, "CREATE TABLE run AS SELECT %s AS run_id, %s AS model_version, %s AS tool_version, %s AS schema_version;\n",
		quoted(r.RunID), quoted(r.ModelVersion), quoted(r.ToolVersion), quoted(r.SchemaVersion))
	for _, v := range views {
		fmt.Fprintf(&b, "CREATE VIEW %s AS %s;\nCOMMENT ON VIEW %s IS %s;\n", v.name, v.query, v.name, quoted(v.doc))
	}
	b.WriteString("COMMIT;\n")
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write script: %w", err)
	}
	return nil
}

func lettersSQL(b *strings.Builder, s *tables.Set) error {
	list, err := quotedPaths([]string{s.DeadLettersPath()})
	if err != nil {
		return err
	}
	fmt.Fprintf(b, "CREATE TABLE dead_letters AS SELECT * FROM read_json([%s], format = 'newline_delimited', "+
		"columns = {article: 'VARCHAR', path: 'VARCHAR', line: 'INTEGER', stage: 'VARCHAR', reason: 'VARCHAR'});\n", list)
	b.WriteString("COMMENT ON TABLE dead_letters IS 'Articles that could not be processed, and why';\n")
	return nil
}

// quotedPaths are absolute paths as SQL strings. DuckDB takes some characters for
// patterns and knows no way to write them.
func quotedPaths(paths []string) (string, error) {
	list := make([]string, len(paths))
	for i, p := range paths {
		abs, err := filepath.Abs(p)
		if err != nil {
			return "", fmt.Errorf("path of table: %w", err)
		}
		if strings.ContainsAny(abs, "*?[\n") {
			return "", fmt.Errorf("path of table %q: DuckDB takes * ? and [ for patterns: rename the folder", abs)
		}
		list[i] = quoted(filepath.ToSlash(abs))
	}
	return strings.Join(list, ",\n  "), nil
}

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
