package models

// The relations, in the spelling of Universal Dependencies v2.
const (
	NoRel           Rel = iota
	RelAcl              // acl
	RelAclRelcl         // acl:relcl
	RelAdvcl            // advcl
	RelAdvclRelcl       // advcl:relcl
	RelAdvmod           // advmod
	RelAmod             // amod
	RelAppos            // appos
	RelAux              // aux
	RelAuxPass          // aux:pass
	RelCase             // case
	RelCc               // cc
	RelCcPreconj        // cc:preconj
	RelCcomp            // ccomp
	RelCompound         // compound
	RelCompoundPrt      // compound:prt
	RelConj             // conj
	RelCop              // cop
	RelCsubj            // csubj
	RelCsubjOuter       // csubj:outer
	RelCsubjPass        // csubj:pass
	RelDep              // dep
	RelDet              // det
	RelDetPredet        // det:predet
	RelDiscourse        // discourse
	RelDislocated       // dislocated
	RelExpl             // expl
	RelFixed            // fixed
	RelFlat             // flat
	RelGoeswith         // goeswith
	RelIobj             // iobj
	RelList             // list
	RelMark             // mark
	RelNmod             // nmod
	RelNmodDesc         // nmod:desc
	RelNmodNpmod        // nmod:npmod
	RelNmodPoss         // nmod:poss
	RelNmodTmod         // nmod:tmod
	RelNmodUnmarked     // nmod:unmarked
	RelNsubj            // nsubj
	RelNsubjOuter       // nsubj:outer
	RelNsubjPass        // nsubj:pass
	RelNummod           // nummod
	RelObj              // obj
	RelObl              // obl
	RelOblAgent         // obl:agent
	RelOblNpmod         // obl:npmod
	RelOblTmod          // obl:tmod
	RelOblUnmarked      // obl:unmarked
	RelOrphan           // orphan
	RelParataxis        // parataxis
	RelPunct            // punct
	RelReparandum       // reparandum
	RelRoot             // root
	RelVocative         // vocative
	RelXcomp            // xcomp
	// NumRels is one more than the largest Rel.
	NumRels
)

var relNames = [NumRels]string{
	"_",
	"acl",
	"acl:relcl",
	"advcl",
	"advcl:relcl",
	"advmod",
	"amod",
	"appos",
	"aux",
	"aux:pass",
	"case",
	"cc",
	"cc:preconj",
	"ccomp",
	"compound",
	"compound:prt",
	"conj",
	"cop",
	"csubj",
	"csubj:outer",
	"csubj:pass",
	"dep",
	"det",
	"det:predet",
	"discourse",
	"dislocated",
	"expl",
	"fixed",
	"flat",
	"goeswith",
	"iobj",
	"list",
	"mark",
	"nmod",
	"nmod:desc",
	"nmod:npmod",
	"nmod:poss",
	"nmod:tmod",
	"nmod:unmarked",
	"nsubj",
	"nsubj:outer",
	"nsubj:pass",
	"nummod",
	"obj",
	"obl",
	"obl:agent",
	"obl:npmod",
	"obl:tmod",
	"obl:unmarked",
	"orphan",
	"parataxis",
	"punct",
	"reparandum",
	"root",
	"vocative",
	"xcomp",
}

// String returns the relation as treebanks print it, "_" for NoRel.
func (r Rel) String() string { return relNames[r] }

// ParseRel returns the relation spelled s, or NoRel.
func ParseRel(s string) Rel {
	for i, n := range relNames {
		if n == s {
			return Rel(i)
		}
	}
	return NoRel
}
