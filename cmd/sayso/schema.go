package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/output"
)

func newSchema(a *app) *cobra.Command {
	return &cobra.Command{
		Use:     "schema",
		Short:   "Print the tables and columns that a run writes, as Markdown",
		Example: "  sayso schema | less",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := output.WriteSchema(a.stdout); err != nil {
				return fmt.Errorf("print schema: %w", err)
			}
			return nil
		},
	}
}
