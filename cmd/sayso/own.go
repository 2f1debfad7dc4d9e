package main

import (
	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/models/stance"
	"github.com/saysonews/sayso/models/wordfile"
	"github.com/saysonews/sayso/pipeline"
)

// ownFlags are the flags for what users bring to the models.
type ownFlags struct {
	topics, lexicon string
}

// registerTopics adds the flag of commands that look for stances.
func (f *ownFlags) registerTopics(c *cobra.Command) {
	c.Flags().StringVar(&f.topics, "topics", "", `YAML file of issues that add to the built-in ones; the same id overrides (see "sayso topics")`)
}

// registerLexicon adds the flag of commands that score sentiment.
func (f *ownFlags) registerLexicon(c *cobra.Command) {
	c.Flags().StringVar(&f.lexicon, "lexicon", "", `YAML file of words and phrases with valence or stance, which go before the built-in ones (see "sayso lexicon")`)
}

// read reads the files. Its errors are usage errors.
func (f *ownFlags) read() (own pipeline.Own, err error) {
	if f.topics != "" {
		if own.Topics, err = stance.OpenTopics(f.topics); err != nil {
			return own, usageError{err}
		}
	}
	if f.lexicon != "" {
		if own.Words, err = wordfile.Open(f.lexicon); err != nil {
			return own, usageError{err}
		}
	}
	return own, nil
}

// recorded is what the tables say of the files, beside the versions of the models.
func recorded(own pipeline.Own) string {
	said := ""
	if own.Topics != nil {
		said += " topics=" + own.Topics.Digest()
	}
	if own.Words != nil {
		said += " lexicon=" + own.Words.Digest()
	}
	return said
}
