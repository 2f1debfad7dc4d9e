package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/models/evaluate/gold"
	"github.com/saysonews/sayso/pipeline"
)

// evalFlags are the flags of every kind of evaluation.
type evalFlags struct {
	gold, predicted string
	json            bool
	workers         int
	minConfidence   float64
	own             ownFlags
	command         commandFlags
}

func newEval(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "eval",
		Short: "Measure against gold annotation: attributions, speakers, sentiment, stance",
		Long: `Eval compares what was found with what annotators marked, and prints figures in per
cent. Without --predicted it runs Sayso itself on the gold texts; with it, the
predictions may be those of any program.`,
		Example: `  sayso eval attribution --gold dev.jsonl
  sayso eval attribution --gold dev.jsonl --predicted other-program.jsonl --worst 5
  sayso eval speakers --gold testdata/gold/attributions.jsonl --articles testdata/articles`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newEvalAttribution(a), newEvalSpeakers(a), newEvalSentiment(a), newEvalTargets(a), newEvalDirected(a))
	return c
}

func (f *evalFlags) register(c *cobra.Command, gold, predicted string) {
	flags := c.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.gold, "gold", "", gold+" (required)")
	flags.StringVar(&f.predicted, "predicted", "", predicted+" (default: what Sayso finds now)")
	flags.BoolVar(&f.json, "json", false, "print one JSON object, with shares in [0, 1], not lines for people")
	flags.IntVarP(&f.workers, "workers", "w", 0, "texts analysed at a time; 0 means one for each processor")
	flags.Float64Var(&f.minConfidence, "min-confidence", 0, "leave out attributions less sure than this, 0 to 1")
}

// config checks the flags. Its errors are usage errors.
func (f *evalFlags) config(a *app) (pipeline.Config, error) {
	if f.gold == "" {
		return pipeline.Config{}, usageError{errors.New("no --gold: name the file with the right answers")}
	}
	log, err := a.logger()
	if err != nil {
		return pipeline.Config{}, err
	}
	config := pipeline.Config{Workers: f.workers, MinConfidence: f.minConfidence, Log: log}
	if err := config.Validate(); err != nil {
		return config, usageError{err}
	}
	return config, nil
}

// print writes the figures to standard output.
func (f *evalFlags) print(a *app, figures any) error {
	if !f.json {
		_, err := fmt.Fprint(a.stdout, figures)
		return err
	}
	text, err := json.Marshal(figures)
	if err != nil {
		return fmt.Errorf("write figures: %w", err)
	}
	_, err = fmt.Fprintf(a.stdout, "%s\n", text)
	return err
}

// opened makes a usage error of a file that is not there.
func opened(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return usageError{err}
	}
	return err
}

const scoreAnswers = `file of answers, as "sayso score" writes them`

func newEvalSentiment(a *app) *cobra.Command {
	f := &evalFlags{}
	c := &cobra.Command{
		Use:   "sentiment --gold FILE",
		Short: "Measure the sentiment of sentences against human ratings",
		Long: `Sentiment compares the score of each sentence with the mean rating that people gave
it: Pearson's r, Spearman's rho, and macro-F1 of negative, neutral and positive,
where a rating within half a point of 0 is neutral.

The gold file has a sentence a line: id, mean rating from -4 to 4, and text,
separated by tabs.`,
		Example: `  sayso eval sentiment --gold rated.tsv
  sayso eval sentiment --gold rated.tsv --predicted answers.jsonl --json`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return evalAnswers(c, a, f, func() ([]gold.Question, error) { return gold.ReadRatings(f.gold) }, (*gold.Answers).Sentiment)
		},
	}
	f.register(c, "table of id, rating and sentence", scoreAnswers)
	f.command.register(c)
	f.own.registerLexicon(c)
	return c
}

func newEvalTargets(a *app) *cobra.Command {
	f := &evalFlags{}
	c := &cobra.Command{
		Use:   "targets --gold FILE",
		Short: "Measure the sentiment towards mentions (NewsMTSC)",
		Long: `Targets compares the sentiment towards each mention in a sentence with its gold
class: macro-F1 of negative, neutral and positive, and accuracy.

The gold file is NewsMTSC, one JSON object a line: "sentence_normalized" and
"targets" with "Input.gid", "from", "to", "mention" and "polarity" (2, 4 or 6).`,
		Example: `  sayso eval targets --gold newsmtsc.jsonl
  sayso eval targets --gold newsmtsc.jsonl --predicted answers.jsonl`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return evalAnswers(c, a, f, func() ([]gold.Question, error) { return gold.ReadTargets(f.gold) }, (*gold.Answers).Targets)
		},
	}
	f.register(c, "sentences of NewsMTSC", scoreAnswers)
	f.own.registerTopics(c)
	f.own.registerLexicon(c)
	return c
}

func newEvalDirected(a *app) *cobra.Command {
	f := &evalFlags{}
	var seen []string
	c := &cobra.Command{
		Use:   "directed --gold FILE",
		Short: "Measure the stance between two mentions of a sentence",
		Long: `Directed compares the stance between two mentions with its gold class, "neutral",
"a+b" (a is for b), "b+a", "a-b" or "b-a": macro-F1, micro-F1, and precision and
recall of any stance at all.

The gold file has a sentence a line: the sentence with both mentions in brackets,
each mention, and a class from 0 to 4, separated by tabs. A sentence that stood
earlier in the file, or stands in a --seen file, is left out.`,
		Example: `  sayso eval directed --gold valid.txt --seen train.txt`,
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return evalAnswers(c, a, f, func() ([]gold.Question, error) { return gold.ReadPairs(f.gold, seen...) }, (*gold.Answers).Directed)
		},
	}
	f.register(c, "table of sentences with two mentions", scoreAnswers)
	f.own.registerTopics(c)
	f.own.registerLexicon(c)
	c.Flags().StringArrayVar(&seen, "seen", nil, "table whose sentences are left out; may be given again")
	return c
}
