package names

import "github.com/saysonews/sayso/models"

// Word is what the recogniser is told of a token beside its tag and tree.
type Word struct {
	// Lists has a bit for each word list that the token is on by itself, Covered
	// for each list that has a phrase of several words which covers it.
	Lists, Covered uint32
	// Capital says that the token begins with a capital letter, Upper that it has
	// two or more letters and all are capitals.
	Capital, Upper bool
	// Opener marks the first word of a sentence or quotation, Headed a word of a
	// sentence whose capitals tell nothing: a headline.
	Opener, Headed bool
}

// Classes is the number of classes: those of models.Entity, with none.
const Classes = int(models.EntityOther) + 1

// Row holds a score or a probability for each class.
type Row [Classes]float32

// Mark is what the recogniser says of a token.
type Mark struct {
	// Best is the class of the token in the likeliest reading of its sentence.
	Best models.Entity
	// P is the probability of each class, adding up to one.
	P Row
}

// joins reports whether a word in lower case can stand inside a name.
func joins(lower string) bool {
	switch lower {
	case "of", "for", "the", "and", "&", "-", "–", "/", "'", "’", "'s", "’s", "on", "in", "to", "at", "a", ".", "!", "|",
		"de", "del", "della", "der", "den", "van", "von", "bin", "ibn", "al", "la", "le", "da", "dos", "das", "di", "du", "el", "ter", "ten", "e", "y",
		"\"", "“", "”", "with", "by", "from", "against", "or", "as", "an":
		return true
	}
	return false
}

// begins reports whether a word in lower case can begin a name.
func begins(lower string) bool {
	switch lower {
	case "de", "del", "della", "der", "van", "von", "bin", "al", "la", "le", "el", "du":
		return true
	}
	return false
}
