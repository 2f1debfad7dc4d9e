package main

import (
	"fmt"

	"github.com/schollz/progressbar/v3"

	"github.com/saysonews/sayso/pipeline/ingest"
)

// progress shows how far the reading has come. The zero value shows nothing.
type progress struct {
	bar      *progressbar.ProgressBar
	src      *ingest.Source
	articles int64
}

// newProgress starts a bar on standard error when that is a terminal.
func (a *app) newProgress(src *ingest.Source) *progress {
	if a.log.quiet || !isTerminal(a.stderr) {
		return &progress{}
	}
	total := src.Size()
	if total == 0 {
		total = -1 // a spinner
	}
	bar := progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(a.stderr),
		progressbar.OptionShowBytes(true),
		progressbar.OptionThrottle(100_000_000),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetWidth(30),
	)
	return &progress{bar: bar, src: src}
}

// step notes one article done. The bar is a nicety: its errors are dropped.
func (p *progress) step() {
	if p.bar == nil {
		return
	}
	p.articles++
	p.bar.Describe(fmt.Sprintf("%d articles", p.articles))
	_ = p.bar.Set64(p.src.Read())
}

func (p *progress) finish() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}
