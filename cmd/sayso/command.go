package main

import (
	"log/slog"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/models/entries"
	"github.com/saysonews/sayso/pipeline/external"
)

// commandHelp is part of the help of the commands that take --sentiment-command.
const commandHelp = `--sentiment-command runs a program that scores texts in the place of the built-in model. It
stays running, and reads a line for each sentence and each quoted content:
  {"id":17,"text":"The bridge is shut.","more":3}
It answers each with a line, in any order: {"id":17,"score":-0.4}, the score from -1 to 1,
with "label" (negative, neutral or positive) if it likes. "more" is how many texts of the
batch are still to come, 63 at most: answers may wait for 0. A program that dies, hangs or
writes anything else is started again; after --sentiment-restarts times the built-in
scores count for the rest, and the output tells which is which ("sentiment_source").`

// commandFlags are the flags of a program that scores sentiment.
type commandFlags struct{ options external.Options }

func (f *commandFlags) register(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&f.options.Command, "sentiment-command", "", "command line of a program that scores texts by JSON lines; all workers share it")
	flags.DurationVar(&f.options.Timeout, "sentiment-timeout", external.DefaultTimeout, "how long that program may take for a batch of texts, its start included")
	flags.IntVar(&f.options.Restarts, "sentiment-restarts", external.DefaultRestarts, "how often that program is started again when it fails")
}

// open makes the scorer, nil when no program is given; it must be closed, nil or not. Its
// errors are usage errors.
func (f *commandFlags) open(c *cobra.Command, log *slog.Logger) (*external.Scorer, error) {
	if f.options.Command == "" && !c.Flags().Changed("sentiment-command") {
		return nil, nil
	}
	f.options.Log = log
	s, err := external.New(c.Context(), f.options)
	if err != nil {
		return nil, usageError{err}
	}
	return s, nil
}

// recorded is what the tables say of the program, beside the versions of the models.
func (f *commandFlags) recorded() string {
	if f.options.Command == "" {
		return ""
	}
	return " sentiment-command=" + entries.Digest([]byte(f.options.Command))
}

// commandSummary is what a run tells of the program.
type commandSummary struct {
	Command  string `json:"command"`
	Scored   int64  `json:"scored"`   // texts that it scored
	Unscored int64  `json:"unscored"` // texts left to the built-in model
	Restarts int    `json:"restarts"`
	GaveUp   bool   `json:"gave_up"`
}

func (f *commandFlags) summary(s *external.Scorer) *commandSummary {
	if s == nil {
		return nil
	}
	st := s.Stats()
	return &commandSummary{Command: f.options.Command, Scored: st.Scored, Unscored: st.Unscored, Restarts: st.Restarts, GaveUp: st.GaveUp}
}
