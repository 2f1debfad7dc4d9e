package ingest

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/saysonews/sayso/models"
)

// Which shard an article is of never changes. The figures come from a program of its own
// in another language.
func TestShardStays(t *testing.T) {
	for id, want := range map[string][3]int{"": {0, 6, 342}, "a": {1, 3, 315}, "news-1": {0, 2, 938}, "news-2": {1, 7, 663}, "sha256-2f7820a5325de015": {1, 5, 45}, "Zoë": {1, 1, 721}} {
		for i, n := range [...]int{2, 8, 1000} {
			for k := range n {
				if got := (Shard{k, n}).Holds(id); got != (k == want[i]) {
					t.Errorf("%q is of shard %d of %d: %v", id, k, n, got)
				}
			}
		}
	}
	if !(Shard{}).Holds("x") || !(Shard{0, 1}).Holds("x") {
		t.Error("the whole does not hold an article")
	}
}

// Shards are of much the same size, for ids that differ little.
func TestShardsAreEven(t *testing.T) {
	for _, n := range [...]int{2, 3, 16} {
		count := make([]int, n)
		for i := range 16_000 {
			for k := range n {
				if (Shard{k, n}).Holds(fmt.Sprintf("news-%06d", i)) {
					count[k]++
				}
			}
		}
		if least, most := slices.Min(count), slices.Max(count); 16_000/n-least > 150 || most-16_000/n > 150 {
			t.Errorf("%d shards: %v", n, count)
		}
	}
}

func TestParseShard(t *testing.T) {
	if s, err := ParseShard("2/8"); err != nil || s != (Shard{1, 8}) {
		t.Errorf("%v, %v", s, err)
	}
	for _, bad := range []string{"", "0/8", "9/8", "2", "a/b", "1/0", "-1/8", "1/8/9"} {
		if _, err := ParseShard(bad); err == nil || !strings.Contains(err.Error(), "want I/N") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestParsePeriod(t *testing.T) {
	for _, c := range [][4]string{
		{"2026-01-31", "2026-01-31", "2026-01-31T00:00:00Z", "2026-01-31T23:59:59.999999999Z"},
		{"", "2026-12-31", "0001-01-01T00:00:00Z", "2026-12-31T23:59:59.999999999Z"},
		{"2026-01-31T12:00:00+01:00", "", "2026-01-31T11:00:00Z", "0001-01-01T00:00:00Z"},
		{"", "2026-01-31T12:00:00Z", "0001-01-01T00:00:00Z", "2026-01-31T12:00:00Z"},
	} {
		from, to, err := ParsePeriod(c[0], c[1])
		if err != nil || from.Format(time.RFC3339Nano) != c[2] || to.Format(time.RFC3339Nano) != c[3] {
			t.Errorf("%q: %v, %v, %v", c, from, to, err)
		}
	}
	for _, c := range [][3]string{
		{"yesterday", "", `read since: "yesterday" is no date: want a day as 2026-01-31, or a time as 2026-01-31T18:00:00Z`},
		{"", "2026-02-30", "read until"}, {"2026-02-01", "2026-01-31", "since is after until"},
	} {
		if _, _, err := ParsePeriod(c[0], c[1]); err == nil || !strings.Contains(err.Error(), c[2]) {
			t.Errorf("%q: %v", c, err)
		}
	}
}

// A shard or period reads as if the input held nothing else, and counts what it passes.
func TestPart(t *testing.T) {
	const input = `{"id":"a","text":"A.","published_at":"2026-01-30"}
{"id":"b","text":"B.","published_at":"2026-01-31T23:59:59Z"}
{"id":"c","text":"C."}
{"id":"d","text":"D.","published_at":"2026-02-01"}
{"id":"d","text":"D again.","published_at":"2026-01-31"}
broken
`
	read := func(opts Options) (string, Stats) {
		opts.Stdin = strings.NewReader(input)
		src, err := Open([]string{"-"}, opts)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for a, bad := range src.Articles() {
			if bad != nil {
				got = append(got, "!"+bad.Reason[:9])
			} else {
				got = append(got, a.Text)
			}
		}
		return strings.Join(got, " "), src.Stats()
	}
	from, to, err := ParsePeriod("2026-01-31", "2026-01-31")
	if err != nil {
		t.Fatal(err)
	}
	got, stats := read(Options{Since: from, Until: to})
	if got != "B. D again. !not valid" || stats.OutOfRange != 2 || stats.Undated != 1 || stats.OtherShard != 0 {
		t.Errorf("period: %q, %+v", got, stats)
	}
	if got, stats := read(Options{Since: to}); got != "D. !not valid" || stats.OutOfRange != 3 {
		t.Errorf("since: %q, %+v", got, stats)
	}
	whole, _ := read(Options{})
	var parts []string
	for k := range 3 {
		got, stats := read(Options{Shard: Shard{k, 3}})
		fields := strings.Split(got, " ")
		if n := strings.Count(strings.ReplaceAll(got, "again.", ""), ".") + strings.Count(got, "!"); n+stats.OtherShard != 6 {
			t.Errorf("shard %d: %q, %+v", k, got, stats)
		}
		parts = append(parts, fields...)
	}
	want := strings.Split(whole, " ")
	slices.Sort(parts)
	slices.Sort(want)
	if joined := strings.TrimSpace(strings.Join(parts, " ")); joined != strings.Join(want, " ") {
		t.Errorf("the shards give %q, the whole %q", joined, want)
	}
}

// plainFingerprint is Fingerprint written down once more, as its comment says.
func plainFingerprint(a *models.Article) [16]byte {
	b := []byte{1}
	for _, s := range []string{a.Text, a.Title, a.Outlet, a.Author, a.URL, a.Language} {
		b = append(binary.LittleEndian.AppendUint64(b, uint64(len(s))), s...)
	}
	if a.PublishedAt.IsZero() {
		b = append(b, 0)
	} else {
		b = append(b, 1)
		b = binary.LittleEndian.AppendUint64(b, uint64(a.PublishedAt.Unix()))
		b = binary.LittleEndian.AppendUint32(b, uint32(a.PublishedAt.Nanosecond()))
	}
	if a.TitleInText {
		b = append(b, 1)
	} else {
		b = append(b, 0)
	}
	sum := sha256.Sum256(b)
	return [16]byte(sum[:16])
}

// A fingerprint is of all fields but the id and the place, each for itself.
func TestFingerprint(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		word := rapid.StringN(0, 5, -1)
		a := models.Article{Text: strings.Repeat(word.Draw(r, "text"), rapid.IntRange(0, 2000).Draw(r, "times")), Title: word.Draw(r, "title"), URL: word.Draw(r, "url"), Outlet: word.Draw(r, "outlet"), Author: word.Draw(r, "author"), Language: word.Draw(r, "language"), TitleInText: rapid.Bool().Draw(r, "in")}
		if rapid.Bool().Draw(r, "dated") {
			a.PublishedAt = time.Unix(rapid.Int64Range(-1e9, 1e10).Draw(r, "at"), 5)
		}
		if Fingerprint(&a) != plainFingerprint(&a) {
			r.Fatalf("%+v", a)
		}
	})
	base := models.Article{ID: "1", Text: "ab", Title: "c", Path: "x", Line: 1, PublishedAt: time.Unix(0, 0)}
	same := base
	same.ID, same.Path, same.Line, same.PublishedAt = "2", "y", 2, base.PublishedAt.UTC()
	if Fingerprint(&base) != Fingerprint(&same) {
		t.Error("the id or the place is in the fingerprint")
	}
	seen := map[[16]byte]string{Fingerprint(&base): "base"}
	for name, change := range map[string]func(*models.Article){
		"text": func(a *models.Article) { a.Text = "abc" }, "shift": func(a *models.Article) { a.Text, a.Title = "a", "bc" }, "title": func(a *models.Article) { a.Title = "" },
		"outlet": func(a *models.Article) { a.Outlet = "c" }, "author": func(a *models.Article) { a.Author = "c" }, "url": func(a *models.Article) { a.URL = "c" },
		"language": func(a *models.Article) { a.Language = "c" }, "undated": func(a *models.Article) { a.PublishedAt = time.Time{} },
		"later": func(a *models.Article) { a.PublishedAt = time.Unix(0, 1) }, "in": func(a *models.Article) { a.TitleInText = true },
	} {
		a := base
		change(&a)
		if other, twice := seen[Fingerprint(&a)]; twice {
			t.Errorf("%s has the fingerprint of %s", name, other)
		}
		seen[Fingerprint(&a)] = name
	}
}

// The set says of each key once that it is new.
func TestIDSet(t *testing.T) {
	var s idSet
	key := func(i int) idKey { sum := sha256.Sum256(binary.AppendVarint(nil, int64(i))); return idKey(sum[:16]) }
	for round := range 2 {
		for i := range 100_000 {
			if fresh := s.add(key(i)); fresh != (round == 0) {
				t.Fatalf("round %d, key %d: %v", round, i, fresh)
			}
		}
	}
	if !s.add(idKey{}) || s.add(idKey{}) || !s.add(idKey{0, 1}) {
		t.Error("the zero key is not like others")
	}
	// Keys that all want the last slot go on at the first.
	for i := range 40 {
		if k := (idKey{7, 255, 255, 255, 255, byte(i)}); !s.add(k) || s.add(k) {
			t.Errorf("key %d", i)
		}
	}
}

// Ten million ids take less than 250 MB.
func TestIDSetIsSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	var s idSet
	var k idKey
	state := uint64(1)
	for range 10_000_000 {
		state = state*6364136223846793005 + 1442695040888963407
		binary.BigEndian.PutUint64(k[:], state^state>>29)
		binary.BigEndian.PutUint64(k[8:], state)
		s.add(k)
	}
	size := 0
	for i := range s.parts {
		size += 16 * cap(s.parts[i].slots)
	}
	if size >= 250_000_000 {
		t.Errorf("%d bytes", size)
	}
	runtime.KeepAlive(&s)
}

// The caller hears which files were read to their end, and which were not.
func TestFiles(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, data []byte) {
		packed, err := pack(name, data)
		if err == nil {
			err = os.WriteFile(filepath.Join(dir, name), packed, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	gz, err := packBytes("x.gz", []byte("{\"text\":\"Cut.\"}\n"))
	if err != nil {
		t.Fatal(err)
	}
	records, _ := crawl(t)
	write("a.jsonl", []byte("{\"text\":\"A.\"}\nbroken\n"))
	write("b.txt.gz", []byte("B."))
	write("broken-c.jsonl.gz", gz[:len(gz)-9])
	write("d.csv", []byte("id,text\n1,\"never closed"))
	write("e.csv", nil)
	write("f.zip", []byte("PK\x03\x04"))
	write("g.warc", []byte(records[2][:len(records[2])-30]))
	write("h.parquet", parquetBytes(t, newsRecord(2, 0, ""))[:300])
	write("i.txt", []byte(" "))
	write("z.jsonl", []byte("{\"text\":\"Y.\"}\n{\"text\":\"Z.\"}\n"))
	var got []string
	src, err := Open([]string{dir, "-"}, Options{Stdin: strings.NewReader("{\"text\":\"-\"}"), File: func(path string, whole bool) {
		got = append(got, fmt.Sprint(filepath.Base(path), whole))
	}})
	if err != nil {
		t.Fatal(err)
	}
	for a := range src.Articles() {
		if a != nil && a.Text == "Y." {
			break
		}
	}
	want := "a.jsonltrue b.txt.gztrue broken-c.jsonl.gzfalse d.csvtrue e.csvtrue f.zipfalse g.warcfalse h.parquetfalse i.txttrue z.jsonlfalse"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

// The path of a fault leads back to what Open takes.
func TestOuterPath(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, "folder.zip")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{filepath.Join(dir, "a.zip"), filepath.Join(folder, "b.ZIP"), filepath.Join(folder, "c.jsonl")} {
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]string{
		dir + "/a.zip/in.jsonl": dir + "/a.zip", dir + "/a.zip/deep/b.zip/in.csv": dir + "/a.zip", folder + "/b.ZIP/x.txt": folder + "/b.ZIP",
		folder + "/c.jsonl": folder + "/c.jsonl", folder + "/gone.jsonl": folder + "/gone.jsonl", "gone/x.zip/y.txt": "gone/x.zip", "gone/x.jsonl.gz": "gone/x.jsonl.gz",
		"-": "-", "-/in.txt": "-", "s3://b/a.zip/x.txt": "s3://b/a.zip", "s3://b/a.jsonl": "s3://b/a.jsonl", "": "", "/.zip/x": "/.zip/x", "a.zip": "a.zip",
	} {
		if got := OuterPath(path); got != want {
			t.Errorf("%q: %q, want %q", path, got, want)
		}
	}
}
