package journal

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"

	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
	"google.golang.org/protobuf/proto"
)

// lastSuccess is the one metric that outlives a run that fails.
const lastSuccess = "sayso_last_success_timestamp_seconds"

// metric is one time series.
type metric struct {
	labels []string // names and values in turn
	value  float64
}

// family is the series of one name.
type family struct {
	name, help string
	series     []metric
}

// WriteMetrics puts the figures of the run at path, in the text format of Prometheus, for
// the textfile collector of node_exporter (which wants a name that ends in .prom). Each
// series has the label out, the folder of the tables, so that several jobs may be
// collected on one machine. The time of the last run that committed is carried over from
// the file that was there.
func (r *Record) WriteMetrics(path string) error {
	kept, err := readLastSuccess(path)
	if err != nil {
		return fmt.Errorf("write metrics: %w", err)
	}
	var b bytes.Buffer
	for _, f := range r.families(kept) {
		if len(f.series) == 0 {
			continue
		}
		if _, err := expfmt.MetricFamilyToText(&b, f.encode(Redact(r.Out))); err != nil {
			return fmt.Errorf("write metrics: %w", err)
		}
	}
	if err := writeFile(path, b.Bytes(), true); err != nil {
		return fmt.Errorf("write metrics: %w", err)
	}
	return nil
}

// families lists what is told of the run; kept is the time of an earlier success.
func (r *Record) families(kept float64) []family {
	success := 0.
	if r.Status == Complete {
		success, kept = 1, float64(r.Ended.UnixMilli())/1000
	}
	one := func(x float64) []metric { return []metric{{value: x}} }
	list := []family{
		{"sayso_run_info", "The last run and what made it; always 1.", []metric{{[]string{"run_id", r.RunID, "status", r.Status, "version", r.Versions.Tool, "schema", r.Versions.Schema}, 1}}},
		{"sayso_run_success", "Whether the last run committed its tables, 1 or 0.", one(success)},
		{"sayso_run_exit_code", "Exit code of the last run.", one(float64(r.ExitCode))},
		{"sayso_run_end_timestamp_seconds", "When the last run ended.", one(float64(r.Ended.UnixMilli()) / 1000)},
		{"sayso_run_duration_seconds", "How long the last run took.", one(r.Seconds)},
		{"sayso_run_articles", "Articles of the last run by what became of them.", r.Counts.articles()},
		{"sayso_run_rows", "What the last run found.", r.Counts.rows()},
		{"sayso_run_warnings", "Things in the input of the last run that were not understood.", one(float64(r.Counts.Warnings))},
		{"sayso_run_dead_letters", "Articles of the last run that failed, by stage and kind of reason.", r.deadSeries()},
		{"sayso_run_stage_seconds", "Time of the last run by step, of all workers together.", r.stageSeries()},
		{"sayso_run_words", "Words of the articles that the last run analysed.", one(float64(r.Words))},
		{"sayso_run_text_bytes", "Bytes of text of the articles that the last run analysed.", one(float64(r.Bytes))},
		{"sayso_run_peak_memory_bytes", "Most memory that the last run held.", one(float64(r.PeakMemoryBytes))},
		{"sayso_run_workers", "Articles that the last run analysed at a time.", one(float64(r.Workers))},
	}
	if kept > 0 {
		list = append(list, family{lastSuccess, "When a run last committed its tables.", one(kept)})
	}
	return list
}

func (c Counts) articles() []metric {
	return series("state", []string{"read", "new", "changed", "unchanged", "removed", "duplicate", "skipped", "dead"},
		c.Read, c.New, c.Changed, c.Unchanged, c.Removed, c.Duplicates, c.Skipped, c.DeadLetters)
}

func (c Counts) rows() []metric {
	return series("kind", []string{"sentences", "attributions", "speakers", "speaker_rows", "stances"},
		c.Sentences, c.Attributions, c.Speakers, c.SpeakerRows, c.Stances)
}

func series(label string, values []string, n ...int64) []metric {
	list := make([]metric, len(values))
	for i, v := range values {
		list[i] = metric{[]string{label, v}, float64(n[i])}
	}
	return list
}

func (r *Record) deadSeries() (list []metric) {
	for _, d := range r.DeadLetters {
		list = append(list, metric{[]string{"stage", d.Stage, "reason", d.Reason}, float64(d.Count)})
	}
	return list
}

func (r *Record) stageSeries() (list []metric) {
	for _, s := range r.Stages {
		list = append(list, metric{[]string{"stage", s.Name}, s.Seconds})
	}
	return list
}

func (f family) encode(out string) *dto.MetricFamily {
	e := &dto.MetricFamily{Name: proto.String(f.name), Help: proto.String(f.help), Type: dto.MetricType_GAUGE.Enum()}
	for _, m := range f.series {
		labels := []*dto.LabelPair{{Name: proto.String("out"), Value: proto.String(out)}}
		for i := 0; i+1 < len(m.labels); i += 2 {
			labels = append(labels, &dto.LabelPair{Name: proto.String(m.labels[i]), Value: proto.String(m.labels[i+1])})
		}
		e.Metric = append(e.Metric, &dto.Metric{Label: labels, Gauge: &dto.Gauge{Value: proto.Float64(m.value)}})
	}
	return e
}

// readLastSuccess finds the time of the last success in the file of an earlier run, 0
// when there is none. A file that is not in form is not worth a fault: it is replaced.
func readLastSuccess(path string) (float64, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	} else if err != nil {
		return 0, err
	}
	defer f.Close()
	p := expfmt.NewTextParser(model.UTF8Validation)
	all, err := p.TextToMetricFamilies(f)
	if err != nil || all[lastSuccess] == nil {
		return 0, nil
	}
	for _, m := range all[lastSuccess].GetMetric() {
		if x := m.GetGauge().GetValue(); x > 0 && !math.IsInf(x, 0) {
			return x, nil
		}
	}
	return 0, nil
}
