//go:build linux

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestFullDisk runs onto a file system that is full at ever later moments: the run fails
// with the reason and exit code 1, the tables stay as they were, nothing is left behind,
// and once there is room the run is done.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	disk := filepath.Join(dir, "disk")
	if err := os.Mkdir(disk, 0o777); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("no small file system to be had: %v", err)
	}
	defer syscall.Unmount(disk, syscall.MNT_DETACH)
	in, out, ballast := filepath.Join(dir, "news.jsonl"), filepath.Join(disk, "tables"), filepath.Join(disk, "ballast")
	run := func(n int) (string, int) {
		t.Helper()
		if err := os.WriteFile(in, newsLines(0, n, 0), 0o666); err != nil {
			t.Fatal(err)
		}
		b, err := program(t, "run", in, "--out", out, "--quiet").CombinedOutput()
		if err == nil {
			return string(b), 0
		}
		return string(b), err.(*exec.ExitError).ExitCode()
	}
	if msg, code := run(3); code != 0 {
		t.Fatalf("first run: %s", msg)
	}
	before, full := seen(t, out), 0
	for room := int64(0); ; room += 24 << 10 {
		fill(t, disk, ballast, room)
		msg, code := run(12)
		if code == 0 {
			break
		}
		full++
		if code != exitFailed || !strings.Contains(msg, "no space left") {
			t.Errorf("room for %d bytes: exit code %d: %s", room, code, msg)
		}
		if now := seen(t, out); now != before {
			t.Fatalf("room for %d bytes: the tables changed:\n%s\n%s", room, before, now)
		}
		if left, _ := filepath.Glob(filepath.Join(out, ".sayso", "staging", "*")); len(left) != 0 {
			t.Errorf("room for %d bytes: left %v", room, left)
		}
	}
	if full == 0 {
		t.Error("the disk was never full")
	}
	if now := seen(t, out); now != wanted(t, in, dir) {
		t.Errorf("after %d full disks: %s", full, now)
	}
}

// fill leaves room for a number of bytes.
func fill(t *testing.T, disk, ballast string, room int64) {
	t.Helper()
	_ = os.Remove(ballast)
	var s syscall.Statfs_t
	if err := syscall.Statfs(disk, &s); err != nil {
		t.Fatal(err)
	}
	free := int64(s.Bavail)*s.Bsize - room
	if free <= 0 {
		return
	}
	if err := os.WriteFile(ballast, make([]byte, free), 0o666); err != nil {
		t.Fatal(err)
	}
}

// slow is a command of the program that takes a second for each article, and says so.
func slow(t *testing.T, out string, articles int, flags ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	in := filepath.Join(t.TempDir(), "news.jsonl")
	if err := os.WriteFile(in, newsLines(0, articles, 0), 0o666); err != nil {
		t.Fatal(err)
	}
	script := filepath.Join(t.TempDir(), "score")
	body := "#!/bin/sh\nwhile read -r line; do case $line in *'\"more\":0'*) sleep 0.4;; esac; id=${line#*\\\"id\\\":}; id=${id%%,*}; echo \"{\\\"id\\\":$id,\\\"score\\\":0.5}\"; done\n"
	if err := os.WriteFile(script, []byte(body), 0o777); err != nil {
		t.Fatal(err)
	}
	c := program(t, append([]string{"run", in, "--out", out, "--workers", "1", "--sentiment-command", script}, flags...)...)
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
	for range 200 {
		if matches, _ := filepath.Glob(filepath.Join(out, ".sayso", "staging", "*")); len(matches) > 0 {
			return c, &said
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("the run does not begin: %s", said.String())
	return nil, nil
}

// TestTerminated sends SIGTERM to a run: it commits what is under way and says so; the
// next run does the rest. A second signal, or the end of the grace, changes nothing.
func TestTerminated(t *testing.T) {
	out := filepath.Join(t.TempDir(), "tables")
	c, said := slow(t, out, 20)
	time.Sleep(1500 * time.Millisecond)
	_ = c.Process.Signal(syscall.SIGTERM)
	if _ = c.Wait(); c.ProcessState.ExitCode() != exitTerminate {
		t.Fatalf("exit code %d: %s", c.ProcessState.ExitCode(), said)
	}
	some := seen(t, out)
	n := strings.Count(some, "n") // of ids
	if some == "none" || n == 0 || n >= 20 {
		t.Fatalf("after SIGTERM: %s\n%s", some, said)
	}
	for _, grace := range []string{"25s", "100ms"} {
		c, said := slow(t, out, 20, "--grace", grace)
		time.Sleep(500 * time.Millisecond)
		_ = c.Process.Signal(syscall.SIGINT)
		if grace == "25s" {
			time.Sleep(50 * time.Millisecond)
			_ = c.Process.Signal(syscall.SIGTERM)
		}
		if _ = c.Wait(); c.ProcessState.ExitCode() < exitInterrupt {
			t.Fatalf("grace %s: exit code %d: %s", grace, c.ProcessState.ExitCode(), said)
		}
		if now := seen(t, out); now != some {
			t.Errorf("grace %s: the tables changed: %s", grace, now)
		}
	}
}

// TestLocked has a second run leave at once with its own exit code, or wait.
func TestLocked(t *testing.T) {
	out := filepath.Join(t.TempDir(), "tables")
	_, _ = slow(t, out, 8)
	in := filepath.Join(t.TempDir(), "more.jsonl")
	if err := os.WriteFile(in, newsLines(30, 2, 0), 0o666); err != nil {
		t.Fatal(err)
	}
	b, err := program(t, "run", in, "--out", out).CombinedOutput()
	if err == nil || err.(*exec.ExitError).ExitCode() != exitLocked || !strings.Contains(string(b), "another run") {
		t.Errorf("second run: %v: %s", err, b)
	}
	if b, err := program(t, "run", in, "--out", out, "--lock-wait", "2m").CombinedOutput(); err != nil {
		t.Errorf("second run that waits: %v: %s", err, b)
	}
	if n := strings.Count(seen(t, out), "n"); n != 10 {
		t.Errorf("%d articles, want 10", n)
	}
}
