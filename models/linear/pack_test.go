package linear_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/saysonews/sayso/models/linear"
)

// uneven is a file of bytes of an uneven distribution, as weights have.
func uneven() []byte {
	data := make([]byte, 300<<10)
	for i := range data {
		data[i] = byte(64 + linear.Mix(uint64(i))%7*linear.Mix(uint64(i)+1<<40)%5)
	}
	return linear.Encode(7, []linear.Section{{Name: "a", Data: data}})
}

func TestPackedFilesOpenLikeOthers(t *testing.T) {
	file := uneven()
	packed, err := linear.Pack(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(packed) > len(file)/2 {
		t.Errorf("%d bytes packed to %d", len(file), len(packed))
	}
	again, err := linear.Pack(packed)
	if err != nil || string(again) != string(packed) {
		t.Errorf("packed file was packed again to %d bytes, error %v", len(again), err)
	}
	other, err := linear.Pack(file)
	if err != nil || string(other) != string(packed) {
		t.Errorf("packing twice gives different bytes, error %v", err)
	}
	got, err := linear.Unpack(string(packed))
	if err != nil || string(got) != string(file) {
		t.Errorf("unpacked to %d bytes of %d, error %v", len(got), len(file), err)
	}
	f, err := linear.Open(string(packed), 7)
	if err != nil {
		t.Fatal(err)
	}
	if s, err := f.Section("a"); len(s) != 300<<10 || err != nil {
		t.Errorf("section of %d bytes, error %v", len(s), err)
	}
}

func TestUnpackRefusesDamage(t *testing.T) {
	packed, err := linear.Pack(uneven())
	if err != nil {
		t.Fatal(err)
	}
	huge := append([]byte("\x28\xb5\x2f\xfd\xe0"), 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0)
	for name, data := range map[string]string{
		"cut": string(packed[:len(packed)-9]), "head alone": string(packed[:4]), "tail": string(packed) + "x",
		"size": string(huge),
	} {
		if _, err := linear.Unpack(data); !errors.Is(err, linear.ErrFormat) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if got, err := linear.Unpack("plain"); string(got) != "plain" || err != nil {
		t.Errorf("unpacked bytes became %q, %v", got, err)
	}
	for i := 16; i < len(packed); i += 997 {
		flipped := strings.Clone(string(packed[:i])) + string([]byte{packed[i] ^ 0x10}) + string(packed[i+1:])
		if _, err := linear.Open(flipped, 7); err == nil {
			t.Errorf("a flipped bit in byte %d went unseen", i)
		}
	}
}

func FuzzUnpack(f *testing.F) {
	small, err := linear.Pack(linear.Encode(7, []linear.Section{{Name: "a", Data: []byte(strings.Repeat("weights", 99))}}))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(small)
	f.Fuzz(func(t *testing.T, data []byte) { linear.Unpack(string(data)) })
}
