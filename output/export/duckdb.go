package export

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/saysonews/sayso/output/tables"
)

// ErrNoDuckDB says that there is no DuckDB to make a file with.
var ErrNoDuckDB = errors.New("no DuckDB found: neither a program duckdb on the PATH nor the module duckdb of python3")

// Remedy says what to do about ErrNoDuckDB.
const Remedy = "install it (https://duckdb.org/docs/installation, or: python3 -m pip install duckdb), name the program with --duckdb, or print the script with --to sql and run it elsewhere"

// inPython runs the script on standard input with the module of Python.
const inPython = "import sys, duckdb\nc = duckdb.connect(sys.argv[1])\nc.execute(sys.stdin.read())\nc.close()\n"

// DuckDB makes the database at path of the tables of s, with program, or with what is
// found when program is "". It is made under another name and renamed when complete; a
// file that is there is replaced.
func DuckDB(ctx context.Context, s *tables.Set, path, program string) (err error) {
	var script bytes.Buffer
	if err := WriteSQL(&script, s); err != nil {
		return err
	}
	folder, err := os.MkdirTemp(filepath.Dir(path), ".sayso-export-")
	if err != nil {
		return fmt.Errorf("make folder for database: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	made := filepath.Join(folder, "tables.duckdb")
	command, err := duckDB(ctx, program, made)
	if err != nil {
		return err
	}
	var said bytes.Buffer
	command.Stdin, command.Stdout, command.Stderr = &script, &said, &said
	if err := command.Run(); err != nil {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		return fmt.Errorf("make database with %s: %w: %s", command.Path, err, lastOf(said.String()))
	}
	if _, err := os.Stat(made); err != nil {
		return fmt.Errorf("make database with %s: it made no file: %s", command.Path, lastOf(said.String()))
	}
	if err := os.Rename(made, path); err != nil {
		return fmt.Errorf("rename database: %w", err)
	}
	return nil
}

// duckDB returns the command that runs a script on the database at path.
func duckDB(ctx context.Context, program, path string) (*exec.Cmd, error) {
	if program == "" {
		program, _ = exec.LookPath("duckdb")
	}
	if program != "" {
		return exec.CommandContext(ctx, program, "-batch", "-bail", "-init", os.DevNull, path), nil
	}
	for _, name := range []string{"python3", "python"} {
		python, err := exec.LookPath(name)
		if err != nil || exec.CommandContext(ctx, python, "-c", "import duckdb").Run() != nil {
			continue
		}
		return exec.CommandContext(ctx, python, "-c", inPython, path), nil
	}
	return nil, ErrNoDuckDB
}

// lastOf is the end of what a program said, in one line.
func lastOf(said string) string {
	const most = 500
	said = strings.Join(strings.Fields(said), " ")
	return said[max(0, len(said)-most):]
}
