//go:build unix

package external

import (
	"os/exec"
	"syscall"
)

func shell(command string) *exec.Cmd {
	c := exec.Command("/bin/sh", "-c", command)
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return c
}

// killGroup kills the process and those of its group. It must come before Wait, which
// frees the number of the group.
func killGroup(c *exec.Cmd) {
	_ = syscall.Kill(-c.Process.Pid, syscall.SIGKILL) // all may be gone already
}
