package main

import (
	"context"
	"io"
	"os"
)

func main() { os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run executes one command line and returns its exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, sig, end := withSignals(ctx)
	defer end()
	a := &app{signals: sig, stdin: interruptible{sig.stop, stdin}, stdout: stdout, stderr: stderr}
	root := newRoot(a)
	a.configure(root)
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	a.stopProfile()
	return a.exit(ctx, err)
}
