package pipeline_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/pipeline"
)

// TestField runs whole articles through all steps: the cases that users of such tools
// report, down to who the speaker is.
func TestField(t *testing.T) {
	m, err := pipeline.Load(pipeline.Identity)
	if err != nil {
		t.Fatal(err)
	}
	an := m.NewAnalyzer(pipeline.Config{})
	datadriven.RunTest(t, "testdata/field.txt", func(t *testing.T, d *datadriven.TestData) string {
		doc := an.Analyze(&models.Article{ID: "case", Text: d.Input})
		var b strings.Builder
		for i := range doc.Attributions {
			a := &doc.Attributions[i]
			var who, said []string
			for _, r := range a.Speakers {
				s := &doc.Speakers[r.Speaker]
				who = append(who, fmt.Sprintf("%s (%s) [%s]", s.Name, s.Kind, s.ID))
			}
			for _, c := range a.Content {
				said = append(said, strings.Join(strings.Fields(d.Input[c.Start:c.End]), " "))
			}
			fmt.Fprintf(&b, "%s | %s\n", strings.Join(who, " + "), strings.Join(said, " // "))
		}
		return b.String()
	})
}
