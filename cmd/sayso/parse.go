package main

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/syntax"
	"github.com/saysonews/sayso/pipeline"
)

func newParse(a *app) *cobra.Command {
	f := &inputFlags{}
	convention := ""
	c := &cobra.Command{
		Use:   "parse PATH...",
		Short: "Print the sentences, tags and dependency trees as CoNLL-U",
		Long: `Parse prints each article as CoNLL-U, in order of the input: sentences, tokens,
lemmas, Penn tags and Universal Dependencies. TokenRange in the last column gives
a token's place in the article's text, in Unicode code points.

Treebanks differ in small things. --convention gold, which the other commands build
on, is that of the current English treebanks EWT and GUM: the first word heads a name.
--convention silver is that of Stanford CoreNLP, to compare trees with its.

PATH is as for "sayso run". A bad article is named on standard error, and the
next one follows.

` + exitHelp,
		Example: `  sayso parse article.txt
  sayso parse articles/ > trees.conllu
  sayso parse articles/ --convention silver > like-corenlp.conllu`,
		Args: wantPaths,
		RunE: func(c *cobra.Command, paths []string) error {
			var err error
			if f.convention, err = syntax.ParseConvention(convention); err != nil {
				return usageError{fmt.Errorf("--convention: %w", err)}
			}
			return f.print(c, a, paths, pipeline.Syntax, func(doc *models.Document) ([]byte, error) {
				var out bytes.Buffer
				err := syntax.WriteCoNLLU(&out, doc)
				return out.Bytes(), err
			})
		},
	}
	f.register(c)
	c.Flags().StringVar(&convention, "convention", "gold", "scheme of annotation: gold (EWT and GUM) or silver (CoreNLP)")
	complete(c, "convention", []string{"gold", "silver"})
	return c
}
