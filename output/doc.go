// Package output writes what was found in articles: as tables, one folder of
// them for each speaker, and as JSON, one object for each article.
//
// A folder holds the tables of a corpus that grows, changes and shrinks run by run. A
// Store opens it, for one process at a time, and knows which articles it holds; a Writer
// takes documents and leaves:
//
//	DIR/speakers/<speaker_id>/part-*.parquet     one row per sentence that the speaker is quoted in
//	DIR/speakers/other.speakers/part-*.parquet   the same, of speakers without a folder of their own
//	DIR/speakers.parquet                         one row per speaker
//	DIR/sentences/part-*.parquet                 every sentence of every article
//	DIR/stances/part-*.parquet                   every stance
//	DIR/articles/part-*.parquet                  every article, with its text
//	DIR/arrow/...                                the same tree as Arrow IPC files
//	DIR/_dead_letters.jsonl                      articles that could not be processed
//	DIR/_SUCCESS                                 a summary in JSON
//	DIR/.sayso/                                  where they lie, and what the folder remembers
//
// All of these but .sayso are links through DIR/.sayso/tables, which leads to one
// generation of tables. A commit makes another generation beside it, of new files and of
// links to those that stay, and then switches the one link. Readers see the tables before
// or those after, whatever happens; the generation before stays until the next commit, for
// those who are at it. Whoever opens several tables of one state resolves that link once.
//
// Always true: the files of a table have the same columns and types; the key of a speakers
// row is (speaker_id, article_id, sentence_index); within a file the rows of a speaker are
// in order of published_at, article_id, sentence_index, undated articles first; a file of a
// name never changes. The rows are those of one run over the articles that the folder
// holds, whatever the runs that brought them there: run_id and model_version of a row are
// those of the run that wrote it. The bytes depend on the documents, their history and
// Options alone, not on time, place, memory or workers. Offsets are in Unicode code points
// into the article's text.
//
// Memory is bounded by Options.MemoryBytes, the columns of the few files open at a time,
// and what is remembered of each article, some hundred bytes; it does not grow with the
// number of rows.
package output
