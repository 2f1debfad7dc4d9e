package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	root   = "../.."
	module = "github.com/saysonews/sayso"
)

// steps are the packages below models that analyse, in order of the text's way.
var steps = []string{"segment", "syntax", "attribution", "identity", "sentiment", "stance"}

// restricted says which packages may import a library, by prefixes of their
// folders; "=" in front means that folder alone.
var restricted = map[string][]string{
	"github.com/sourcegraph/conc":          {"=pipeline"},
	"github.com/apache/arrow":              {"output", "=pipeline/ingest"},
	"github.com/cdipaolo":                  {"models/sentiment"},
	"github.com/clipperhouse/displaywidth": {"output/terminal"},
	"github.com/jonreiter/govader":         {"models/sentiment/train"},
	"github.com/spf13":                     {"cmd"},
	"go.yaml.in/yaml":                      {"models/entries", "models/identity/alias", "models/stance", "models/wordfile", "=cmd/sayso"},
	"github.com/schollz/progressbar":       {"cmd"},
	"gocloud.dev":                          {"=pipeline/ingest"},
	"golang.org/x/term":                    {"cmd"},
}

// goFile is a parsed Go file of the module that is no test.
type goFile struct {
	path   string // from the root, with slashes
	folder string
	lines  int
	syntax *ast.File
}

func parseModule(t *testing.T) []goFile {
	t.Helper()
	var files []goFile
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if name == "testdata" || p != root && (strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, ".json") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		src, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		syntax, err := parser.ParseFile(token.NewFileSet(), p, src, parser.ParseComments)
		if err != nil {
			return err
		}
		rel := strings.TrimPrefix(filepath.ToSlash(p), root+"/")
		files = append(files, goFile{path: rel, folder: path.Dir(rel), lines: bytes.Count(src, []byte("\n")), syntax: syntax})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 20 {
		t.Fatalf("only %d files found: is the root right?", len(files))
	}
	return files
}

// The imports run one way: cmd -> pipeline, output -> models/* -> models.
func TestImportsRunOneWay(t *testing.T) {
	for _, f := range parseModule(t) {
		for _, imp := range f.syntax.Imports {
			p, err := strconv.Unquote(imp.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if fault := importFault(f.folder, p); fault != "" {
				t.Errorf("%s imports %s: %s", f.path, p, fault)
			}
		}
	}
}

// importFault says what is wrong with a package importing another, or "".
func importFault(from, imported string) string {
	for lib, allowed := range restricted {
		if within(imported, lib) && !slices.ContainsFunc(allowed, func(a string) bool { return a == "="+from || within(from, a) }) {
			return "only " + strings.Join(allowed, ", ") + " may"
		}
	}
	if from == "models" && strings.Contains(imported, ".") {
		return "models knows the standard library alone"
	}
	to, ours := strings.CutPrefix(imported, module+"/")
	switch {
	case !ours:
		return ""
	case training(to) && !training(from) && !within(from, "cmd/modelgen"):
		return "training stays out of what analyses"
	case layer(to) > layer(from):
		return "imports run cmd -> pipeline, output -> models/* -> models"
	case layer(to) > 1 && layer(from) == layer(to) && top(from) != top(to):
		return "pipeline and output do not know each other, nor do commands"
	case !training(from) && step(to) > step(from):
		return "a step knows only the steps before it"
	}
	return ""
}

// layer ranks a folder: models 0, models/* 1, pipeline and output 2, cmd 3.
func layer(folder string) int {
	switch {
	case folder == "models":
		return 0
	case within(folder, "models"):
		return 1
	case within(folder, "cmd"):
		return 3
	}
	return 2
}

// top is the folder that a package and those below it share: pipeline, output,
// or a command.
func top(folder string) string {
	parts := strings.Split(folder, "/")
	if parts[0] == "cmd" {
		parts = parts[1:]
	}
	return parts[0]
}

// step is the rank of a folder among the steps; what all steps share has rank -1,
// what is above them the highest.
func step(folder string) int {
	rest, ok := strings.CutPrefix(folder, "models/")
	if !ok && folder != "models" {
		return len(steps)
	}
	name, _, _ := strings.Cut(rest, "/")
	return slices.Index(steps, name)
}

// training reports whether a folder's code makes models rather than applies them.
func training(folder string) bool {
	base := path.Base(folder)
	return within(folder, "models") && (base == "train" || base == "learn" || folder == "models/corpus")
}

// within reports whether p is prefix or lies below it.
func within(p, prefix string) bool {
	return p == prefix || strings.HasPrefix(p, prefix+"/")
}

// The rules themselves find fault with what breaks them.
func TestImportFault(t *testing.T) {
	for _, c := range []struct {
		from, to string
		fault    bool
	}{
		{"cmd/sayso", module + "/pipeline", false},
		{"pipeline", module + "/models/stance", false},
		{"pipeline", module + "/pipeline/ingest", false},
		{"pipeline", module + "/output", true},
		{"output", module + "/pipeline", true},
		{"output", module + "/models", false},
		{"models", module + "/models/lexicon", true},
		{"models", "github.com/google/go-cmp/cmp", true},
		{"models/stance", module + "/models/identity", false},
		{"models/identity", module + "/models/stance", true},
		{"models/tree", module + "/models/syntax", true},
		{"models/syntax", module + "/models/linear", false},
		{"models/syntax", module + "/models/syntax/train", true},
		{"models/syntax", module + "/models/corpus", true},
		{"cmd/modelgen", module + "/models/syntax/train", false},
		{"cmd/sayso", module + "/models/syntax/train", true},
		{"cmd/sayso", "github.com/sourcegraph/conc/pool", true},
		{"pipeline/ingest", "github.com/sourcegraph/conc/pool", true},
		{"pipeline/ingest", "github.com/apache/arrow/go/v15/parquet", false},
		{"pipeline", "github.com/apache/arrow/go/v15/arrow", true},
		{"models/sentiment/train", "github.com/cdipaolo/sentiment", false},
		{"models/stance", "github.com/cdipaolo/sentiment", true},
	} {
		if fault := importFault(c.from, c.to); (fault != "") != c.fault {
			t.Errorf("%s imports %s: fault %q, want one: %v", c.from, c.to, fault, c.fault)
		}
	}
}

// The names that ARCHITECTURE.md gives in the form package.Name exist.
func TestArchitectureNamesExist(t *testing.T) {
	declared := map[string]bool{}
	for _, f := range parseModule(t) {
		pkg := f.syntax.Name.Name
		for _, decl := range f.syntax.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				declared[d.Name.Name] = true
				if d.Recv == nil {
					declared[pkg+"."+d.Name.Name] = true
					continue
				}
				of := receiver(d.Recv.List[0].Type)
				declared[of+"."+d.Name.Name] = true
				declared[pkg+"."+of+"."+d.Name.Name] = true
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if ts, ok := spec.(*ast.TypeSpec); ok {
						declared[ts.Name.Name] = true
						declared[pkg+"."+ts.Name.Name] = true
					}
				}
			}
		}
	}
	text, err := os.ReadFile(filepath.Join(root, "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	names := regexp.MustCompile("`([A-Za-z]+(?:\\.[A-Za-z]+)*)`").FindAllStringSubmatch(string(text), -1)
	found := 0
	for _, m := range names {
		name := m[1]
		if strings.HasSuffix(name, ".go") || strings.HasSuffix(name, ".json") || !strings.Contains(name, ".") {
			continue
		}
		found++
		if !declared[name] {
			t.Errorf("ARCHITECTURE.md names %s, which is not declared", name)
		}
	}
	if found < 20 {
		t.Errorf("only %d names found in ARCHITECTURE.md", found)
	}
}

// receiver is the name of a method's type.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

// Nothing happens at package load.
func TestNoInit(t *testing.T) {
	for _, f := range parseModule(t) {
		for _, decl := range f.syntax.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s has an init function", f.path)
			}
		}
	}
}

// Each package says what it is, and no file grows past a room.
func TestFilesAndDocs(t *testing.T) {
	const most = 400
	documented := map[string]bool{}
	for _, f := range parseModule(t) {
		documented[f.folder] = documented[f.folder] || f.syntax.Doc != nil
		if f.lines > most {
			t.Errorf("%s has %d lines, want at most %d", f.path, f.lines, most)
		}
	}
	for folder, ok := range documented {
		if !ok {
			t.Errorf("%s has no package comment", folder)
		}
	}
}
