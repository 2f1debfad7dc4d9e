// Package sentiment says how positive a stretch of text is.
//
// It takes a document with sentences and tokens, and with tags, lemmas and trees
// where models/syntax ran, and gives for any span a score in [-1, 1], a label and
// how much of the text it knew. Four components stand side by side in the result:
//
//   - naive Bayes, the model of github.com/cdipaolo/sentiment, compiled once from
//     the library's word counts into class-normalised, smoothed log-odds a word,
//     which are looked up straight in the embedded bytes;
//   - a lexicon for news: hand-rated words and phrases beside VADER's ratings,
//     composed along the dependency tree, where negation, modality and reversers
//     ("ended the war") turn or weaken what they govern;
//   - likeness: a valence for words that no list rates, by regression on the vectors
//     of those that one does, composed in the same way;
//   - what words and their pairs have been learned to weigh, plain and negated.
//
// A ridge regression, fitted on rated sentences of news, joins them with where in the
// sentence the valences stand. Words are learned from other rated sentences too, whose
// models are folded in; the weights of a word's vector fold into two numbers a word, so
// that nothing but look-ups is left. Names are read by no component: a surname is no
// praise. A span without a single known word scores 0, neutral, with coverage 0.
//
// A Model is immutable after Load and safe for concurrent use.
package sentiment
