// Package sentiment says how positive a stretch of text is.
//
// It takes a document with sentences and tokens, and with tags, lemmas and trees
// where models/syntax ran, and gives for any span a score in [-1, 1], a label and
// how much of the text it knew. Two components stand side by side in the result:
//
//   - naive Bayes, the model of github.com/cdipaolo/sentiment, compiled once from
//     the library's word counts into class-normalised, smoothed log-odds a word,
//     which are looked up straight in the embedded bytes;
//   - a lexicon for news: hand-rated words and phrases beside VADER's ratings,
//     composed along the dependency tree, where negation, modality and reversers
//     ("ended the war") turn or weaken what they govern.
//
// A ridge regression, fitted on rated sentences of news, joins them with the words
// of the text and their pairs, each by one weight. Names are read by no component:
// a surname is no praise. A span without a single known word scores 0, neutral,
// with coverage 0.
//
// A Model is immutable after Load and safe for concurrent use.
package sentiment
