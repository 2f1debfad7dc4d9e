package models

// The tags, in the spelling of the Universal Dependencies English treebanks.
const (
	NoTag         Tag = iota
	TagCC             // CC
	TagCD             // CD
	TagDT             // DT
	TagEX             // EX
	TagFW             // FW
	TagIN             // IN
	TagJJ             // JJ
	TagJJR            // JJR
	TagJJS            // JJS
	TagLS             // LS
	TagMD             // MD
	TagNN             // NN
	TagNNS            // NNS
	TagNNP            // NNP
	TagNNPS           // NNPS
	TagPDT            // PDT
	TagPOS            // POS
	TagPRP            // PRP
	TagPRPS           // PRP$
	TagRB             // RB
	TagRBR            // RBR
	TagRBS            // RBS
	TagRP             // RP
	TagSYM            // SYM
	TagTO             // TO
	TagUH             // UH
	TagVB             // VB
	TagVBD            // VBD
	TagVBG            // VBG
	TagVBN            // VBN
	TagVBP            // VBP
	TagVBZ            // VBZ
	TagWDT            // WDT
	TagWP             // WP
	TagWPS            // WP$
	TagWRB            // WRB
	TagADD            // ADD
	TagAFX            // AFX
	TagGW             // GW
	TagHYPH           // HYPH
	TagNFP            // NFP
	TagCurrency       // $
	TagPound          // #
	TagOpenQuote      // ``
	TagCloseQuote     // ''
	TagComma          // ,
	TagStop           // .
	TagColon          // :
	TagLRB            // -LRB-
	TagRRB            // -RRB-
	// NumTags is one more than the largest Tag.
	NumTags
)

var tagNames = [NumTags]string{
	"_",
	"CC",
	"CD",
	"DT",
	"EX",
	"FW",
	"IN",
	"JJ",
	"JJR",
	"JJS",
	"LS",
	"MD",
	"NN",
	"NNS",
	"NNP",
	"NNPS",
	"PDT",
	"POS",
	"PRP",
	"PRP$",
	"RB",
	"RBR",
	"RBS",
	"RP",
	"SYM",
	"TO",
	"UH",
	"VB",
	"VBD",
	"VBG",
	"VBN",
	"VBP",
	"VBZ",
	"WDT",
	"WP",
	"WP$",
	"WRB",
	"ADD",
	"AFX",
	"GW",
	"HYPH",
	"NFP",
	"$",
	"#",
	"``",
	"''",
	",",
	".",
	":",
	"-LRB-",
	"-RRB-",
}

// String returns the tag as treebanks print it, "_" for NoTag.
func (t Tag) String() string { return tagNames[t] }

// ParseTag returns the tag spelled s, or NoTag.
func ParseTag(s string) Tag {
	for i, n := range tagNames {
		if n == s {
			return Tag(i)
		}
	}
	return NoTag
}
