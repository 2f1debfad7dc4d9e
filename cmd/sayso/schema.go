package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/output"
)

func newSchema(a *app) *cobra.Command {
	format, table := "", ""
	c := &cobra.Command{
		Use:   "schema",
		Short: "Print the tables and columns that a run writes",
		Example: `  sayso schema | less
  sayso schema --format json | jq '.tables[].name'
  sayso schema --format arrow --table speakers > speakers.arrows   # no rows, read by any Arrow library`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := printSchema(a, format, table); err != nil {
				return fmt.Errorf("print schema: %w", err)
			}
			return nil
		},
	}
	var tables []string
	for _, t := range output.StreamTables() {
		tables = append(tables, t.Name)
	}
	c.Flags().StringVar(&format, "format", "markdown", "markdown, json, or arrow: an IPC stream without rows")
	c.Flags().StringVar(&table, "table", "stream", "of which table the Arrow schema is: "+strings.Join(tables, ", ")+", or stream, what \"sayso annotate --format-out arrow\" prints")
	complete(c, "format", []string{"markdown", "json", "arrow"})
	complete(c, "table", append(tables, "stream"))
	return c
}

func printSchema(a *app, format, table string) error {
	switch format {
	case "markdown":
		return output.WriteSchema(a.stdout)
	case "json":
		return output.WriteJSONSchema(a.stdout)
	case "arrow":
		if table != "stream" && !slices.ContainsFunc(output.StreamTables(), func(t output.Table) bool { return t.Name == table }) {
			return usageError{fmt.Errorf("--table %q: no such table", table)}
		}
		v, err := readVersions()
		if err != nil {
			return err
		}
		return output.WriteArrowSchema(a.stdout, table, output.StreamOptions{ModelVersion: v.modelVersion(), ToolVersion: v.Version})
	}
	return usageError{fmt.Errorf("--format %q: want markdown, json or arrow", format)}
}
