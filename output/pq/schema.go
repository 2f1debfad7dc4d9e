package pq

// Kind is the type of a column or field.
type Kind uint8

// The kinds.
const (
	Bool Kind = iota
	Int32
	Int64
	Micros // time in microseconds since 1970, UTC
	Double
	String // UTF-8
	List   // of the one field in Fields
	Struct // of Fields
)

// Field is a column, the element of a list, or a field of a struct. Elements of lists
// are written as optional, which is what readers of Arrow expect, but are never null.
type Field struct {
	Name     string
	Kind     Kind
	Optional bool
	Fields   []Field
	// Long marks text that seldom repeats: it gets neither dictionary nor
	// statistics.
	Long bool
}

// Schema is the columns of a table and the metadata of its files.
type Schema struct {
	leaves []leafType
	head   []byte // the part of the footer before the number of rows
	tail   []byte // the part after the row groups
}

// leafType is a column as the file has it: values of one type.
type leafType struct {
	path           []string
	kind           Kind
	maxDef, maxRep uint8
	long           bool
}

// The numbers of the format's enums (parquet.thrift).
const (
	physicalBool, physicalInt32, physicalInt64, physicalDouble, physicalBytes = 0, 1, 2, 5, 6

	repeatRequired, repeatOptional, repeatRepeated = 0, 1, 2

	convertedUTF8, convertedList, convertedMicros, convertedInt32, convertedInt64 = 0, 3, 10, 17, 18

	encodingPlain, encodingRLE, encodingDictionary = 0, 3, 8

	codecNone, codecZstd = 0, 6

	pageData, pageDictionary = 0, 2
)

// Pair is an entry of the metadata of a file.
type Pair struct{ Key, Value string }

// NewSchema prepares a table of columns. Every file gets the metadata and createdBy,
// the name of the program.
func NewSchema(columns []Field, metadata []Pair, createdBy string) *Schema {
	s := &Schema{}
	var elements compact
	n := 1
	elements.beginElement()
	elements.i32(3, repeatRequired)
	elements.string(4, "schema")
	elements.i32(5, len(columns))
	elements.end()
	for _, c := range columns {
		n += s.add(&elements, c, nil, 0, 0)
	}
	var head compact
	head.i32(1, 2)
	head.list(2, typeStruct, n)
	s.head = append(head.b, elements.b...)

	tail := compact{last: 4}
	tail.list(5, typeStruct, len(metadata))
	for _, p := range metadata {
		tail.beginElement()
		tail.string(1, p.Key)
		tail.string(2, p.Value)
		tail.end()
	}
	tail.string(6, createdBy)
	tail.list(7, typeStruct, len(s.leaves))
	for range s.leaves { // the order of minima is that of the type
		tail.beginElement()
		tail.empty(1)
		tail.end()
	}
	s.tail = append(tail.b, 0)
	return s
}

// add writes f and what is in it, depth first, and returns how many elements that
// took. def and rep are the levels around it.
func (s *Schema) add(c *compact, f Field, path []string, def, rep uint8) int {
	path = append(path[:len(path):len(path)], f.Name)
	if f.Optional {
		def++
	}
	switch f.Kind {
	case List:
		element := f.Fields[0]
		element.Name, element.Optional = "element", true
		group(c, f, 1)
		group(c, Field{Name: "list", Kind: repeated}, 1)
		return 2 + s.add(c, element, append(path, "list"), def+1, rep+1)
	case Struct:
		group(c, f, len(f.Fields))
		n := 1
		for _, g := range f.Fields {
			n += s.add(c, g, path, def, rep)
		}
		return n
	}
	value(c, f)
	s.leaves = append(s.leaves, leafType{path, f.Kind, def, rep, f.Long})
	return 1
}

// repeated is the kind of the group in a list that repeats.
const repeated Kind = 255

// group writes the element of a list, a struct or a repeated group.
func group(c *compact, f Field, children int) {
	c.beginElement()
	c.i32(3, repetition(f))
	c.string(4, f.Name)
	c.i32(5, children)
	if f.Kind == List {
		c.i32(6, convertedList)
		c.begin(10)
		c.empty(3)
		c.end()
	}
	c.end()
}

func repetition(f Field) int {
	switch {
	case f.Kind == repeated:
		return repeatRepeated
	case f.Optional:
		return repeatOptional
	}
	return repeatRequired
}

// value writes the element of a leaf, with what its bytes mean in the old way and in
// the new one.
func value(c *compact, f Field) {
	c.beginElement()
	c.i32(1, f.Kind.physical())
	c.i32(3, repetition(f))
	c.string(4, f.Name)
	switch f.Kind {
	case String:
		c.i32(6, convertedUTF8)
		c.begin(10)
		c.empty(1)
		c.end()
	case Micros:
		c.i32(6, convertedMicros)
		c.begin(10)
		c.begin(8)
		c.bool(1, true) // UTC
		c.begin(2)
		c.empty(2) // microseconds
		c.end()
		c.end()
		c.end()
	case Int32:
		integer(c, convertedInt32, 32)
	case Int64:
		integer(c, convertedInt64, 64)
	}
	c.end()
}

func integer(c *compact, converted int, bits int8) {
	c.i32(6, converted)
	c.begin(10)
	c.begin(10)
	c.i8(1, bits)
	c.bool(2, true) // signed
	c.end()
	c.end()
}

// physical returns the type of the bytes.
func (k Kind) physical() int {
	switch k {
	case Bool:
		return physicalBool
	case Int32:
		return physicalInt32
	case Int64, Micros:
		return physicalInt64
	case Double:
		return physicalDouble
	}
	return physicalBytes
}

// width returns the bytes of a value, 0 for strings and bits.
func (k Kind) width() int {
	switch k {
	case Int32:
		return 4
	case Int64, Micros, Double:
		return 8
	}
	return 0
}
