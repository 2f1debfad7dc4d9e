package external

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/saysonews/sayso/models"
)

// TestMain lets the test binary be the program that is asked, in the way that a
// variable names.
func TestMain(m *testing.M) {
	if way := os.Getenv("SCORER_WAY"); way != "" {
		beProgram(way)
		return
	}
	os.Exit(m.Run())
}

// beProgram answers each text with the number in it, divided by a thousand.
func beProgram(way string) {
	in, out := bufio.NewScanner(os.Stdin), bufio.NewWriter(os.Stdout)
	in.Buffer(nil, 16<<20)
	defer out.Flush()
	life := 0
	if path := os.Getenv("SCORER_LIVES"); path != "" { // a byte for each start
		f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
		if err == nil {
			_, _ = f.WriteString("x")
			info, _ := f.Stat()
			life = int(info.Size())
			_ = f.Close()
		}
	}
	if way == "child" { // a grandchild that outlives its parent unless it is killed
		c := exec.Command("sleep", "300")
		_ = c.Start()
		_ = os.WriteFile(os.Getenv("SCORER_PID"), []byte(strconv.Itoa(c.Process.Pid)), 0o600)
	}
	var kept []string
	for n := 1; in.Scan(); n++ {
		var q struct {
			ID   int64
			Text string
			More int
		}
		if json.Unmarshal(in.Bytes(), &q) != nil {
			os.Exit(9)
		}
		number, _ := strconv.Atoi(strings.TrimPrefix(q.Text, "text "))
		answer := fmt.Sprintf("{\"id\":%d,\"score\":%g}\n", q.ID, float64(number)/1000)
		switch {
		case way == "labels":
			answer = fmt.Sprintf("\n{\"id\":%d,\"score\":0.9,\"label\":\"negative\",\"more\":[1]}\n", q.ID)
		case way == "dies" && n == 3 || way == "dies once" && n == 3 && life == 1:
			out.Flush()
			os.Exit(3)
		case way == "hangs" || way == "hangs once" && life == 1:
			out.Flush()
			time.Sleep(time.Hour)
		case way == "garbage":
			answer = "Loading weights ...\n"
		case way == "endless":
			for {
				_, _ = out.WriteString(strings.Repeat("x", 4096))
			}
		case way == "loud": // more than a pipe holds, on standard error and after the answer
			fmt.Fprintln(os.Stderr, strings.Repeat("e", 300<<10))
		case way == "twice":
			answer += answer
		case way == "strange":
			answer = fmt.Sprintf("{\"id\":%d,\"score\":0}\n", q.ID+1000)
		case way == "large":
			answer = fmt.Sprintf("{\"id\":%d,\"score\":1.5}\n", q.ID)
		case way == "badlabel":
			answer = fmt.Sprintf("{\"id\":%d,\"score\":0,\"label\":\"fine\"}\n", q.ID)
		case way == "noscore":
			answer = fmt.Sprintf("{\"id\":%d}\n", q.ID)
		case way == "backwards": // answers a batch at a time, the last first
			if kept = append(kept, answer); q.More > 0 {
				continue
			}
			slices.Reverse(kept)
			answer, kept = strings.Join(kept, ""), nil
		}
		_, _ = out.WriteString(answer)
		out.Flush()
	}
}

// program is the command line of the test binary in a way.
func program(t *testing.T, way string, more ...string) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the command lines are those of a Unix shell")
	}
	return "SCORER_WAY='" + way + "' " + strings.Join(more, " ") + " exec '" + os.Args[0] + "'"
}

func scorer(t *testing.T, command string, change func(*Options)) *Scorer {
	t.Helper()
	o := Options{Command: command, Timeout: 20 * time.Second, Restarts: 2, pause: time.Millisecond}
	if change != nil {
		change(&o)
	}
	s, err := New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func texts(from, n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("text %d", from+i)
	}
	return out
}

func check(t *testing.T, answers []Answer, from int) {
	t.Helper()
	for i, a := range answers {
		if want := float64(from+i) / 1000; a.Score != want {
			t.Fatalf("text %d: score %g, want %g", from+i, a.Score, want)
		}
	}
}

// Every way that the program may answer rightly gives each text its own answer.
func TestAnswers(t *testing.T) {
	for _, way := range []string{"plain", "backwards", "loud", "dies once", "hangs once"} {
		t.Run(way, func(t *testing.T) {
			lives := filepath.Join(t.TempDir(), "lives")
			s := scorer(t, program(t, way, "SCORER_LIVES='"+lives+"'"), func(o *Options) {
				if way == "hangs once" {
					o.Timeout = 2 * time.Second
				}
			})
			for _, n := range []int{10, 200, 0} {
				answers, ok := s.Score(texts(7, n))
				if !ok || len(answers) != n {
					t.Fatalf("%d answers of %d, %t", len(answers), n, ok)
				}
				check(t, answers, 7)
			}
			want := Stats{Scored: 210}
			if strings.HasSuffix(way, "once") {
				want.Restarts = 1
			}
			if got := s.Stats(); got != want {
				t.Errorf("%+v, want %+v", got, want)
			}
		})
	}
}

func TestLabels(t *testing.T) {
	answers, ok := scorer(t, program(t, "labels"), nil).Score(texts(0, 2))
	if !ok || answers[1] != (Answer{Score: 0.9, Label: models.Negative, Labelled: true}) {
		t.Errorf("%+v, %t", answers, ok)
	}
}

// A program that fails each time is given up after so many restarts, says so, and is not
// asked again.
func TestGivesUp(t *testing.T) {
	for way, why := range map[string]string{
		"dies": "ended before", "garbage": "not an answer", "endless": "longer than", "twice": "answered twice",
		"strange": "no text that was asked", "large": "no score in", "badlabel": "want negative", "noscore": "no score in", "hangs": "not answered in time",
	} {
		t.Run(way, func(t *testing.T) {
			var log logged
			s := scorer(t, program(t, way), func(o *Options) {
				o.Log = log.logger()
				if way == "hangs" {
					o.Timeout = 300 * time.Millisecond
				}
			})
			for range 2 {
				if answers, ok := s.Score(texts(0, 5)); ok || answers != nil {
					t.Fatalf("answers %v", answers)
				}
			}
			if got := s.Stats(); got != (Stats{Unscored: 10, Restarts: 2, GaveUp: true}) {
				t.Errorf("%+v", got)
			}
			said := log.String()
			if !strings.Contains(said, why) || strings.Count(said, "starting it again") != 2 || strings.Count(said, "given up") != 1 {
				t.Errorf("log: %s", said)
			}
		})
	}
}

func TestNoSuchCommand(t *testing.T) {
	s := scorer(t, "no-such-program-anywhere", nil)
	if _, ok := s.Score(texts(0, 1)); ok || !s.Stats().GaveUp {
		t.Error("an answer from nowhere")
	}
}

// Many workers share one program, and each gets its own answers.
func TestShared(t *testing.T) {
	lives := filepath.Join(t.TempDir(), "lives")
	s := scorer(t, program(t, "plain", "SCORER_LIVES='"+lives+"'"), nil)
	var all sync.WaitGroup
	for w := range 8 {
		all.Go(func() {
			for k := range 10 {
				if answers, ok := s.Score(texts(w*100+k, 30)); !ok {
					t.Error("no answers")
				} else {
					check(t, answers, w*100+k)
				}
			}
		})
	}
	all.Wait()
	if b, err := os.ReadFile(lives); err != nil || len(b) != 1 {
		t.Errorf("%d starts, %v", len(b), err)
	}
}

// A run that ends while the program hangs does not wait for it, and nothing that the
// program started is left.
func TestCancelAndClose(t *testing.T) {
	for _, way := range []string{"hangs", "child"} {
		t.Run(way, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			pidFile := filepath.Join(t.TempDir(), "pid")
			s, err := New(ctx, Options{Command: program(t, way, "SCORER_PID='"+pidFile+"'"), Timeout: time.Hour, Restarts: 9})
			if err != nil {
				t.Fatal(err)
			}
			begin := time.Now()
			if way == "hangs" {
				time.AfterFunc(300*time.Millisecond, cancel)
			}
			if _, ok := s.Score(texts(0, 1)); ok != (way == "child") {
				t.Errorf("answered: %t", ok)
			}
			s.Close()
			s.Close()
			cancel()
			if d := time.Since(begin); d > 20*time.Second {
				t.Errorf("took %s", d)
			}
			if way == "child" {
				b, err := os.ReadFile(pidFile)
				if err != nil {
					t.Fatal(err)
				}
				if !gone(string(b)) {
					t.Errorf("process %s is left", b)
				}
			}
			if _, ok := s.Score(texts(0, 1)); ok {
				t.Error("an answer after Close")
			}
		})
	}
}

// gone reports whether a process has ended; one that nobody has waited for yet has.
func gone(pid string) bool {
	for range 100 {
		b, err := os.ReadFile("/proc/" + pid + "/stat")
		if err != nil || strings.Contains(string(b), ") Z ") {
			return true
		}
		time.Sleep(20 * time.Millisecond)
	}
	return false
}

func TestValidate(t *testing.T) {
	if _, err := New(t.Context(), Options{Command: " ", Timeout: -1, Restarts: -1}); err == nil || strings.Count(err.Error(), "want") != 3 {
		t.Errorf("%v", err)
	}
}

func FuzzTake(f *testing.F) {
	f.Add([]byte(`{"id":5,"score":0.5,"label":"positive"}`))
	f.Add([]byte(`{"id":9e99,"score":null}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		known, answers := make([]bool, 3), make([]Answer, 3)
		if err := take(line, 5, known, answers); err != nil {
			return
		}
		for i, ok := range known {
			if a := answers[i]; ok && (a.Score < -1 || a.Score > 1) {
				t.Fatalf("%s: %+v", line, a)
			}
		}
		if !slices.Contains(known, true) {
			t.Fatalf("%s: taken for nothing", line)
		}
		if err := take(line, 5, known, answers); err == nil {
			t.Fatalf("%s: taken twice", line)
		}
	})
}
