package pipeline_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/pipeline/ingest"
)

// patterns are ways of quoting that other tools are known to get wrong, each with a
// place in the example articles where it stands.
var patterns = []struct{ name, article, excerpt string }{
	{"description, then a pronoun in the next paragraph", "meridian-carrow-falls-spill", "Ana Lucero, a nurse at the town’s only clinic, said: \"We have run out of cream, and we have nearly run out of patience.\"\n\n\"My own kids are itching,\" she added."},
	{"the sentence before names the speaker", "meridian-carrow-falls-spill", "said he was furious that the siren stayed silent.\n\n\"Nineteen hours."},
	{"each paragraph opens a mark, the last closes", "nwa-geneva-walkout", "“We put four maps on the table in nine days.\n\n“They answered none of them."},
	{"a nickname in marks", "meridian-carrow-falls-spill", "known to everyone here as \"Dutch.\""},
	{"verbs other than said, speakers close together", "beacon-pryce-carbon-con", "grumbled one Cabinet colleague. “Utterly,” sighed another."},
	{"the last quotation is not closed", "beacon-calder-strike", "“I’m not sure he’s read anything.\n"},
	{"marks of nothing", "meridian-stane-resigns", "\"\"= "},
	{"an apostrophe that is no mark", "beacon-pryce-carbon-con", "“I can't back it,” he said, “not after what the '70s"},
	{"a press release's dash before the name", "release-marsh-clean-intake", "\" -Mayor Dolores Kaplan"},
	{"a press release's From", "release-marsh-clean-intake", "From Ruth Alder, Chair of the Carrow Falls Water Board:\n\n\""},
	{"indirect speech", "meridian-two-state-poll", "The survey found that trust in the other side remained low."},
	{"no cue at all", "live-carbon-tax-vote", "turned to her deputy at the bar. “Enough.” They went home"},
	{"a question inside the marks", "nwa-senate-excerpts", "“Why?” one of them asked"},
	{"two people of one surname", "courier-holt-carbon-tax", "‘No,’ Holt sighed when asked if they had agreed"},
	{"an aside between name and verb", "nwa-geneva-walkout", "Qassis, who was born in Nablus"},
	{"accused of", "courier-holt-carbon-tax", "accused Ms Holt of burying"},
	{"cue before the name", "nwa-geneva-walkout", "Said Lena Abernathy, the State Department spokeswoman: “"},
	{"office before the name before the cue", "nwa-geneva-walkout", "the U.N. envoy to the talks, Ingrid Solheim, told reporters"},
	{"an institution speaks", "ledger-hargrove-sharabi-call", "The Foreign Ministry said"},
	{"a document speaks", "nwa-geneva-walkout", "According to the report, only one in nine"},
	{"the nameless speak", "meridian-carrow-falls-spill", "Two state officials familiar with the inspection said"},
	{"two speakers at once", "nwa-sharabi-named", "Ingrid Solheim and the German envoy, Karl Brandt, both praised"},
	{"a split quotation", "ledger-hargrove-sharabi-call", "“Frankly,” he added, “I could not give you a date for it.”"},
	{"no space between sentences", "ledger-brannock-lawsuit", "families.“Honestly,” she added"},
	{"space inside the mark", "meridian-carbon-levy-digest", "calling it “ a toll booth on friendship”"},
	{"footnote marks", "meridian-hargrove-visit-digest", "becoming a war.[0]"},
	{"links between paragraphs", "ledger-hargrove-sharabi-call", "- Doyle to name envoy for the rebuilding of Gaza, UN official Ingrid Solheim says"},
	{"a list of references", "meridian-carbon-levy-digest", "1. “Hargrove: levy is ‘toll booth on friendship’” Northway News Agency"},
	{"a caption", "meridian-carrow-falls-spill", "Picture: Meridian/T. Albee"},
	{"a byline", "beacon-calder-strike", "By Sid Garrow"},
	{"an office's first holder", "nwa-geneva-walkout", "Israeli Foreign Minister Avner Talmi"},
	{"an office's second holder", "release-state-readout", "Israeli Foreign Minister Ronit Sharabi"},
	{"one person in many forms", "nwa-senate-excerpts", "The top U.S. diplomat also defended"},
	{"quotation marks of TeX", "nwa-inspector-trial", "``I said, `Lost how?' and he said, `Like your career,'''"},
}

// TestExampleArticles holds what the example articles are to show: enough of them,
// long enough, over a year, by several outlets, with the patterns above.
func TestExampleArticles(t *testing.T) {
	source, err := ingest.Open([]string{filepath.Join(testdata, "articles")}, ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	byID, outlets := map[string]*models.Article{}, map[string]int{}
	var first, last time.Time
	for a, bad := range source.Articles() {
		if bad != nil {
			t.Fatal(bad)
		}
		byID[a.ID] = a
		outlets[a.Outlet]++
		if n := len(strings.Fields(a.Text)); n < 200 || n > 900 {
			t.Errorf("%s has %d words, want 200 to 900", a.ID, n)
		}
		if a.Outlet == "" || a.Title == "" || a.PublishedAt.IsZero() {
			t.Errorf("%s lacks outlet, title or date", a.ID)
		}
		if first.IsZero() || a.PublishedAt.Before(first) {
			first = a.PublishedAt
		}
		if a.PublishedAt.After(last) {
			last = a.PublishedAt
		}
	}
	if len(byID) < 40 || len(outlets) < 6 {
		t.Errorf("%d articles of %d outlets, want at least 40 of 6", len(byID), len(outlets))
	}
	if months := last.Sub(first).Hours() / 24 / 30.4; months < 11 || months > 13 {
		t.Errorf("articles from %s to %s, want about a year", first, last)
	}
	for _, p := range patterns {
		if a := byID[p.article]; a == nil || !strings.Contains(a.Text, p.excerpt) {
			t.Errorf("%s: %s does not have %q", p.name, p.article, p.excerpt)
		}
	}
}
