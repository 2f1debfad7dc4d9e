// Package train fits the weights of models/stance: those of the sentiment towards
// a mention, to NewsMTSC (Hamborg and Donnay, EACL 2021), and those of who is for
// or against whom, to the directed sentiment of Park et al. (Findings of ACL 2021). Only
// cmd/modelgen imports it.
package train
