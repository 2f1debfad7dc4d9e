package syndication

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
)

// An edit makes of an article what another outlet might print.
type edit struct {
	name string
	make func(r *rand.Rand, text string) string
}

func edits() []edit {
	list := []edit{
		{"cut", cutParagraphs},
		{"cut at the foot", cutFoot},
		{"boilerplate", boilerplate},
		{"headline", headline},
		{"corrections", corrections},
		{"dateline and credit", wire},
		{"paragraphs lost", func(_ *rand.Rand, text string) string { return strings.Join(strings.Fields(text), " ") }},
		{"quotation marks", func(_ *rand.Rand, text string) string { return british.Replace(text) }},
	}
	all := slices.Clone(list)
	list = append(list, edit{"three of these", func(r *rand.Rand, text string) string {
		picked := r.Perm(len(all))[:3]
		slices.Sort(picked)
		for _, i := range picked {
			text = all[i].make(r, text)
		}
		return text
	}})
	return append(list, edit{"all of these, one cut", func(r *rand.Rand, text string) string {
		for _, e := range all[r.IntN(2):] {
			if e.name != "cut at the foot" {
				text = e.make(r, text)
			}
		}
		return text
	}})
}

var british = strings.NewReplacer("“", "‘", "”", "’", `"`, "'", "’", "'", "‘", "“")

func paragraphs(text string) (list []string) {
	for p := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(p) != "" {
			list = append(list, p)
		}
	}
	return list
}

// cutParagraphs leaves out 10 to 50 percent of the words, paragraph by paragraph.
func cutParagraphs(r *rand.Rand, text string) string {
	ps := paragraphs(text)
	total := len(strings.Fields(text))
	leave := int(float64(total) * (0.1 + 0.4*r.Float64()))
	for range 4 * len(ps) {
		i := r.IntN(len(ps))
		if n := len(strings.Fields(ps[i])); n <= leave && len(ps) > 1 {
			leave -= n
			ps = slices.Delete(ps, i, i+1)
		}
	}
	return strings.Join(ps, "\n\n")
}

// cutFoot leaves out 10 to 50 percent of the words at the end, as an editor does who runs out of room.
func cutFoot(r *rand.Rand, text string) string {
	words := strings.SplitAfter(text, " ")
	return strings.Join(words[:len(words)-int(float64(len(words))*(0.1+0.4*r.Float64()))], "")
}

func boilerplate(r *rand.Rand, text string) string {
	heads := []string{
		"Breaking news, free for all readers of the Tri-County Ledger this week.",
		"You have two free stories left this month. Sign in or subscribe for 99 cents to go on reading.",
		"This report first ran on our partner station. It has been shortened for length.",
	}
	feet := []string{
		"Do you have a tip? Write to the newsroom at tips@ledger.example or ring 555-0142 at any hour. Our reporters answer in confidence.",
		"Sign up for the Morning Ledger, our daily letter: the five stories that matter in the valley, in your mailbox at six.",
		"© 2016 Ledger Media Company. All rights reserved. This material may not be published, broadcast, rewritten or passed on without permission.",
		"Read more: Council puts off the vote on parking again. School board names a new head. Ten places to pick apples before the frost.",
	}
	if r.IntN(2) == 0 {
		text = heads[r.IntN(len(heads))] + "\n\n" + text
	}
	for _, i := range r.Perm(len(feet))[:1+r.IntN(2)] {
		text += "\n\n" + feet[i]
	}
	return text
}

func headline(r *rand.Rand, text string) string {
	list := []string{
		"What to know about the race today",
		"Campaign notebook: a long day, and longer answers",
		"Candidates trade words as the vote draws near",
	}
	_, rest, found := strings.Cut(text, "\n")
	if !found {
		rest = text
	}
	return list[r.IntN(len(list))] + "\n" + rest
}

// corrections replaces one to three words: numbers, slips, and at most one name wherever it stands.
func corrections(r *rand.Rand, text string) string {
	words := strings.SplitAfter(text, " ")
	name := false
	for range 1 + r.IntN(3) {
		i := r.IntN(len(words))
		w := strings.TrimSpace(words[i])
		switch {
		case w == "":
		case strings.ContainsFunc(w, unicode.IsDigit):
			words[i] = fmt.Sprint(2+r.IntN(90), " ")
		case unicode.IsUpper([]rune(w)[0]) && !name && strings.Count(text, w) < 6:
			name = true
			for j := range words {
				if strings.TrimSpace(words[j]) == w {
					words[j] = "Hallowell "
				}
			}
		default:
			words[i] = words[i][:len(words[i])/2] + words[i][len(words[i])/2+1:]
		}
	}
	return strings.Join(words, "")
}

func wire(r *rand.Rand, text string) string {
	towns := []string{"MILLBROOK", "PORT ALDEN, Maine", "CEDAR FALLS"}
	agency := []string{"Continental Wire", "CW", "The Union Press"}[r.IntN(3)]
	title, rest, _ := strings.Cut(text, "\n")
	return fmt.Sprintf("%s\n\n%s (%s) — %s\n\n%s contributed to this report from the capital. Copyright %s.",
		title, towns[r.IntN(len(towns))], agency, strings.TrimSpace(rest), "Staff writer Jo Tallis", agency)
}

// quoting puts a long passage of another article into the midst of one: 30 percent of its own length.
func quoting(r *rand.Rand, text, other string) string {
	ps, theirs := paragraphs(text), strings.Fields(other)
	n := min(len(strings.Fields(text))*3/10, len(theirs)/2)
	at := r.IntN(len(theirs) - n + 1)
	passage := "He read it aloud: “" + strings.Join(theirs[at:at+n], " ") + "”"
	return strings.Join(slices.Insert(ps, len(ps)/2, passage), "\n\n")
}

// refill makes another form of the same wording: all numbers, and all names but the first word of a
// sentence, are others.
func refill(r *rand.Rand, text string) string {
	words := strings.Fields(text)
	names := map[string]string{}
	start := true
	for i, w := range words {
		ends := strings.ContainsAny(w, ".?!:”\"")
		if strings.ContainsFunc(w, unicode.IsDigit) || !start && unicode.IsUpper([]rune(w)[0]) {
			if names[w] == "" {
				names[w] = fmt.Sprintf("N%c%c%d", 'a'+r.IntN(26), 'a'+r.IntN(26), r.IntN(100))
			}
			words[i] = names[w]
		}
		start = ends
	}
	return strings.Join(words, " ")
}
