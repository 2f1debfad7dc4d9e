package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/pipeline/ingest"
)

func newCompact(a *app) *cobra.Command {
	f := &folderFlags{}
	c := &cobra.Command{
		Use:   "compact DIR",
		Short: "Merge the small files of tables into few",
		Long: `Compact merges the many small files that runs leave in a folder of tables, night
after night, into as few as there need be. Runs do so by themselves for a folder that
has more than 16; this does it for all. It also gives the folders of speakers anew to
those who have most rows by now; runs give one to new speakers only, while there is room.
The rows stay as they are, readers see the files of before or those after, and files that
are gone stay until the next run, for those who read them.

` + exitHelp,
		Example: "  sayso compact tables",
		Args:    wantFolder,
		RunE: func(c *cobra.Command, args []string) error {
			f.out = args[0]
			opts, err := f.stored()
			if err != nil {
				return err
			}
			opts.MaxSpeakerTables = f.speakerTables(c)
			a.signals.grace.Store(int64(f.grace))
			store, err := output.Open(c.Context(), opts)
			if err != nil {
				return err
			}
			sum, err := store.Compact(c.Context())
			if err = errors.Join(err, store.Close()); err != nil {
				return fmt.Errorf("compact: %w", err)
			}
			return a.print(sum)
		},
	}
	c.Flags().SortFlags = false
	f.registerTables(c)
	f.registerLock(c)
	return c
}

// stored returns options for the tables that a folder holds.
func (f *folderFlags) stored() (output.Options, error) {
	format, err := output.FormatOf(f.out)
	if err != nil {
		return output.Options{}, usageError{err}
	}
	f.format = format.String()
	return f.options(time.Now())
}

// wantFolder is the check of the arguments of a command that works on one folder.
func wantFolder(c *cobra.Command, args []string) error {
	if len(args) != 1 || args[0] == "" {
		return fmt.Errorf("want one folder of tables (see %q)", c.CommandPath()+" --help")
	}
	return nil
}

// print writes v as a line of JSON.
func (a *app) print(v any) error {
	if err := json.NewEncoder(a.stdout).Encode(v); err != nil {
		return fmt.Errorf("write summary: %w", err)
	}
	return nil
}

func newMerge(a *app) *cobra.Command {
	f := &runFlags{}
	c := &cobra.Command{
		Use:   "merge OUT DIR...",
		Short: "Join the tables of runs on shards into one set of tables",
		Long: `Merge joins the tables of folders, as runs with --shard leave them on many machines, to
those in OUT, which is made when absent. The tables are then those of one run over all
articles: an article that repeats one of another shard is told as its copy, and one that
was taken for a copy and is none any more is analysed here, so give merge the flags of the
analysis that the runs had (--aliases, --topics, --lexicon, --min-confidence). The folders
are read only. Merging again adds nothing.

` + exitHelp,
		Example: `  sayso run news/ --out part-1 --shard 1/2
  sayso run news/ --out part-2 --shard 2/2
  sayso merge tables part-1 part-2`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) < 2 || slices.Contains(args, "") {
				return fmt.Errorf("want the folder to write to, and one or more to read (see %q)", c.CommandPath()+" --help")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			f.out, f.parts = args[0], args[1:]
			format, err := output.FormatOf(f.out)
			if errors.Is(err, output.ErrUnfinished) {
				format, err = output.FormatOf(f.parts[0])
			}
			if err != nil {
				return usageError{err}
			}
			f.folderFlags.format = format.String()
			return f.run(c, a, nil)
		},
	}
	f.registerAll(c)
	hide(c, "out", "format", "format-in", "map", "max-article-bytes", "remove", "restore", "since", "until", "shard", "dry-run")
	return c
}

// hide leaves flags out of the help of a command that has no use for them.
func hide(c *cobra.Command, flags ...string) {
	for _, name := range flags {
		_ = c.Flags().MarkHidden(name)
	}
}

func newVerify(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "verify DIR",
		Short: "Check that tables are whole and agree with each other",
		Long: `Verify reads all files of a folder of tables and checks them: size and checksum, columns,
number of rows, files that belong to no table, rows of articles that are not there, and
the counts that one table gives of another. Each problem is a line on standard error; the
line on standard output counts them. It takes no lock: a run may go on beside it.

Exit codes:
  0    nothing wrong
  1    problems; "sayso run --full-refresh" writes the tables anew
  2    no tables in the folder, or not of this version`,
		Example: "  sayso verify tables",
		Args:    wantFolder,
		RunE: func(c *cobra.Command, args []string) error {
			v, err := output.Verify(args[0], func(p error) { fmt.Fprintf(a.stderr, "sayso: %v\n", p) })
			if errors.Is(err, output.ErrReplaced) {
				return err
			} else if err != nil {
				return usageError{err}
			}
			if err := a.print(v); err != nil {
				return err
			}
			if v.Problems > 0 {
				return fmt.Errorf("%d problems in the tables of %s", v.Problems, args[0])
			}
			return nil
		},
	}
}

func newReplay(a *app) *cobra.Command {
	f := &runFlags{}
	c := &cobra.Command{
		Use:   "replay DIR",
		Short: "Process again the articles that could not be processed",
		Long: `Replay reads again the files that the dead letters of a folder of tables came from, as
"sayso run" would: what can be processed now joins the tables, what cannot stays in
DIR/_dead_letters.jsonl with its reason, and what the tables hold already is left as it
is. Give it the flags of the run, in particular those of how to read (--map, --format-in)
and what was mended (--max-article-bytes, --article-timeout). What came from standard
input cannot be read again and stays as it is.

` + exitHelp,
		Example: `  sayso replay tables --article-timeout 60s
  sayso replay tables --config sayso.yaml`,
		Args: wantFolder,
		RunE: func(c *cobra.Command, args []string) error {
			f.out = args[0]
			format, err := output.FormatOf(f.out)
			if err != nil {
				return usageError{err}
			}
			f.folderFlags.format = format.String()
			paths, err := replayed(f.out)
			if err != nil {
				return err
			}
			return f.run(c, a, paths)
		},
	}
	f.registerAll(c)
	hide(c, "out", "format", "full-refresh", "remove", "restore", "shard")
	return c
}

// replayed are the paths of the dead letters of a folder that are still there.
func replayed(dir string) ([]string, error) {
	letters, err := output.ReadDeadLetters(dir)
	if err != nil {
		return nil, fmt.Errorf("read dead letters: %w", err)
	}
	var paths []string
	for _, l := range letters {
		path := ingest.OuterPath(l.Path)
		if _, err := os.Stat(path); path != "-" && err == nil && !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	return paths, nil
}
