package pipeline

// Version names the model of a step.
type Version struct{ Name, Version string }

// ModelVersions returns the versions of the embedded models, in order of the steps.
func ModelVersions() []Version {
	return nil
}
