package sparse

import "testing"

func TestTable(t *testing.T) {
	rows := make([][]float64, 2)
	for c := range rows {
		rows[c] = make([]float64, 1<<Bits)
	}
	rows[0][5], rows[0][9], rows[1][5] = 2.54, -1.27, 0.5
	data := Encode(rows)
	w, err := Open(string(data), 2)
	if err != nil {
		t.Fatal(err)
	}
	got := w.Score(0, []Feature{{Key: 5, Value: 0.5}, {Key: 9, Value: 1}, {Key: 7, Value: 3}})
	if want := 0.5*2.54 - 1.27; got < want-0.03 || got > want+0.03 {
		t.Errorf("score %g, want about %g", got, want)
	}
	damaged := append([]byte{}, data...)
	damaged[len(damaged)-1] ^= 1
	for _, bad := range []string{"", "SYHW", string(data[:len(data)-1]), string(damaged), "XXXX" + string(data[4:])} {
		if _, err := Open(bad, 2); err == nil {
			t.Errorf("%d bytes opened without an error", len(bad))
		}
	}
	if _, err := Open(string(data), 3); err == nil {
		t.Error("two classes opened as three")
	}
}
