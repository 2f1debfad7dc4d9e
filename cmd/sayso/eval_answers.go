package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/models/evaluate/gold"
	"github.com/saysonews/sayso/pipeline"
)

// evalAnswers compares answers to questions and prints the figures.
func evalAnswers[F any](c *cobra.Command, a *app, f *evalFlags, read func() ([]gold.Question, error), compare func(*gold.Answers, []gold.Question) (F, error)) error {
	config, err := f.config(a)
	if err != nil {
		return err
	}
	if config.Scorer, err = f.command.open(c, config.Log); err != nil {
		return err
	}
	defer config.Scorer.Close()
	questions, err := read()
	if err != nil {
		return opened(err)
	}
	answers, err := f.answers(c.Context(), config, questions)
	if err != nil {
		return err
	}
	figures, err := compare(answers, questions)
	if err != nil {
		return err
	}
	return f.print(a, figures)
}

// answers reads the predictions, or asks the models.
func (f *evalFlags) answers(ctx context.Context, config pipeline.Config, questions []gold.Question) (*gold.Answers, error) {
	if f.predicted != "" {
		answers, err := gold.ReadAnswers(f.predicted)
		return answers, opened(err)
	}
	var asked bytes.Buffer
	to := json.NewEncoder(&asked)
	for i := range questions {
		if err := to.Encode(&questions[i]); err != nil {
			return nil, fmt.Errorf("write question: %w", err)
		}
	}
	own, err := f.own.read()
	if err != nil {
		return nil, err
	}
	return ask(ctx, config, own, &asked)
}

func ask(ctx context.Context, config pipeline.Config, own pipeline.Own, questions io.Reader) (*gold.Answers, error) {
	m, err := pipeline.LoadWith(pipeline.Stance, own)
	if err != nil {
		return nil, err
	}
	to := answerSink{gold.NewAnswers()}
	if _, err := pipeline.Score(ctx, config, m, questions, 1<<30, to); err != nil {
		return nil, fmt.Errorf("answer questions: %w", err)
	}
	return to.answers, nil
}

// answerSink collects answers; a question without one ends the run.
type answerSink struct{ answers *gold.Answers }

func (s answerSink) Write(lines []byte) error {
	for line := range bytes.Lines(lines) {
		if err := s.answers.Add(line); err != nil {
			return err
		}
	}
	return nil
}

func (s answerSink) DeadLetter(d pipeline.DeadLetter) error {
	return errors.New(deadReason(d))
}

// deadReason says which text failed, where and why.
func deadReason(d pipeline.DeadLetter) string {
	return fmt.Sprintf("text %q failed in %s: %s", d.Article, d.Stage, d.Reason)
}
