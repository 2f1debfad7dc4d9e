// Package suggest proposes which speakers of a finished run are one, for a person to
// accept: short and long given names, middle names, spellings, bare surnames,
// abbreviations of institutions.
//
// It takes what the tables say of each speaker, its names, titles, articles and
// sources, and gives pairs with a score in (0, 1), the reasons and the evidence on
// either side. The score is a sum of what the names are worth and of what speaks for
// the pair beside them: an office in common, outlets, dates, other speakers in
// common. It ranks; it is no probability.
//
// What always holds: two speakers that speak in one article are never joined, nor
// are sets of speakers of which two do; the order of the rows changes nothing.
package suggest
