// Package alias reads and applies the file in which people say which names are one
// speaker and which are several.
//
// The file is YAML: a list of entries.
//
//	# who is who
//	- speaker: Ann Cole            # the name to show
//	  kind: person                 # or organisation, group, unnamed, document
//	  affiliation: Green Party
//	  aliases: [A. Cole, Annie Cole]
//	- speaker: Ann Cole
//	  id: ann-cole-rower           # told apart from the one above
//	  only:                        # counts where all of this holds
//	    outlet: [Example Sport]    # the article's outlet is one of these
//	    office: coach              # its title before a name has these words
//	    mentions: [regatta]        # the text has one of these
//	    from: 2015-01-01           # published on that day or later
//	    to: 2019-12-31             # on that day or before
//
// All but speaker may be left out; kind is person then, and id what
// models.SpeakerID makes of kind and speaker. A name stands for an entry when it is
// its speaker or one of its aliases, by the fold of models.FullID or else by that of
// models.SpeakerID. An entry with "only" goes before one without; where two fit an
// article equally well the name stays as the article has it, as it does where none
// fits.
//
// An alias may also be the description of a source without a name ("foreign
// minister"), since a person decided it; the unknown speaker and the author are
// nobody that a file can name.
//
// What always holds: the speaker of a name depends on the name, the article and the
// file alone, not on the order of entries or articles.
package alias
