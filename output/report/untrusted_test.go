package report

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/saysonews/sayso/models"
	"github.com/saysonews/sayso/output"
)

// Names and texts that try to be markup.
const (
	script = "<script>alert(1)</script>"
	image  = `"><img src=x onerror=alert(1)>`
	end    = "</script><script>alert(2)</script>"
)

// hostile returns the tables of articles that try to be markup.
func hostile(t testing.TB) string {
	t.Helper()
	body := script + " said " + image + " was a menace, and " + end + " too."
	first := story{
		id: "<b>id</b>", title: end, outlet: image, url: "javascript:alert(3)", date: "2024-01-01", text: body,
		said: []said{
			{script, "script-id", models.Person, script, "said", image + " was a menace", 0.9, -0.5},
			{image, "org-x", models.Organisation, "", "", end + " too", 0.9, 0},
		},
		stances: []position{
			{0, "org-x", image, models.TargetOrganisation, models.Oppose, "a menace", image},
			{1, "style", `{{.}}<style>*{display:none}</style>`, models.TargetIssue, models.Support, "too", "too"},
		},
	}
	again := first
	again.id, again.date, again.url = "2", "2024-02-01", "data:text/html,"+script
	return written(t, []output.DeadLetter{{Path: "x", Stage: script, Reason: image}}, first, again)
}

func TestUntrusted(t *testing.T) {
	doc, _ := page(t, hostile(t), Options{Title: script})
	root, err := html.Parse(strings.NewReader(doc))
	if err != nil {
		t.Fatal(err)
	}
	running := 0
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			switch n.Data {
			case "script":
				if attribute(n, "type") == "" {
					running++
				}
			case "img", "iframe", "object", "embed", "base", "b":
				t.Errorf("the page has an element %s", n.Data)
			}
			for _, a := range n.Attr {
				name, v := strings.ToLower(a.Key), strings.ToLower(strings.TrimSpace(a.Val))
				switch {
				case strings.HasPrefix(name, "on"), name == "style", name == "src", name == "srcdoc":
					t.Errorf("%s has an attribute %s=%q", n.Data, a.Key, a.Val)
				case name == "href" && !strings.HasPrefix(v, "#") && v != "data:,":
					t.Errorf("link to %q", a.Val)
				}
			}
		}
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			walk(k)
		}
	}
	walk(root)
	if running != 1 {
		t.Errorf("%d scripts run, want the page's own", running)
	}
	shown := outline(t, doc)
	for _, name := range []string{script, image} {
		if !strings.Contains(shown, name) {
			t.Errorf("the name %s is not shown as it is", name)
		}
	}
	for id, data := range unpacked(t, doc) {
		for _, scheme := range []string{`"javascript:`, `"data:`} {
			if strings.Contains(data, scheme) {
				t.Errorf("block %s keeps an address %s", id, scheme)
			}
		}
	}
}

func TestLink(t *testing.T) {
	for address, want := range map[string]string{
		"https://post.example/a?b=c#d": "https://post.example/a?b=c#d", " http://post.example ": "http://post.example",
		"HTTPS://post.example/": "https://post.example/",
		"javascript:alert(1)":   "", "JaVaScRiPt:alert(1)": "", "java\nscript:alert(1)": "", "data:text/html,x": "", "vbscript:x": "",
		"//post.example/x": "", "/x": "", "https:": "", "http:///x": "", "ftp://post.example/": "", "%%%": "", "": "",
	} {
		if got := link(address); got != want {
			t.Errorf("link(%q) = %q, want %q", address, got, want)
		}
	}
}

// A browser opens the page at SAYSO_BROWSER_PAGE, that of the example articles, and the
// page of hostile articles. Where SAYSO_BROWSER_PYTHON does not name a Python with the
// packages of .ci/requirements-browser.txt, nothing runs.
func TestBrowser(t *testing.T) {
	python, example := os.Getenv("SAYSO_BROWSER_PYTHON"), os.Getenv("SAYSO_BROWSER_PAGE")
	if python == "" || example == "" {
		t.Skip("no SAYSO_BROWSER_PYTHON and SAYSO_BROWSER_PAGE: .ci/browser sets them")
	}
	doc, _ := page(t, hostile(t), Options{Title: script})
	other := filepath.Join(t.TempDir(), "hostile.html")
	if err := os.WriteFile(other, []byte(doc), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"testdata/browser_test.py", example, other}
	if shots := os.Getenv("SAYSO_BROWSER_SHOTS"); shots != "" {
		args = append(args, "--shots", shots)
	}
	out, err := exec.Command(python, args...).CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Fatal(err)
	}
}
