// Package entries reads the YAML files that people write for Sayso: lists of entries,
// each a mapping of known keys. Every fault is told with file, line and what to do
// about it, and up to twenty at once; a key that is not known or stands twice is a
// fault, and so are references, a second document and what is not UTF-8.
//
// What always holds: the same bytes give the same entries and faults, and no input
// makes it panic.
package entries
