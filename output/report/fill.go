package report

import (
	"fmt"
	"html"
	"strings"
)

// fill writes an asset with a value in each place of the form {{name}}. Values are
// escaped, and a place without a value is an error, as is a value without a place.
// The template engines of the standard library would add eight megabytes to the
// program, since they call methods by name and so keep all of them.
func fill(b *strings.Builder, asset string, values map[string]node) error {
	src, err := assets.ReadFile("assets/" + asset)
	if err != nil {
		return fmt.Errorf("read part of page: %w", err)
	}
	rest, used := string(src), map[string]bool{}
	for {
		before, after, more := strings.Cut(rest, "{{")
		b.WriteString(before)
		if !more {
			break
		}
		name, after, _ := strings.Cut(after, "}}")
		v, known := values[name]
		if !known {
			return fmt.Errorf("%s has no value for %s", asset, name)
		}
		v.markup(b)
		used[name], rest = true, after
	}
	for name := range values {
		if !used[name] {
			return fmt.Errorf("%s has no place for %s", asset, name)
		}
	}
	return nil
}

// head writes what comes before the sections.
func head(b *strings.Builder, c *corpus, style, policy string) error {
	// The style is ours, and must stand as its hash has it.
	src, err := assets.ReadFile("assets/head.html")
	if err != nil {
		return fmt.Errorf("read part of page: %w", err)
	}
	title := html.EscapeString(c.options.title())
	b.WriteString(strings.NewReplacer("{{title}}", title, "{{policy}}", html.EscapeString(policy), "{{tool}}", html.EscapeString(c.run.Tool), "{{style}}", style).Replace(string(src)))
	return nil
}
