package stance

import (
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"

	"github.com/saysonews/sayso/models"
)

// written is a topic as it stands in a file.
type written struct {
	ID         string   `yaml:"id"`
	Name       string   `yaml:"name"`
	Kind       string   `yaml:"kind,omitempty"`
	Phrases    []string `yaml:"phrases,flow"`
	Pro        []string `yaml:"pro,flow,omitempty"`
	Con        []string `yaml:"con,flow,omitempty"`
	OppositeOf []string `yaml:"opposite_of,flow,omitempty"`
}

// WriteTopics prints topics in the form that ReadTopics reads.
func WriteTopics(to io.Writer, list []Topic) error {
	out := make([]written, len(list))
	for i := range list {
		t := &list[i]
		out[i] = written{ID: t.ID, Name: t.Name, Phrases: t.Phrases, Pro: t.Pro, Con: t.Con, OppositeOf: t.OppositeOf}
		if t.Kind != models.TargetIssue {
			out[i].Kind = t.Kind.String()
		}
	}
	e := yaml.NewEncoder(to)
	e.SetIndent(2)
	if err := e.Encode(out); err != nil {
		return fmt.Errorf("write topics: %w", err)
	}
	return e.Close()
}
