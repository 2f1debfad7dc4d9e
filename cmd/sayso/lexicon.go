package main

import "github.com/spf13/cobra"

func newLexicon() *cobra.Command {
	return &cobra.Command{
		Use:   "lexicon",
		Short: "Tell the form of a file of words for --lexicon",
		Long: `A file of words rates words and phrases: how positive they are, and whose stance towards
what they tell. It is YAML, a list of entries:

  - word: crackdown            # or a phrase of up to four words
    class: noun                # or verb, adjective, adverb; left out: any
    valence: -2                # -4 to 4; 0 makes it neutral
    note: as the region's papers use it
  - word: torpedo
    class: verb
    stance: -0.8               # -1, against, to 1, for
    holder: subject            # whose stance: subject, object, owner (of a noun)
    target: object             # towards what: object, subject, or a preposition
    any_target: true           # any noun, not only names and issues

An entry has a valence, a stance or both. A valence matches in any inflection of the form
given and in either case, but not as part of a name; of two phrases at a place the longer
counts. A stance wants the base form, the head of a phrase first ("pour scorn"), and
stands in the place of the built-in ones of the same words and class. Its holder and
target, when left out, are subject and object of a verb, owner and "of" of a noun, subject
and "of" of an adjective.

Give the file to run, annotate, score or eval with --lexicon.`,
		Example: `  sayso run articles/ --out tables --lexicon words.yaml`,
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
}
