// Package view answers what people ask of finished tables: who speaks most, what
// somebody said about something, who is for and against, and what an article holds.
//
// Each question is a function over a tables.Set that gives rows, and one that prints
// them for a terminal; JSON and CSV come from the encoders of the tables. Nothing here
// reads articles anew.
package view
