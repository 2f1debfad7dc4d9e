// Package ingest turns files into articles.
//
// In go paths (files, folders walked in order of name, "-" for standard input)
// and bytes as they lie on disk, plain or compressed with gzip or zstd; out come
// models.Articles one at a time, in the order of the paths. Two formats are read:
//
//   - .txt, one UTF-8 article a file: the first line with text is the headline,
//     the file's name without its extensions the id;
//   - .jsonl, one JSON object a line: text is wanted; id, title, url, outlet,
//     author, published_at and language are read where they stand, and other
//     fields passed over. An article without an id is named after its text.
//
// What always holds: Article.Text is the decoded text exactly as it came in,
// save that a byte order mark at the start of a file is dropped; line ends stay
// as they are. It is valid UTF-8 and not blank. No two articles of one Source
// share an id. One bad article is a *BadArticle and the next one follows it; a
// path that cannot be read at all is a *PathError from Open, before any work.
// Memory is bounded by the largest article, one folder's file names, and sixteen
// bytes for each id seen, however much a compressed file expands to.
package ingest
