package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/saysonews/sayso/output"
	"github.com/saysonews/sayso/pipeline/ingest"
	"github.com/saysonews/sayso/pipeline/syndication"
)

func newIndex(a *app) *cobra.Command {
	s, partial := &streamFlags{}, false
	c := &cobra.Command{
		Use:   "index",
		Short: "Add up the sightings of a stream to rows of speakers.parquet",
		Long: `Index reads an Arrow IPC stream from standard input: the columns speaker_id and
sighting, taken from the sightings of "sayso annotate --format-out arrow", sorted by
speaker_id, then published_at (those without first), then article_id, as bytes sort.
It writes a stream of rows of speakers.parquet.

With --partial it writes a summary of each speaker in the same two columns. Summaries
of stretches of the sightings, put in order, are read like sightings: so a speaker with
very many can be added up in parts.`,
		Example: "  sayso index < sightings.arrows > speakers.arrows",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			o, err := s.options(&job{}, &inputFlags{})
			if err != nil {
				return err
			}
			return output.Index(ingest.Guard(a.stdin), a.stdout, o, partial)
		},
	}
	c.Flags().BoolVar(&partial, "partial", false, "write a summary of each speaker, to be read again")
	c.Flags().StringVar(&s.runID, "run-id", "stream", "name of the run, written in every row")
	return c
}

func newCopies(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "copies",
		Short: "Tell which articles of a stream are copies of others",
		Long: `Copies reads an Arrow IPC stream from standard input, to its end: the columns
article_id, published_at and sketch, taken from "sayso annotate --format-out arrow"
(--sketch-only is enough). It writes a stream of article_id and duplicate_of, a row for
each article that is a copy. The rule is that of "sayso run". It takes some 500 bytes of memory an
article. Articles that share no sample of their words may be parted: what is told of
them together is the same.`,
		Example: "  sayso copies < sketches.arrows > copies.arrows",
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return copies(ingest.Guard(a.stdin), a.stdout) },
	}
}

func copies(in io.Reader, out io.Writer) error {
	var items []syndication.Item
	seen := map[string]bool{}
	err := output.ReadSketches(in, func(s output.Sketched) error {
		if len(s.Sketch) != syndication.Size {
			return fmt.Errorf("read sketch of %s: %d bytes, want %d: made by another version?", s.ID, len(s.Sketch), syndication.Size)
		}
		if seen[s.ID] {
			return fmt.Errorf("read sketch of %s: it comes twice", s.ID)
		}
		seen[s.ID] = true
		sketch := syndication.Sketch(s.Sketch)
		items = append(items, syndication.Item{Published: s.Published, Dated: s.Dated, ID: s.ID, Sketch: &sketch})
		return nil
	})
	if err != nil {
		return err
	}
	seen = nil
	answer := syndication.Decide(items, nil, nil)
	return output.WriteCopies(out, func(yield func(copy, original string) bool) {
		for i, original := range answer {
			if original >= 0 && !yield(items[i].ID, items[original].ID) {
				return
			}
		}
	})
}
