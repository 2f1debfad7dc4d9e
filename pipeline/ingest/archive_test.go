package ingest

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// warcOf writes a WARC record.
func warcOf(kind, id, uri, contentType, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%s>\r\nWARC-Target-URI: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, id, uri, contentType, len(block), block)
}

const httpType = "application/http; msgtype=response"

func response(status, contentType, more, body string) string {
	return fmt.Sprintf("HTTP/1.1 %s\r\nContent-Type: %s\r\n%s\r\n%s", status, contentType, more, body)
}

func page(text string) string {
	return "<html><head><title>Head</title></head><body><p>" + text + "</p></body></html>"
}

// crawl is what a crawler of news writes, and the texts it should give.
func crawl(t testing.TB) (records []string, want []string) {
	gz, err := packBytes("x.gz", []byte(page("Packed page, said Ann.")))
	if err != nil {
		t.Fatal(err)
	}
	return []string{
		warcOf("warcinfo", "0", "", "application/warc-fields", "software: test\r\n"),
		warcOf("request", "1", "https://example.org/1", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"),
		warcOf("response", "2", "https://example.org/2", httpType, response("200 OK", "text/html; charset=utf-8", "", page("First page, said Zoë."))),
		warcOf("response", "3", "https://example.org/3", httpType, response("404 Not Found", "text/html", "", page("Not found, we are sorry."))),
		warcOf("response", "4", "https://example.org/4", httpType, response("200 OK", "image/png", "", "\x89PNG\x00")),
		warcOf("response", "5", "https://example.org/5", httpType, response("200 OK", "text/html;charset=windows-1252", "", page("Caf\xe9s are shut."))),
		warcOf("response", "6", "https://example.org/6", httpType, response("200 OK", "text/html", "Transfer-Encoding: chunked\r\n", "11\r\n<p>Chunked, said \r\n5\r\nBen.\n\r\n0\r\n\r\n")),
		warcOf("response", "7", "https://example.org/7", httpType, response("200 OK", "TEXT/HTML", "Content-Encoding: gzip\r\n", string(gz))),
		warcOf("resource", "8", "https://example.org/8", "text/html", page("A resource.")),
		warcOf("response", "9", "https://example.org/9", httpType, "HTTP/1.1 200 OK\r\nno end"),
		warcOf("response", "10", "https://example.org/10", httpType, response("200 OK", "text/html", "", "<nav>Home</nav>")),
	}, []string{"2 First page, said Zoë.", "5 Cafés are shut.", "6 Chunked, said Ben.", "7 Packed page, said Ann.", "8 A resource.", "! read HTTP header", "!10 no main text"}
}

func checkCrawl(t *testing.T, data []byte, name string, want []string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	src, err := Open([]string{path}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for a, bad := range src.Articles() {
		if bad != nil {
			got = append(got, "!"+bad.ID+" "+bad.Reason)
			continue
		}
		got = append(got, a.ID+" "+strings.TrimPrefix(a.Text, "Head\n\n"))
		if a.URL != "https://example.org/"+a.ID {
			t.Errorf("%s: url %q", a.ID, a.URL)
		}
	}
	for i, w := range want {
		if i >= len(got) || !strings.HasPrefix(got[i], w) {
			t.Fatalf("%s: got %q, want %q", name, got, want)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: got %q, want %q", name, got, want)
	}
	if n := src.Stats().NoPages; len(want) > 2 && n != 2 || len(want) == 2 && n != 0 {
		t.Errorf("%s: %d records without a page", name, n)
	}
}

// Responses of web pages are articles, plain, packed as one and record by record.
func TestWARC(t *testing.T) {
	records, want := crawl(t)
	all := strings.Join(records, "")
	checkCrawl(t, []byte(all), "a.warc", want)
	whole, err := packBytes("a.warc.gz", []byte(all))
	if err != nil {
		t.Fatal(err)
	}
	checkCrawl(t, whole, "a.warc.gz", want)
	var members []byte
	for _, r := range records {
		member, err := packBytes("a.warc.gz", []byte(r))
		if err != nil {
			t.Fatal(err)
		}
		members = append(members, member...)
	}
	checkCrawl(t, members, "b.warc.gz", want)
	third, err := packBytes("a.gz", []byte(records[2]))
	if err != nil {
		t.Fatal(err)
	}
	checkCrawl(t, append(third, members[:20]...), "cut.warc.gz", []string{want[0], "! read WARC record: unexpected EOF"})
	checkCrawl(t, []byte(records[2]+"junk\r\n\r\n"), "junk.warc", []string{want[0], "! read WARC record: no WARC record"})
	cut := records[2][:len(records[2])-20]
	checkCrawl(t, []byte(cut), "half.warc", []string{want[0], "! read WARC record: unexpected EOF"})
}

// The files of an archive are read in order of their names, whatever their formats.
func TestZip(t *testing.T) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	record := newsRecord(2, 0, "")
	gz, err := packBytes("x.gz", []byte("Gzip in zip"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range []struct{ name, data string }{
		{"z/last.txt", "Last"}, {"a.jsonl", `{"id":"j","text":"JSON"}`}, {"b.csv", "id,text\nc,CSV"}, {"cc.html", page("HTML it is.")},
		{"d.parquet", string(parquetBytes(t, record))}, {"e.txt.gz", string(gz)}, {"f.zip", "PK"}, {"g.pdf", "x"}, {"__MACOSX/a.txt", "x"},
		{".hidden.txt", "x"}, {"../../h.txt", "Out of the folder"}, {"i/", ""}, {"k.arrow", string(arrowBytes(t, true, newsRecord(1, 5, "")))},
	} {
		e, err := w.Create(f.name)
		if err != nil {
			t.Fatal(err)
		}
		e.Write([]byte(f.data))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "n.zip")
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{path, "-"} {
		src, err := Open([]string{p}, Options{Stdin: bytes.NewReader(out.Bytes())})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for a, bad := range src.Articles() {
			if bad != nil {
				got = append(got, "!"+bad.Reason)
				continue
			}
			got = append(got, a.ID+"="+strings.ReplaceAll(a.Text, "\n", " "))
		}
		want := "h=Out of the folder|j=JSON|c=CSV|cc=Head  HTML it is.|sha256-2c24c832c9d43f82=Text 0.|sha256-cd3d78047525d853=Text 1.|e=Gzip in zip|" +
			derivedID("Text 5.") + "=Text 5.|last=Last"
		if strings.Join(got, "|") != want {
			t.Errorf("%s gives %q", p, got)
		}
		if src.Stats().Unsupported != 2 {
			t.Errorf("%d unsupported", src.Stats().Unsupported)
		}
	}
}

func FuzzPage(f *testing.F) {
	for _, s := range []string{page("One."), "<p>a<p>b", "<ul><li>a<li><blockquote>b", "<script type=application/ld+json>[{\"@type\":[1,\"Article\"],\"author\":[[[]]]}]</script>", "\xff\xfe<\x00"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if articles, faults := readAll(t, data, HTML); len(articles)+len(faults) != 1 {
			t.Errorf("%d articles and %d faults", len(articles), len(faults))
		}
	})
}

func FuzzWARC(f *testing.F) {
	records, _ := crawl(f)
	f.Add([]byte(strings.Join(records, "")))
	f.Add([]byte("WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n"))
	f.Fuzz(func(t *testing.T, data []byte) { readAll(t, data, WARC) })
}

func FuzzZip(f *testing.F) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	e, _ := w.Create("a.txt")
	e.Write([]byte("A"))
	w.Close()
	f.Add(out.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) { readAll(t, append([]byte("PK\x03\x04"), data...), ByName) })
}
