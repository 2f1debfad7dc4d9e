package main

import (
	"debug/buildinfo"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"
)

// release is what the tests read of the configuration of releases.
type release struct {
	Builds []struct {
		Main, Binary string
		Env, Flags   []string
		Ldflags      []string
		Goos, Goarch []string
		ModTimestamp string `yaml:"mod_timestamp"`
	}
	Archives []struct{ Files []any }
	Sboms    []struct{ Artifacts string }
	Checksum struct{ Algorithm string }
}

func readRelease(t *testing.T) release {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, ".goreleaser.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var r release
	if err := yaml.Unmarshal(text, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// TestRelease holds the configuration of releases to what is promised: six systems,
// lists of contents, checksums, and files that there are.
func TestRelease(t *testing.T) {
	r := readRelease(t)
	if len(r.Builds) != 1 || r.Builds[0].ModTimestamp == "" || len(r.Sboms) == 0 || r.Checksum.Algorithm != "sha256" {
		t.Fatalf("builds, lists of contents or checksums are missing: %+v", r)
	}
	b := r.Builds[0]
	for _, want := range []string{"linux", "darwin", "windows"} {
		if !slices.Contains(b.Goos, want) {
			t.Errorf("no build for %s", want)
		}
	}
	if !slices.Contains(b.Goarch, "amd64") || !slices.Contains(b.Goarch, "arm64") {
		t.Errorf("builds for %v alone", b.Goarch)
	}
	for _, f := range r.Archives[0].Files {
		pattern, ok := f.(string)
		if !ok {
			continue // made by .ci/release-files
		}
		if found, err := filepath.Glob(filepath.Join(root, pattern)); err != nil || len(found) == 0 {
			t.Errorf("archives are to hold %s, which matches nothing: %v", pattern, err)
		}
	}
}

// TestBuilds builds the program for each system of a release, as a release does, and
// looks at the result.
func TestBuilds(t *testing.T) {
	if testing.Short() {
		t.Skip("builds six programs")
	}
	// On a new machine everything is compiled six times, so ten minutes may be too few.
	if end, ok := t.Deadline(); ok && time.Until(end) < 15*time.Minute {
		t.Skip("builds six programs; give it time: -timeout 40m")
	}
	b := readRelease(t).Builds[0]
	for _, system := range b.Goos {
		for _, arch := range b.Goarch {
			t.Run(system+"-"+arch, func(t *testing.T) {
				to := filepath.Join(t.TempDir(), b.Binary)
				args := append([]string{"build", "-o", to, "-ldflags", strings.Join(b.Ldflags, " ")}, b.Flags...)
				cmd := exec.CommandContext(t.Context(), "go", append(args, b.Main)...)
				cmd.Dir = root
				cmd.Env = append(append(os.Environ(), "GOOS="+system, "GOARCH="+arch), b.Env...)
				if out, err := cmd.CombinedOutput(); err != nil {
					t.Fatalf("%v\n%s", err, out)
				}
				checkProgram(t, to, system, arch)
			})
		}
	}
}

// checkProgram looks into a built program: its system, its size, and no cgo.
func checkProgram(t *testing.T, path, system, arch string) {
	t.Helper()
	info, err := buildinfo.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	settings := map[string]string{}
	for _, s := range info.Settings {
		settings[s.Key] = s.Value
	}
	if settings["GOOS"] != system || settings["GOARCH"] != arch || settings["CGO_ENABLED"] != "0" || settings["-trimpath"] != "true" {
		t.Errorf("built with %v", settings)
	}
	stat, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	const most = 60e6 // bytes, as .ci/speed.py has it
	if stat.Size() > most {
		t.Errorf("%d bytes, at most %.0f", stat.Size(), most)
	}
	t.Logf("%s/%s: %.1f MB", system, arch, float64(stat.Size())/1e6)
}
