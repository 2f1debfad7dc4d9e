package output

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/saysonews/sayso/models"
)

// TestReadSpeakers reads back what a run wrote, from folders of their own and from
// the shared one.
func TestReadSpeakers(t *testing.T) {
	for _, most := range []int{0, 1, -1} {
		dir := t.TempDir()
		o := testOptions(dir)
		o.MaxSpeakerTables = most
		mustWrite(t, o, []*models.Document{example()})
		got, err := ReadSpeakers(dir)
		if err != nil {
			t.Fatal(err)
		}
		want := []IndexedSpeaker{
			{ID: "ann-zoe", Name: "Ann Zoë", Kind: "person", Aliases: []string{"Zoë"}, Titles: []string{"Minister"}, Articles: 1, Sentences: 2},
			{ID: "bo-lind", Name: "Bo Lind", Kind: "person", Articles: 1, Sentences: 1},
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%d folders (-want +got):\n%s", most, diff)
		}
		var rows []SpeakerRow
		if err := ReadSpeakerRows(dir, func(r *SpeakerRow) { rows = append(rows, *r) }); err != nil {
			t.Fatal(err)
		}
		on := time.Date(2024, 5, 6, 6, 8, 9, 0, time.UTC)
		wantRows := []SpeakerRow{
			{ID: "ann-zoe", Name: "Ann Zoë", Kind: "person", Article: "a-1", Attribution: "a1", Source: "Ann Zoë and Bo Lind … Zoë", Confidence: 0.8, Published: on},
			{ID: "ann-zoe", Name: "Ann Zoë", Kind: "person", Article: "a-1", Attribution: "a2", Source: "Zoë", Confidence: 0.8, Published: on},
			{ID: "bo-lind", Name: "Bo Lind", Kind: "person", Article: "a-1", Attribution: "a1", Source: "Ann Zoë and Bo Lind", Confidence: 0.9, Published: on},
		}
		if diff := gocmp.Diff(wantRows, rows); diff != "" {
			t.Errorf("%d folders (-want +got):\n%s", most, diff)
		}
	}
}

// TestReadSpeakersOfNoRun says what is missing.
func TestReadSpeakersOfNoRun(t *testing.T) {
	dir := t.TempDir()
	if _, err := ReadSpeakers(dir); !errors.Is(err, ErrUnfinished) || !strings.Contains(err.Error(), dir) {
		t.Errorf("of an empty folder: %v", err)
	}
	o := testOptions(dir)
	o.Format = Arrow
	mustWrite(t, o, []*models.Document{example()})
	if err := ReadSpeakerRows(dir, func(*SpeakerRow) {}); !errors.Is(err, ErrUnfinished) {
		t.Errorf("of Arrow tables: %v", err)
	}
}

// TestReadDamagedTables cuts and changes a file at many places and expects an error
// that names it, or rows, but no panic.
func TestReadDamagedTables(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, testOptions(dir), []*models.Document{example()})
	path := filepath.Join(dir, speakerIndexTable)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	failed := 0
	for at := 0; at < len(whole); at += 37 {
		cut := whole[:at]
		changed := append([]byte(nil), whole...)
		changed[at] ^= 0x55
		for _, b := range [][]byte{cut, changed} {
			if err := os.WriteFile(path, b, 0o666); err != nil {
				t.Fatal(err)
			}
			if _, err := ReadSpeakers(dir); err != nil {
				failed++
				if !strings.Contains(err.Error(), path) {
					t.Fatalf("at byte %d: %v", at, err)
				}
			}
		}
	}
	if failed == 0 {
		t.Error("no damage was noticed")
	}
}
