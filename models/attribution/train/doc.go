// Package train learns the weights of package attribution from PolNeAR (Newell,
// Margolin and Ruths, LREC 2018). Only cmd/modelgen imports it.
package train
