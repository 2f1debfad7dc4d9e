// Package models holds the domain types that every step of Sayso shares:
// articles, their sentences and tokens, the attributions found in them, the
// speakers those resolve to, and the stances they express.
//
// The types carry data and the invariants of that data; the steps that fill
// them live in the packages below this one. Text flows one way:
//
//	Article -> segment -> syntax -> attribution -> identity -> sentiment -> stance
//
// Every offset in these types is a byte offset into Article.Text, which no step
// ever changes; a Span is half open. Output converts to Unicode code points with
// Offsets. The package depends on the standard library only, holds no global
// state, and none of its types locks: a Document belongs to one goroutine.
package models
