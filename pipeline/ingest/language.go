package ingest

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/saysonews/sayso/models"
)

// languageWords are words that stand often in text of a language and seldom in other
// languages' text, news of the day in English included. English is the first.
var languageWords = [...]struct{ name, words string }{
	{"English", "the of and to in that is was for on with as it be by his he at from had have are not this but they which said who will has been would their were its an about after she her or more when than out up what there i we you your our all can if so them"},
	{"German", "der die das und ist nicht ein eine einen einem einer dem den des von mit auf für sich auch als nach wird bei sie er wir ihr aus noch wie über wurde haben hatte sind war zum zur durch dass im am"},
	{"French", "le la les des et est une un du dans que qui pour pas sur plus par avec au aux ce cette sont il elle nous vous ils mais ses son été être ont leur même aussi comme en"},
	{"Spanish", "el la los las de y que en un una por con para es del se no su al lo como más pero sus le ha este esta fue sobre entre cuando también hasta desde todo años"},
	{"Italian", "il la di che e un una per non con sono del della dei delle nel nella gli le da si è al alla più anche come ha ma suo sua questo lo degli dal stato"},
	{"Portuguese", "o a os as de que e do da dos das em um uma para com não por mais se no na ao como foi mas seu sua ele ela são também pelo pela já até isso entre"},
	{"Dutch", "de het een en van ik te dat die is niet zijn op aan met als voor er maar om hem dan zou wat mijn dit ook naar heeft hij ze wordt bij nog worden uit door over werd"},
	{"Swedish", "och att det som en på är av för med den till inte har de ett om han var jag men sig från vi så hade kan när hon ska också efter eller nu sin där vid"},
	{"Norwegian or Danish", "og det som en på er av for med til ikke har de et om han var jeg men seg sig fra vi så hadde havde kan når hun skal også etter efter eller nå nu sin der ved blir bliver"},
	{"Polish", "i w na z się nie do to że jest o jak po co tak za od ale jego przez czy dla był było była są tym tego który która które oraz już może"},
	{"Turkish", "ve bir bu için da de ile olarak olan daha çok gibi ancak sonra kadar ne ama değil var yeni en her oldu olduğu ise"},
	{"Indonesian or Malay", "yang dan di dengan untuk dari ini itu pada dalam tidak akan juga ke oleh ada adalah telah sebagai mereka kepada bisa dapat lebih saya kami"},
	{"Romanian", "și în de la cu pe care nu este din un o să că mai pentru au fost sau dar sunt prin după cea cel ale lui"},
	{"Czech or Slovak", "a v na se je že s z do o i to pro za by jako ale jsou podle který která které bylo byl také sa som ako už aby jeho"},
	{"Hungarian", "a az és hogy nem is egy ez volt meg azt már csak de ha el mint még van kell lesz pedig után szerint"},
	{"Finnish", "ja on ei että se oli hän mutta ovat kun myös niin mukaan kuin joka sen jos vain ole olla mitä jälkeen tai"},
}

// scripts are writings that English text holds no more than names of.
var scripts = [...]struct {
	name  string
	table *unicode.RangeTable
}{
	{"Cyrillic", unicode.Cyrillic}, {"Greek", unicode.Greek}, {"Arabic", unicode.Arabic}, {"Hebrew", unicode.Hebrew}, {"Devanagari", unicode.Devanagari},
	{"Chinese characters", unicode.Han}, {"Japanese", unicode.Hiragana}, {"Japanese", unicode.Katakana}, {"Korean", unicode.Hangul}, {"Thai", unicode.Thai},
	{"Bengali", unicode.Bengali}, {"Tamil", unicode.Tamil}, {"Telugu", unicode.Telugu}, {"Armenian", unicode.Armenian}, {"Georgian", unicode.Georgian},
}

// tongues tells the language of texts by the share of each language's commonest words
// (Grefenstette 1995, Comparing two language identification schemes) and by their
// script. It is read-only once made.
type tongues struct {
	// words is a table of the words, none of which is longer than eight bytes: each as
	// one number, at the place of its hash or after it. languages are those of the word
	// at the same place, a bit each.
	words     [1 << tongueBits]uint64
	languages [1 << tongueBits]uint16
}

const (
	tongueBits = 10
	tongueLong = 8 // bytes of the longest word
)

func tongueHash(word uint64) uint64 { return word * 0x9e3779b97f4a7c15 >> (64 - tongueBits) }

func newTongues() *tongues {
	t := &tongues{}
	for i, l := range languageWords {
		for w := range strings.FieldsSeq(l.words) {
			var word uint64
			for _, c := range []byte(w) {
				word = word<<8 | uint64(c)
			}
			at := tongueHash(word)
			for t.words[at] != 0 && t.words[at] != word {
				at = (at + 1) % (1 << tongueBits)
			}
			t.words[at] = word
			t.languages[at] |= 1 << i
		}
	}
	return t
}

// of returns the languages that a word is of.
func (t *tongues) of(word uint64) uint16 {
	for at := tongueHash(word); ; at = (at + 1) % (1 << tongueBits) {
		if w := t.words[at]; w == word || w == 0 {
			return t.languages[at]
		}
	}
}

const (
	// languageSample is how many bytes of a text are looked at.
	languageSample = 16 << 10
	// languageLeast is the number of words below which a text is taken for English.
	languageLeast = 30
)

// census counts the words and letters of a text.
type census struct {
	words int
	of    [len(languageWords)]int // words of each language
	// latin are letters of the Latin script, other those of the others.
	latin, other int
	word         uint64 // the word under way in lower case, its last bytes lowest
	size         int    // its bytes
}

// foreign returns what a text that is not English looks like, or "" for English, and
// for what could be. sure reports that the text looks like English indeed; it is told
// only when asked for, which takes the whole text where otherwise its beginning may do.
func (t *tongues) foreign(text string, ask bool) (name string, sure bool) {
	if len(text) > languageSample {
		text = text[:languageSample]
	}
	var c census
	if t.count(&c, text, !ask) {
		return "", false
	}
	if s := script(text); c.other >= c.latin && s != "" {
		return "text in " + s, false
	}
	best := 1
	for i := range c.of {
		if i > 0 && c.of[i] > c.of[best] {
			best = i
		}
	}
	sure = 100*c.of[0] >= 20*c.words && c.of[0] > c.of[best]
	if c.words >= languageLeast && 100*c.of[best] >= 15*c.words && c.of[best] > 2*c.of[0] && 100*c.of[0] < 15*c.words {
		return languageWords[best].name, false
	}
	return "", sure
}

// count counts the words and letters of text. With early it ends, and returns true, as soon
// as whatever may follow cannot make the text a foreign one.
func (t *tongues) count(c *census, text string, early bool) bool {
	for at := 0; at < len(text); {
		from := at
		for at < len(text) {
			lower := text[at] | 0x20
			if lower-'a' >= 26 {
				break
			}
			c.word = c.word<<8 | uint64(lower)
			at++
		}
		c.size += at - from
		c.latin += at - from
		if at == len(text) {
			break
		}
		if text[at] < utf8.RuneSelf {
			if c.size > 0 {
				t.end(c)
				if rest := (len(text) - at) / 2; early && c.words%8 == 0 && c.native(rest) {
					return true
				}
			}
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		t.rune(c, r)
		at += size
	}
	if c.size > 0 {
		t.end(c)
	}
	return false
}

// native reports whether the text is English, or could be, even if that many words, of
// which none is English, and that many letters of another script follow.
func (c *census) native(rest int) bool {
	return 100*c.of[0] >= 15*(c.words+rest+1) && c.latin > c.other+rest
}

// rune counts a character beyond ASCII.
func (t *tongues) rune(c *census, r rune) {
	if 0x2000 <= r && r < 0x2070 { // quotation marks and dashes
		if c.size > 0 {
			t.end(c)
		}
		return
	}
	switch {
	case unicode.Is(unicode.Latin, r):
		c.latin++
	case unicode.IsLetter(r):
		c.other++
	}
	lower := unicode.ToLower(r)
	if !unicode.IsLetter(lower) {
		if c.size > 0 {
			t.end(c)
		}
		return
	}
	var b [utf8.UTFMax]byte
	n := utf8.EncodeRune(b[:], lower)
	for _, x := range b[:n] {
		c.word = c.word<<8 | uint64(x)
	}
	c.size += n
}

// end counts the word under way.
func (t *tongues) end(c *census) {
	c.words++
	if c.size <= tongueLong {
		for languages := t.of(c.word); languages != 0; languages &= languages - 1 {
			c.of[bits.TrailingZeros16(languages)]++
		}
	}
	c.word, c.size = 0, 0
}

// script returns the script of a text most of whose letters are not Latin.
func script(text string) string {
	var count [len(scripts)]int
	letters, latin := 0, 0
	for _, r := range text {
		switch {
		case r < unicode.MaxASCII && (r|0x20) >= 'a' && (r|0x20) <= 'z', unicode.Is(unicode.Latin, r):
			latin++
			letters++
		case unicode.IsLetter(r):
			letters++
			for i, s := range scripts {
				if unicode.Is(s.table, r) {
					count[i]++
				}
			}
		}
	}
	if letters < 20 || 2*latin > letters {
		return ""
	}
	best := 0
	for i := range count {
		if count[i] > count[best] {
			best = i
		}
	}
	if count[best] == 0 {
		return "another script"
	}
	return scripts[best].name
}

// english reports whether the article is, or may be, in English, and says in bad if it
// is not. What the input says of the language decides where the text does not.
func (t *tongues) english(a *models.Article, bad *BadArticle) bool {
	said := strings.ToLower(strings.TrimSpace(a.Language))
	other := said != "" && said != "und" && said != "english" && !strings.HasPrefix(said, "en")
	name, sure := t.foreign(a.Text, other)
	switch {
	case name != "":
		bad.Reason = "language: looks like " + name
	case !sure && other:
		bad.Reason = "language: the input says " + strings.ToValidUTF8(said[:min(len(said), 20)], "")
	default:
		return true
	}
	bad.Hint = "Sayso reads English alone: pass a translation, or leave the article out"
	return false
}
