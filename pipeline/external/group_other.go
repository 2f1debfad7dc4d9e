//go:build !unix

package external

import "os/exec"

func shell(command string) *exec.Cmd { return exec.Command("cmd", "/C", command) }

// killGroup kills the process; what it started ends when its input does.
func killGroup(c *exec.Cmd) { _ = c.Process.Kill() }
