// Package train makes the data files of models/sentiment: the naive Bayes table
// out of the word counts of cdipaolo/sentiment, the table of VADER's ratings, and
// the calibration that joins the components. Only cmd/modelgen imports it.
package train
