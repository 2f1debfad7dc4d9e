package main

import (
	"bytes"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/syntax"
	"github.com/saysonews/sayso/pipeline"
)

func newParse(a *app) *cobra.Command {
	f := &inputFlags{}
	c := &cobra.Command{
		Use:   "parse PATH...",
		Short: "Print the sentences, tags and dependency trees as CoNLL-U",
		Long: `Parse prints each article as CoNLL-U, in order of the input: sentences, tokens,
lemmas, Penn tags and Universal Dependencies. TokenRange in the last column gives
a token's place in the article's text, in Unicode code points.

PATH is as for "sayso run". A bad article is named on standard error, and the
next one follows.

` + exitHelp,
		Example: `  sayso parse article.txt
  sayso parse articles/ > trees.conllu`,
		Args: wantPaths,
		RunE: func(c *cobra.Command, paths []string) error {
			return f.print(c.Context(), a, paths, pipeline.Syntax, func(doc *models.Document) ([]byte, error) {
				var out bytes.Buffer
				err := syntax.WriteCoNLLU(&out, doc)
				return out.Bytes(), err
			})
		},
	}
	f.register(c)
	return c
}
