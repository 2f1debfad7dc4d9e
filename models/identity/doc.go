// Package identity says who speaks: it resolves the source of every attribution
// to a speaker of the article, by name, office, pronoun or description.
//
// It needs blocks, sentences and tokens with tags, lemmas and trees (models/segment,
// models/syntax) and the attributions (models/attribution). It fills
// Token.Entity, Document.Speakers and Attribution.Speakers, and hands back the
// Cast: everyone and everything the article names, with all their mentions.
//
// What always holds afterwards: every attribution has at least one SpeakerRef;
// every SpeakerRef points into Document.Speakers; no two speakers share an ID;
// a source with two readings left is Unknown, since a missing name is a smaller
// fault than a wrong one.
package identity
