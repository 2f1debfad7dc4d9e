// Package evaluate measures what was found against what annotators marked:
// attributions and their speakers, sentiment of sentences and towards targets,
// directed stance, stances and blocks of an article.
//
// What goes in are gold and predicted annotations of the same texts, as spans in
// bytes; what comes out are figures with the lines people read (String) and an
// object for programs (MarshalJSON, shares in [0, 1]). Nothing here reads files
// (package gold does), knows how the predictions were made, or keeps state; the
// figures belong to one goroutine each.
//
// Spans are reduced to the words that they touch, so that nobody is punished for
// where a comma or a quotation mark was left. Only the span.* figures look at the
// characters themselves.
package evaluate
