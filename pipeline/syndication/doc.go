// Package syndication tells which articles of a corpus are copies of which, so that what was said
// once and printed by many counts once.
//
// # The rule
//
// An article is a copy of an earlier one when the two have the same words in the same order, or
// when nearly all of the shorter one stands in the other. Case, punctuation, white space and the
// form of quotation marks play no part; what the copy adds at its head and foot (dateline, credit,
// an invitation to subscribe), a few corrections, and paragraphs that it leaves out do not matter
// while enough is left: a third of the longer text, or somewhat less. A text under 30 words is a copy only of
// one that is word for word the same.
//
// A form filled in anew is no copy: releases that share their wording but differ in numbers or
// names all over the text, and articles that share a quotation or an office's boilerplate, count
// each for itself. Where the two are hard to tell apart, both count.
//
// Articles come in an order of their own, whatever the order in which they arrive: dated before
// undated, earlier before later, then by id. Each is a copy of the first one before it that is
// similar and itself no copy. Of two that are dated, edited copies come within 14 days; the very
// same words are a copy whenever they come.
//
// # The method
//
// [Sketcher.Sketch] takes the words of a text four by four (shingles: Broder, On the resemblance
// and containment of documents, 1997), spreads their hashes over 96 bins and keeps the least of
// each (one permutation hashing: Li, Owen and Zhang, NIPS 2012) with its place in the text. What two
// sketches have and lack in common is a sample of what the texts have and lack in common, and
// the places tell an added foot from a form filled in anew. [Decide] finds who may resemble whom by
// pairs of bins (banding: Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4).
package syndication
