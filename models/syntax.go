package models

// Tag is a Penn Treebank part-of-speech tag; the zero Tag is NoTag.
type Tag uint8

// Rel is a Universal Dependencies v2 relation with subtype; the zero Rel is NoRel.
type Rel uint8

// Entity is the class of a name.
type Entity uint8

// The classes of name.
const (
	NoEntity Entity = iota
	EntityPerson
	EntityOrganisation
	EntityPlace
	EntityOther
)

var entityNames = [...]string{"O", "PERSON", "ORGANIZATION", "LOCATION", "MISC"}

// String returns the name of the class as taggers print it, "O" for none.
func (e Entity) String() string { return entityNames[e] }
