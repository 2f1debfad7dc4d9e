package train

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"unicode"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/models/segment"
	"github.com/saysonews/sayso/models/stance"
)

// eachLine calls f with every line of a file.
func eachLine(path string, f func(line []byte) error) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read corpus: %w", err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<22)
	for n := 1; lines.Scan(); n++ {
		if err := f(lines.Bytes()); err != nil {
			return fmt.Errorf("read %s: line %d: %w", path, n, err)
		}
	}
	return lines.Err()
}

// ReadTargets reads NewsMTSC and measures every mention in it. The alternatives
// are praise and blame.
func ReadTargets(path string, m *stance.Model, annotate func(*models.Document)) ([]Example, error) {
	var out []Example
	err := eachLine(path, func(line []byte) error {
		var d struct {
			ID      string `json:"primary_gid"`
			Text    string `json:"sentence_normalized"`
			Targets []struct {
				From     int
				Mention  string
				Polarity float64
			}
		}
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		doc := segment.Segment(&models.Article{ID: d.ID, Text: d.Text})
		annotate(doc)
		for _, t := range d.Targets {
			f, words := m.TargetFeatures(doc, locate(d.Text, t.Mention, t.From))
			gold := map[float64]int{6: 0, 4: -1, 2: 1}[t.Polarity]
			out = append(out, Example{Group: article(d.ID), Alternatives: []Alternative{{0, f, words}, {1, f, words}}, Gold: gold})
		}
		return nil
	})
	return out, err
}

// locate returns the bytes of the mention that begins nearest to code point from:
// some offsets of the release are off by one.
func locate(text, mention string, from int) models.Span {
	at := 0
	for i, n := 0, 0; i < len(text) && n < from; n++ {
		i++
		for i < len(text) && text[i]&0xc0 == 0x80 {
			i++
		}
		at = i
	}
	best := models.Span{Start: min(at, len(text)), End: min(at+len(mention), len(text))}
	distance := len(text) + 1
	for i := 0; mention != ""; {
		k := strings.Index(text[i:], mention)
		if k < 0 {
			break
		}
		if d := max(i+k-at, at-i-k); d < distance {
			best, distance = models.Span{Start: i + k, End: i + k + len(mention)}, d
		}
		i += k + 1
	}
	return best
}

// article returns the part of an id that names the source article.
func article(id string) string {
	parts := strings.SplitN(id, "_", 4)
	return strings.Join(parts[:min(3, len(parts))], "_")
}

// ReadPairs reads the directed sentiment corpus, each sentence once, and measures
// every pair. The alternatives are for and against, from the first to the second,
// then the other way round.
func ReadPairs(path string, m *stance.Model, annotate func(*models.Document), seen map[string]bool) ([]Example, error) {
	var out []Example
	err := eachLine(path, func(line []byte) error {
		fields := strings.Split(string(line), "\t")
		if len(fields) != 4 || seen[key(fields[0])] {
			return nil
		}
		seen[key(fields[0])] = true
		text, spans := unbracket(fields[0])
		if len(spans) != 2 {
			return nil
		}
		doc := segment.Segment(&models.Article{Text: text})
		annotate(doc)
		ab, abWords := m.PairFeatures(doc, spans[0], spans[1])
		ba, baWords := m.PairFeatures(doc, spans[1], spans[0])
		gold, ok := map[string]int{"0": -1, "1": 0, "2": 2, "3": 1, "4": 3}[strings.TrimSpace(fields[3])]
		if !ok {
			return fmt.Errorf("unknown label %q", fields[3])
		}
		out = append(out, Example{Group: key(fields[0]), Gold: gold, Alternatives: []Alternative{{0, ab, abWords}, {1, ab, abWords}, {0, ba, baWords}, {1, ba, baWords}}})
		return nil
	})
	return out, err
}

func key(sentence string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, sentence)
}

// unbracket removes the brackets around the first two mentions.
func unbracket(sentence string) (text string, spans []models.Span) {
	var b strings.Builder
	for i := 0; i < len(sentence); i++ {
		if sentence[i] == '[' && len(spans) < 2 {
			if n := strings.IndexByte(sentence[i:], ']'); n > 0 {
				start := b.Len()
				b.WriteString(sentence[i+1 : i+n])
				spans = append(spans, models.Span{Start: start, End: b.Len()})
				i += n
				continue
			}
		}
		b.WriteByte(sentence[i])
	}
	return b.String(), spans
}
