package pipeline

import "github.com/saysonews/sayso/models"

// Version names the trained data of a step.
type Version struct{ Name, Version string }

// ModelVersions returns the versions of the embedded data, in order of the names
// of the steps.
func ModelVersions() ([]Version, error) {
	all, err := models.Manifests()
	if err != nil {
		return nil, err
	}
	versions := make([]Version, len(all))
	for i, m := range all {
		versions[i] = Version{m.Step, m.Name()}
	}
	return versions, nil
}
