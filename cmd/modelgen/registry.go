package main

// model is something to train: a name for -model, the data folder from the root
// of the repository, and how to train it.
type model struct {
	name, folder string
	train        func(corpora string, log func(format string, args ...any)) (*output, error)
}

// registry lists the models in the order in which they are trained: a later one
// may apply the weights that an earlier one has written only in a later run,
// since weights are embedded when the program is built.
func registry() []model {
	return []model{
		{"syntax", "models/syntax/data", trainSyntax},
		{"attribution", "models/attribution/data", trainAttribution},
		{"identity", "models/identity/data", trainIdentity},
		{"sentiment", "models/sentiment/data", trainSentiment},
		{"stance", "models/stance/data", trainStance},
	}
}
