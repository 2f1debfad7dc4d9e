// Package batch brings an output folder up to date with what its user's files hold.
//
// A run reads all of its input first and compares each article with what the folder
// remembers. What is new or changed goes to a spool on disk with a sketch of its text. Then
// it is decided which articles, new and held, are copies of which; the others are analysed;
// and all is committed at one moment. What is analysed thus depends on the articles alone,
// not on the order in which they came, and no copy is analysed at all.
//
// An article that cannot be processed is a dead letter and as though it had not come: what
// the folder holds of it stays. A run that is told to stop finishes the articles under way
// and commits them; the others are as though they had not come, and the next run finds them.
package batch
