// Package report makes one HTML page of the tables of a run: who speaks, how, for and
// against whom, each quotation in its paragraph, and what was left out.
//
// Write is the whole of it. It goes through the tables a few times (gather, collect,
// cut), draws the charts (chart, network), packs the quotations into blocks of
// compressed data that the page opens on demand (pack), and fills the sections of the
// page (fill). The page needs nothing beside itself: its policy lets it load nothing,
// and run no script and no style but its own, which it names by their hashes.
//
// Names and texts of articles are never markup. All that is not fixed is a tree of
// elements whose text is text (node), and the page's script makes its elements one by
// one.
//
// The same tables and options give the same bytes. Memory grows with the quotations
// that are shown, at most maxQuotes, and slightly with the number of speakers and of
// pairs of holder and target, not with the text.
package report
