package main

import (
	"fmt"
	"os"
	"runtime/pprof"

	"github.com/spf13/pflag"
)

// profile writes a CPU profile when a hidden flag asks for one.
type profile struct {
	path string
	file *os.File
}

func (p *profile) register(flags *pflag.FlagSet) {
	flags.StringVar(&p.path, "cpuprofile", "", "write a CPU profile to this file")
	_ = flags.MarkHidden("cpuprofile") // fails only for a flag that does not exist
}

func (p *profile) start() error {
	if p.path == "" {
		return nil
	}
	f, err := os.Create(p.path)
	if err != nil {
		return usageError{fmt.Errorf("create CPU profile: %w", err)}
	}
	p.file = f
	if err := pprof.StartCPUProfile(f); err != nil {
		return fmt.Errorf("start CPU profile: %w", err)
	}
	return nil
}

func (a *app) stopProfile() {
	if a.profile.file == nil {
		return
	}
	pprof.StopCPUProfile()
	if err := a.profile.file.Close(); err != nil {
		fmt.Fprintf(a.stderr, "sayso: close CPU profile: %v\n", err)
	}
}
