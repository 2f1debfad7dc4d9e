// Package output writes what was found in articles: as tables, one folder of
// them for each speaker, and as JSON, one object for each article.
//
// A Writer takes documents in the order of the input and leaves a folder:
//
//	DIR/speakers/<speaker_id>/part-00000.parquet   one row per sentence that the speaker is quoted in
//	DIR/speakers/other.speakers/part-*.parquet     the same, of speakers without a folder of their own
//	DIR/speakers.parquet                           one row per speaker
//	DIR/sentences/part-*.parquet                   every sentence of every article
//	DIR/stances/part-*.parquet                     every stance
//	DIR/articles/part-*.parquet                    every article, with its text
//	DIR/arrow/...                                  the same tree as Arrow IPC files
//	DIR/_dead_letters.jsonl                        articles that could not be processed
//	DIR/_SUCCESS                                   written last; a summary in JSON
//
// Always true of a folder that holds _SUCCESS: the files of a table have the same
// columns and types; the key of a speakers row is (speaker_id, article_id,
// sentence_index); the rows of a speaker are in order of published_at, article_id,
// sentence_index, undated articles first, and every other table in the order of the
// input; the bytes depend on the documents and Options alone, not on time, place or
// memory. Offsets are in Unicode code points into the article's text.
//
// Memory is bounded by Options.MemoryBytes, the columns of the few files open at a
// time, and a count per speaker; it does not grow with the number of articles.
// Everything is written to a staging folder inside DIR and renamed into place by
// Commit, so that DIR never shows half a run.
package output
