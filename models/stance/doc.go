// Package stance says who is for or against whom or what.
//
// It takes a document with syntax, attributions, resolved speakers and the Cast of
// its mentions, and gives Stances: a holder, a target (a person, organisation,
// group, place, document or issue), support or opposition with a strength, the
// evidence, and the attribution it was said in. For a text to score it also gives
// the sentiment towards a mention (Target) and who is for or against whom in a
// pair of mentions (Pair).
//
// The method is a lexicon of predicates with roles ("accuse X of", "throw weight
// behind X") applied to the arcs of the dependency tree: a predicate says which of
// its roles holds the attitude, which receives it, and with what sign. Negation,
// passive, control and coordination are resolved on the tree; predicates compose,
// so that to urge an end to a war is to be against the war. A wrong stance is worse
// than a missing one: a frame whose holder or target is no known figure or issue
// gives nothing, and nobody is the target of his own stance.
//
// A Model is immutable after Load and safe for concurrent use.
package stance
