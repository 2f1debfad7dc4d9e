package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

// Exit codes.
const (
	exitOK = iota
	exitFailed
	exitUsage
)

type options struct {
	corpora, root string
	models        []model
	pack          bool
}

func run(args []string, stderr io.Writer) int {
	o, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return exitOK
	}
	if err != nil {
		fmt.Fprintln(stderr, "modelgen:", err)
		return exitUsage
	}
	work, what := generate, "train"
	if o.pack {
		work, what = repack, "pack"
	}
	for _, m := range o.models {
		if err := work(o, m, stderr); err != nil {
			fmt.Fprintf(stderr, "modelgen: %s %s: %v\n", what, m.name, err)
			return exitFailed
		}
	}
	return exitOK
}

func parse(args []string, stderr io.Writer) (*options, error) {
	o := &options{}
	f := flag.NewFlagSet("modelgen", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.StringVar(&o.corpora, "corpora", "", "`folder` of corpora (required to train)")
	f.StringVar(&o.root, "root", ".", "root `folder` of the repository")
	f.BoolVar(&o.pack, "pack", false, "train nothing: pack weights that lie unpacked in the data folders")
	names := f.String("model", "", "train only these `models`, by name, parted by commas; all by default")
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	if o.corpora == "" && !o.pack {
		return nil, errors.New("name the folder of corpora with -corpora")
	}
	if f.NArg() > 0 {
		return nil, fmt.Errorf("unknown argument %q", f.Arg(0))
	}
	var err error
	o.models, err = choose(registry(), *names)
	return o, err
}

// choose keeps the models that are named, in the order in which they depend on
// one another.
func choose(all []model, names string) ([]model, error) {
	if names == "" {
		return all, nil
	}
	var known, chosen []string
	for _, m := range all {
		known = append(known, m.name)
	}
	for n := range strings.SplitSeq(names, ",") {
		if !slices.Contains(known, n) {
			return nil, fmt.Errorf("unknown model %q: there are %s", n, strings.Join(known, ", "))
		}
		chosen = append(chosen, n)
	}
	return slices.DeleteFunc(slices.Clone(all), func(m model) bool { return !slices.Contains(chosen, m.name) }), nil
}

// generate trains one model and writes its data folder.
func generate(o *options, m model, stderr io.Writer) error {
	start := time.Now()
	log := func(format string, args ...any) {
		fmt.Fprintf(stderr, "%6.0fs %s: %s\n", time.Since(start).Seconds(), m.name, fmt.Sprintf(format, args...))
	}
	out, err := m.train(o.corpora, log)
	if err != nil {
		return err
	}
	folder := filepath.Join(o.root, m.folder)
	if err := out.pack(); err != nil {
		return err
	}
	for name, data := range out.files {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			return fmt.Errorf("write weights: %w", err)
		}
	}
	manifest, err := out.manifest(m.name)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(folder, manifestFile), manifest, 0o644); err != nil {
		return fmt.Errorf("write manifest: %w", err)
	}
	log("done")
	return nil
}
