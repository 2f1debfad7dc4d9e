package journal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

func TestMetrics(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sayso.prom")
	if err := sample().WriteMetrics(path); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"# TYPE sayso_run_articles gauge\n",
		`sayso_run_articles{out="tables",state="new"} 5` + "\n",
		`sayso_run_dead_letters{out="tables",stage="ingest",reason="no text"} 1` + "\n",
		`sayso_run_stage_seconds{out="tables",stage="syntax"} 3` + "\n",
		`sayso_run_duration_seconds{out="tables"} 2.5` + "\n",
		`sayso_last_success_timestamp_seconds{out="tables"} 1.7726007695e+09` + "\n",
		`sayso_run_success{out="tables"} 1` + "\n",
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %sin\n%s", want, text)
		}
	}
	p := expfmt.NewTextParser(model.LegacyValidation)
	if _, err := p.TextToMetricFamilies(strings.NewReader(string(text))); err != nil {
		t.Errorf("not in the text format: %v", err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("mode %v, want one that node_exporter may read", info.Mode())
	}
}

// A run that fails keeps the time of the last one that did not.
func TestLastSuccessOutlivesFailure(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sayso.prom")
	good, bad := sample(), sample()
	bad.Status, bad.ExitCode = Failed, 1
	bad.Close(start.Add(time.Hour))
	for _, r := range []*Record{good, bad, bad} {
		if err := r.WriteMetrics(path); err != nil {
			t.Fatal(err)
		}
	}
	text, _ := os.ReadFile(path)
	for _, want := range []string{`sayso_last_success_timestamp_seconds{out="tables"} 1.7726007695e+09`, `sayso_run_success{out="tables"} 0`, `sayso_run_exit_code{out="tables"} 1`} {
		if !strings.Contains(string(text), want+"\n") {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
}

// Without an earlier success, or with a damaged file, there is none to tell of.
func TestNoSuccessYet(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sayso.prom")
	if err := os.WriteFile(path, []byte("sayso_last_success{{{"), 0o644); err != nil {
		t.Fatal(err)
	}
	r := sample()
	r.Status, r.Out = Failed, "a \"b\"\n\\c"
	if err := r.WriteMetrics(path); err != nil {
		t.Fatal(err)
	}
	text, _ := os.ReadFile(path)
	if strings.Contains(string(text), lastSuccess) {
		t.Errorf("success told:\n%s", text)
	}
	p := expfmt.NewTextParser(model.LegacyValidation)
	if _, err := p.TextToMetricFamilies(strings.NewReader(string(text))); err != nil {
		t.Errorf("not in the text format: %v", err)
	}
}

func TestMetricsNeedAFolder(t *testing.T) {
	if err := sample().WriteMetrics(filepath.Join(t.TempDir(), "gone", "x.prom")); err == nil {
		t.Error("written to a folder that is not there")
	}
}
