// Package segment cuts an article's text into blocks, sentences and tokens.
//
// What goes in is an Article with decoded text; what comes out is a Document
// whose Blocks, Sentences and Tokens are spans into that untouched text. Nothing
// later in the chain looks at white space, line breaks or page furniture again.
//
// Blocks are lines, or paragraphs where the lines are plainly hard-wrapped. Each
// has a kind; bylines, captions, related links, reference lists and separators
// are told from body text so that they are never taken for speech. In doubt a
// block is body text. Every block but a separator has sentences and tokens.
//
// Tokens follow the Universal Dependencies English treebanks (EWT, GUM): clitics
// and the parts of hyphenated words are tokens of their own. Footnote marks such
// as [2] are never tokens: they become Citations of the sentence they follow.
//
// Sentences are cut by rules beside lists of abbreviations (data/). A dateline
// ("WASHINGTON (AP) —") belongs to the first sentence of its paragraph. A
// sentence never crosses a block.
//
// What always holds: spans start and end on code-point boundaries, are in order
// and do not overlap; a sentence starts and ends with a token; each letter and
// digit outside citation marks and separators is in exactly one token. The time
// is linear in the length of the text, whatever the text.
package segment
