// Package attribution finds who says, thinks or wants what: the source, cue and
// content of every attribution of an article (Pareti 2016; PolNeAR: Newell,
// Margolin and Ruths, LREC 2018).
//
// It takes a document with sentences, tokens and a dependency tree, and gives
// attributions with spans in bytes of the untouched text. What always holds: the
// spans of each role are in order and do not overlap, they start and end with a
// token, Content is never empty, and a content lies in text that can be speech.
//
// The way: quotation marks are paired (package quotation); each word that may be a
// cue proposes an attribution with the source and content that the tree around it
// gives; quotations complete their contents, go on in the sentences after and
// form attributions of their own where no cue is; proposals that cross give way to
// the surer one.
package attribution
