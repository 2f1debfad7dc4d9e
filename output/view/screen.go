package view

import (
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/saysonews/sayso/output/tables"
	"github.com/saysonews/sayso/output/terminal"
)

// Screen is where rows are printed for people.
type Screen struct {
	W     io.Writer
	Style terminal.Style
	// Width is in columns; 0 means that nothing is cut or broken into lines.
	Width int
}

func (s Screen) print(parts ...string) error {
	if _, err := io.WriteString(s.W, strings.Join(parts, "")); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

// cut is a clean text in what is left of the line after used columns.
func (s Screen) cut(text string, used int) string {
	text = terminal.Clean(text)
	if s.Width == 0 {
		return text
	}
	return terminal.Cut(text, max(s.Width-used, 10))
}

func signed(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) }

// score is x with its sign, 0.00 without.
func score(x float64) string {
	s := signed(x)
	if x > 0 && s != "0.00" {
		return "+" + s
	}
	return strings.Replace(s, "-0.00", "0.00", 1)
}

func day(t time.Time) string {
	if t.IsZero() {
		return "undated"
	}
	return t.Format(time.DateOnly)
}

// barWidth is that of each half of a bar of sentiment, which is full at fullBar: means of
// many sentences are small.
const (
	barWidth = 3
	fullBar  = 0.5
)

// WriteSpeakers prints a table of speakers and returns how many.
func WriteSpeakers(s Screen, rows iter.Seq2[*tables.Speaker, error]) (n int, err error) {
	t := terminal.NewTable(s.W, s.Style, s.Width, []terminal.Column{
		{Head: "SPEAKER", Least: 20}, {Head: "KIND", Least: 6}, {Head: "QUOTED", Right: true}, {Head: "ARTICLES", Right: true},
		{Head: "SENTIMENT"}, {Head: "FOR", Least: 8}, {Head: "AGAINST", Least: 8},
	})
	for sp, err := range rows {
		if err != nil {
			return n, err
		}
		class := leaning(sp.MeanSentiment)
		support, oppose := leanings(sp.Targets)
		err := t.Row(
			terminal.Cell{Text: terminal.Clean(sp.Name), Class: terminal.Strong}, terminal.Cell{Text: terminal.Clean(sp.Kind), Class: terminal.Faint},
			cell(sp.Sentences), cell(sp.Articles),
			terminal.Cell{Text: fmt.Sprintf("%5s %s", score(sp.MeanSentiment), terminal.Bar(sp.MeanSentiment/fullBar, barWidth)), Class: class},
			terminal.Cell{Text: support}, terminal.Cell{Text: oppose},
		)
		if err != nil {
			return n, err
		}
		n++
	}
	if n == 0 {
		return 0, nil
	}
	return n, t.Close()
}

func cell[N int | int64](n N) terminal.Cell {
	return terminal.Cell{Text: strconv.FormatInt(int64(n), 10)}
}

// leanings names whom and what a speaker is for and against, more often than not.
func leanings(list []tables.Target) (support, oppose string) {
	var pro, con []string
	for _, t := range list {
		switch name := terminal.Clean(t.Target); {
		case t.Support > t.Oppose:
			pro = append(pro, times(name, t.Support))
		case t.Oppose > t.Support:
			con = append(con, times(name, t.Oppose))
		}
	}
	return strings.Join(pro, ", "), strings.Join(con, ", ")
}

func times(name string, n int64) string {
	if n > 1 {
		return name + " ×" + strconv.FormatInt(n, 10)
	}
	return name
}

// WriteArticles prints a table of articles and returns how many.
func WriteArticles(s Screen, rows iter.Seq2[*tables.Article, error]) (n int, err error) {
	t := terminal.NewTable(s.W, s.Style, s.Width, []terminal.Column{
		{Head: "ARTICLE", Least: 14}, {Head: "DATE"}, {Head: "OUTLET", Least: 8}, {Head: "SAID", Right: true},
		{Head: "STANCES", Right: true}, {Head: "TITLE", Least: 10},
	})
	for a, err := range rows {
		if err != nil {
			return n, err
		}
		title := a.Title
		if a.DuplicateOf != "" {
			title = "(copy of " + a.DuplicateOf + ") " + title
		}
		err := t.Row(
			terminal.Cell{Text: terminal.Clean(a.ArticleID), Class: terminal.Strong}, terminal.Cell{Text: day(a.Published)},
			terminal.Cell{Text: terminal.Clean(a.Outlet)}, cell(a.Attributions), cell(a.Stances), terminal.Cell{Text: terminal.Clean(title)},
		)
		if err != nil {
			return n, err
		}
		n++
	}
	if n == 0 {
		return 0, nil
	}
	return n, t.Close()
}

// WriteTopics prints a table of targets.
func WriteTopics(s Screen, topics []Topic) error {
	t := terminal.NewTable(s.W, s.Style, s.Width, []terminal.Column{
		{Head: "TARGET", Least: 20}, {Head: "KIND", Least: 5}, {Head: "FOR", Right: true}, {Head: "AGAINST", Right: true},
		{Head: "NEUTRAL", Right: true}, {Head: "WHO IS FOR", Least: 10}, {Head: "WHO IS AGAINST", Least: 14},
	})
	for _, topic := range topics {
		err := t.Row(
			terminal.Cell{Text: terminal.Clean(topic.Name), Class: terminal.Strong}, terminal.Cell{Text: terminal.Clean(topic.Kind), Class: terminal.Faint},
			cell(topic.Support), cell(topic.Oppose), cell(topic.Neutral),
			terminal.Cell{Text: terminal.Clean(strings.Join(topic.Leading(1), ", "))}, terminal.Cell{Text: terminal.Clean(strings.Join(topic.Leading(-1), ", "))},
		)
		if err != nil {
			return err
		}
	}
	return t.Close()
}
