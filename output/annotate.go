package output

import (
	"github.com/saysonews/sayso/models"
)

// AppendAnnotation appends doc to dst as one JSON object, without a newline, and
// returns the longer slice. Offsets are in code points into the article's text as it
// came in, ends exclusive; a span is [start,end]; scores have four decimals; null
// stands for what is absent. The result is valid UTF-8 whatever the article holds.
// A sentiment that the user's program gave also has "source":"command".
// It returns dst unchanged and an error for a document that Convert would refuse.
//
//	{"id","title",
//	 "sentences":[{"start","end","kind","sentiment":{"score","label"},
//	   "citations":[{"start","end","marker","title","outlet","date"}]}],
//	 "attributions":[{"id","type","source":[span],"cue":[span],"content":[span],
//	   "speakers":[{"id","name","kind","reason","mention":{"start","end","text"} or
//	     null}],"confidence","sentiment":{"score","label"},
//	   "stances":[stance]}],
//	 "stances":[stance]}
//
// A stance, of which "stances" at the end lists all and an attribution its own, is
//
//	{"holder":{"id","name","kind"},"target":{"id","name","kind"},
//	 "label","score","evidence":span,"attribution":id or null,
//	 "according_to":{"id","name","kind"} or null}
func AppendAnnotation(dst []byte, doc *models.Document) ([]byte, error) {
	if err := check(doc); err != nil {
		return dst, err
	}
	a := annotator{doc: doc, offsets: models.NewOffsets(doc.Article.Text), b: dst}
	a.article()
	return a.b, nil
}

// annotator appends JSON to b.
type annotator struct {
	doc     *models.Document
	offsets models.Offsets
	b       []byte
}

func (a *annotator) raw(s string)    { a.b = append(a.b, s...) }
func (a *annotator) string(s string) { a.b = appendString(a.b, s) }

// optional writes a string, null for the empty one.
func (a *annotator) optional(s string) {
	if s == "" {
		a.raw("null")
		return
	}
	a.string(s)
}

// list writes n elements in brackets.
func (a *annotator) list(n int, element func(int)) {
	a.raw("[")
	for i := range n {
		if i > 0 {
			a.raw(",")
		}
		element(i)
	}
	a.raw("]")
}

func (a *annotator) article() {
	a.raw(`{"id":`)
	a.string(a.doc.Article.ID)
	a.raw(`,"title":`)
	a.optional(a.doc.Article.Title)
	a.raw(`,"sentences":`)
	a.list(len(a.doc.Sentences), a.sentence)
	a.raw(`,"attributions":`)
	a.list(len(a.doc.Attributions), a.attribution)
	a.raw(`,"stances":`)
	a.list(len(a.doc.Stances), a.stance)
	a.raw("}")
}

func (a *annotator) bounds(s models.Span) {
	o := a.offsets.Span(s)
	a.raw(`{"start":`)
	a.b = appendInt(a.b, o[0])
	a.raw(`,"end":`)
	a.b = appendInt(a.b, o[1])
}

func (a *annotator) span(s models.Span) {
	o := a.offsets.Span(s)
	a.raw("[")
	a.b = appendInt(a.b, o[0])
	a.raw(",")
	a.b = appendInt(a.b, o[1])
	a.raw("]")
}

func (a *annotator) spans(list []models.Span) {
	a.list(len(list), func(i int) { a.span(list[i]) })
}

func (a *annotator) sentence(i int) {
	s := &a.doc.Sentences[i]
	a.bounds(s.Span)
	a.raw(`,"kind":`)
	a.string(s.Kind.String())
	a.sentiment(s.Sentiment)
	a.raw(`,"citations":`)
	a.list(len(s.Citations), func(k int) { a.citation(&s.Citations[k]) })
	a.raw("}")
}

func (a *annotator) sentiment(s models.Sentiment) {
	a.raw(`,"sentiment":{"score":`)
	a.b = appendScore(a.b, s.Score)
	a.raw(`,"label":`)
	a.string(s.Label.String())
	if s.Source != models.FromModel {
		a.raw(`,"source":`)
		a.string(s.Source.String())
	}
	a.raw("}")
}

func (a *annotator) citation(c *models.Citation) {
	a.bounds(c.Span)
	a.raw(`,"marker":`)
	a.string(c.Marker)
	a.raw(`,"title":`)
	a.optional(c.Title)
	a.raw(`,"outlet":`)
	a.optional(c.Outlet)
	a.raw(`,"date":`)
	a.optional(c.Date)
	a.raw("}")
}

func (a *annotator) attribution(i int) {
	t := &a.doc.Attributions[i]
	a.raw(`{"id":`)
	a.string(t.ID)
	a.raw(`,"type":`)
	a.string(t.Type.String())
	a.raw(`,"source":`)
	a.spans(t.Source)
	a.raw(`,"cue":`)
	a.spans(t.Cue)
	a.raw(`,"content":`)
	a.spans(t.Content)
	a.raw(`,"speakers":`)
	if len(t.Speakers) == 0 {
		a.list(1, func(int) { a.resolved(&unknownSpeaker, models.SpeakerRef{}) })
	} else {
		a.list(len(t.Speakers), func(k int) { a.resolved(&a.doc.Speakers[t.Speakers[k].Speaker], t.Speakers[k]) })
	}
	a.raw(`,"confidence":`)
	a.b = appendScore(a.b, t.Confidence)
	a.sentiment(t.Sentiment)
	a.raw(`,"stances":`)
	own := a.stancesOf(i)
	a.list(len(own), func(k int) { a.stance(own[k]) })
	a.raw("}")
}

func (a *annotator) stancesOf(attribution int) []int {
	var list []int
	for i := range a.doc.Stances {
		if a.doc.Stances[i].Attribution == attribution {
			list = append(list, i)
		}
	}
	return list
}

func (a *annotator) speaker(s *models.Speaker) { a.entity(s.ID, nameOf(s), s.Kind.String()) }

// resolved writes a speaker with what led to it.
func (a *annotator) resolved(s *models.Speaker, r models.SpeakerRef) {
	a.speaker(s)
	a.b = a.b[:len(a.b)-1] // go on in the object
	a.raw(`,"reason":`)
	a.string(r.Reason.String())
	a.raw(`,"mention":`)
	if r.Mention.Empty() {
		a.raw("null}")
		return
	}
	a.bounds(r.Mention)
	a.raw(`,"text":`)
	a.string(r.Mention.In(a.doc.Article.Text))
	a.raw("}}")
}

func (a *annotator) entity(id, name, kind string) {
	a.raw(`{"id":`)
	a.string(id)
	a.raw(`,"name":`)
	a.string(name)
	a.raw(`,"kind":`)
	a.string(kind)
	a.raw("}")
}

func (a *annotator) stance(i int) {
	s := &a.doc.Stances[i]
	a.raw(`{"holder":`)
	a.speaker(&a.doc.Speakers[s.Holder])
	a.raw(`,"target":`)
	a.entity(s.Target.ID, s.Target.Name, s.Target.Kind.String())
	a.raw(`,"label":`)
	a.string(s.Label.String())
	a.raw(`,"score":`)
	a.b = appendScore(a.b, s.Score)
	a.raw(`,"evidence":`)
	a.span(s.Evidence)
	a.raw(`,"attribution":`)
	if s.Attribution < 0 {
		a.raw("null")
	} else {
		a.string(a.doc.Attributions[s.Attribution].ID)
	}
	a.raw(`,"according_to":`)
	if s.AccordingTo < 0 {
		a.raw("null")
	} else {
		a.speaker(&a.doc.Speakers[s.AccordingTo])
	}
	a.raw("}")
}
