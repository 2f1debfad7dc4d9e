// Package identity says who speaks: it resolves the source of every attribution
// to a speaker of the article, by name, office, pronoun or description.
//
// It needs blocks, sentences and tokens with tags, lemmas and trees (models/segment,
// models/syntax) and the attributions (models/attribution). It fills
// Token.Entity, Document.Speakers and Attribution.Speakers, and hands back the
// Cast: everyone and everything the article names, with all their mentions.
//
// It works in passes over the whole article: names are found from capitals, tags
// and word lists (scan, split, classify), with a trained recogniser (package names)
// where the lists are silent; full names become figures and short ones
// are tied to them (people, bodies), headlines are read in the light of the text,
// what the article says of its people is noted (learn), and one walk from left to
// right resolves descriptions, pronouns and sources against what came before.
// Pronouns are resolved by salience, after Lappin and Leass (1994) and the
// constraints of binding; a small list of public figures answers only where the
// article leaves one reading open. MODEL.md says how the recogniser was trained.
//
// What always holds afterwards: every attribution has at least one SpeakerRef;
// every SpeakerRef points into Document.Speakers; no two speakers share an ID;
// a source with two readings left is Unknown, since a missing name is a smaller
// fault than a wrong one.
package identity
