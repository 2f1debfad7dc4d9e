package journal

import (
	"cmp"
	"net/url"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/google/uuid"
)

// The versions of OpenLineage that the events keep to: https://openlineage.io/spec.
const (
	eventSchema      = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"
	engineSchema     = "https://openlineage.io/spec/facets/1-1-0/ProcessingEngineRunFacet.json#/$defs/ProcessingEngineRunFacet"
	errorSchema      = "https://openlineage.io/spec/facets/1-0-0/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet"
	parentSchema     = "https://openlineage.io/spec/facets/1-0-1/ParentRunFacet.json#/$defs/ParentRunFacet"
	jobTypeSchema    = "https://openlineage.io/spec/facets/2-0-3/JobTypeJobFacet.json#/$defs/JobTypeJobFacet"
	columnsSchema    = "https://openlineage.io/spec/facets/1-0-0/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet"
	inputStatistics  = "https://openlineage.io/spec/facets/1-0-0/InputStatisticsInputDatasetFacet.json#/$defs/InputStatisticsInputDatasetFacet"
	outputStatistics = "https://openlineage.io/spec/facets/1-0-2/OutputStatisticsOutputDatasetFacet.json#/$defs/OutputStatisticsOutputDatasetFacet"
	// producer is the code that the events come from.
	producer = "https://github.com/saysonews/sayso"
)

// The types of events.
const (
	startEvent    = "START"
	completeEvent = "COMPLETE"
	failEvent     = "FAIL"
	abortEvent    = "ABORT"
)

type event struct {
	EventType string     `json:"eventType"`
	EventTime string     `json:"eventTime"`
	Producer  string     `json:"producer"`
	SchemaURL string     `json:"schemaURL"`
	Run       eventRun   `json:"run"`
	Job       eventJob   `json:"job"`
	Inputs    []eventSet `json:"inputs"`
	Outputs   []eventSet `json:"outputs"`
}

type eventRun struct {
	RunID  string `json:"runId"`
	Facets facets `json:"facets,omitempty"`
}

type eventJob struct {
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
	Facets    facets `json:"facets,omitempty"`
}

// eventSet is a dataset, of either side.
type eventSet struct {
	Namespace    string `json:"namespace"`
	Name         string `json:"name"`
	Facets       facets `json:"facets,omitempty"`
	InputFacets  facets `json:"inputFacets,omitempty"`
	OutputFacets facets `json:"outputFacets,omitempty"`
}

type facets map[string]map[string]any

// facet makes what every facet has to say of itself the beginning of one.
func facet(schema string, rest map[string]any) map[string]any {
	rest["_producer"], rest["_schemaURL"] = producer, schema
	return rest
}

// event tells r in the terms of OpenLineage. Of a run under way there are no figures yet.
func (o LineageOptions) event(kind string, at time.Time, r *Record) event {
	r = r.shown()
	e := event{
		EventType: kind, EventTime: at.UTC().Format(time.RFC3339Nano), Producer: producer, SchemaURL: eventSchema,
		Run: eventRun{RunID: o.runUUID(r.RunID), Facets: facets{
			"processing_engine": facet(engineSchema, map[string]any{"name": "sayso", "version": r.Versions.Tool, "openlineageAdapterVersion": r.Versions.Tool}),
		}},
		Job: eventJob{o.Namespace, o.Job, facets{
			"jobType": facet(jobTypeSchema, map[string]any{"processingType": "BATCH", "integration": "SAYSO", "jobType": "JOB"}),
		}},
		Inputs: []eventSet{}, Outputs: []eventSet{},
	}
	if namespace, job, id, ok := parentRun(o.Parent); ok {
		e.Run.Facets["parent"] = facet(parentSchema, map[string]any{
			"run": map[string]any{"runId": id}, "job": map[string]any{"namespace": namespace, "name": job},
		})
	}
	if kind == failEvent || kind == abortEvent {
		e.Run.Facets["errorMessage"] = facet(errorSchema, map[string]any{"message": r.Error, "programmingLanguage": "Go"})
	}
	for _, in := range r.Inputs {
		e.Inputs = append(e.Inputs, in.dataset(kind == completeEvent))
	}
	for _, t := range r.Tables {
		e.Outputs = append(e.Outputs, t.dataset(r.Out, kind == completeEvent))
	}
	return e
}

// runUUID is the id of a run as OpenLineage wants it: the same in all events of the
// run, another one for another job. It is a UUID of version 5 (RFC 9562).
func (o LineageOptions) runUUID(runID string) string {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte(producer+"/"+url.PathEscape(o.Namespace)+"/"+url.PathEscape(o.Job)+"/"+runID)).String()
}

// parentRun takes apart the namespace/job/run id of the run that this one is a part of.
func parentRun(s string) (namespace, job, id string, ok bool) {
	last := strings.LastIndexByte(s, '/')
	if last < 0 {
		return "", "", "", false
	}
	rest, id := s[:last], s[last+1:]
	if _, err := uuid.Parse(id); err != nil {
		return "", "", "", false
	}
	last = strings.LastIndexByte(rest, '/') // a namespace may be an address
	if last < 1 || last == len(rest)-1 {
		return "", "", "", false
	}
	return rest[:last], rest[last+1:], id, true
}

func (in Input) dataset(done bool) eventSet {
	d := eventSet{}
	d.Namespace, d.Name = datasetName(in.Path)
	if done && in.Files > 0 {
		d.InputFacets = facets{"inputStatistics": facet(inputStatistics, map[string]any{"rowCount": in.Articles, "size": in.Bytes, "fileCount": in.Files})}
	}
	return d
}

func (t Table) dataset(out string, done bool) eventSet {
	d := eventSet{Facets: facets{}}
	d.Namespace, d.Name = datasetName(out)
	d.Name = path.Join(d.Name, t.Name)
	if len(t.Columns) > 0 {
		fields := make([]map[string]any, len(t.Columns))
		for i, c := range t.Columns {
			fields[i] = map[string]any{"name": c.Name, "type": c.Type, "description": c.Doc}
		}
		d.Facets["schema"] = facet(columnsSchema, map[string]any{"fields": fields})
	}
	if done {
		d.OutputFacets = facets{"outputStatistics": facet(outputStatistics, map[string]any{"rowCount": t.Rows, "size": t.Bytes, "fileCount": t.Files})}
	}
	return d
}

// datasetName names a path by the conventions of OpenLineage: s3://bucket and key of an
// object, "file" and the absolute path of a file.
func datasetName(p string) (namespace, name string) {
	if scheme, rest, ok := strings.Cut(p, "://"); ok && scheme != "file" {
		bucket, key, _ := strings.Cut(rest, "/")
		key, _, _ = strings.Cut(key, "?")
		bucket, _, _ = strings.Cut(bucket, "?")
		bucket = bucket[strings.LastIndexByte(bucket, '@')+1:]
		return scheme + "://" + bucket, cmp.Or(strings.Trim(key, "/"), "/")
	} else if ok {
		p = rest
	}
	if p == "-" {
		return "file", "/dev/stdin"
	}
	if absolute, err := filepath.Abs(p); err == nil {
		p = absolute
	}
	return "file", filepath.ToSlash(p)
}
