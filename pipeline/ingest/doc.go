// Package ingest turns files into articles.
//
// In go paths (files, folders walked in order of name, patterns, "-" for standard
// input and, in builds with the tag cloud, addresses such as s3://bucket/folder/)
// and bytes as they lie on disk, plain or compressed; out come models.Articles one
// at a time, in the order of the paths. The formats:
//
//   - .txt, one article a file: the first line with text is the headline, the file's
//     name without its extensions the id;
//   - .jsonl, one JSON object a line, .csv and .tsv, a header and one article a record.
//     A Mapping says which column, or field by a path with dots, holds what; without
//     one the fields' own names are looked for (text, id, title, url, outlet, author,
//     published_at, language), then usual other ones such as body, headline and date.
//   - .parquet and .arrow (IPC files and streams): one article a row, with the same
//     mapping; columns in structs go by paths with dots;
//   - .html, one web page a file: the main text, found by where text lies dense and
//     unlinked, its blocks parted by blank lines; title, author, date, outlet and address
//     from JSON-LD, OpenGraph and other tags;
//   - .warc, the web pages among the responses that a crawler keeps.
//
// Each may be packed with gzip, zstd or bzip2, and a .zip archive holds files of any of
// them. An article without an id is named after its text, one of a WARC file after its
// record. A date that is not understood leaves an article without one, with a remark:
// what was said in it is still true.
//
// Options may want a Shard of the articles alone, or those of a period. Fingerprint tells
// an article that has changed from one that has not.
//
// What always holds: Article.Text is the text exactly as it came in, converted to
// UTF-8 from UTF-16 or Windows-1252 where it is in one of these, save that a byte order
// mark at the start of a file is dropped; line ends stay as they are. Of a web page it is
// what was taken out of it. It is not blank, has no NUL and does
// not look like another language than English. No two articles of one Source
// share an id. One bad article is a *BadArticle and the next one follows it; a path that
// cannot be read at all is a *PathError from Open, before any work. Memory is bounded by
// the largest article, one folder's file names, a page of each column or a record batch of
// a columnar file, a megabyte unpacked ahead, and some 20 bytes for each id seen, however
// much a compressed file expands to. Files that must be read in any order, and cannot, are copied to the folder
// for temporary files first.
package ingest
