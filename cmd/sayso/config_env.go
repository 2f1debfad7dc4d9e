package main

import (
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// variables begins the names of the variables that set flags.
const variables = "SAYSO_"

// variable names the variable of a flag: SAYSO_MAX_ERRORS of --max-errors.
func variable(flag string) string {
	return variables + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// environment looks a flag up. An empty variable is none; the values of a list are
// parted by commas.
func environment(flag string, list bool) (setting, bool) {
	name := variable(flag)
	value := os.Getenv(name)
	if value == "" && flag == "shard" {
		name, value = shardOfJob()
	}
	if value == "" {
		return setting{}, false
	}
	values := []string{value}
	if list {
		values = strings.Split(value, ",")
	}
	return setting{values: values, from: fromEnvironment, where: name}, true
}

// shardOfJob names the shard of a pod of an indexed Job of Kubernetes, which counts from 0
// and cannot reckon in the manifest: I+1/N by JOB_COMPLETION_INDEX, which Kubernetes sets,
// and JOB_COMPLETIONS, which the manifest sets.
func shardOfJob() (name, value string) {
	name = "JOB_COMPLETION_INDEX"
	index, n := os.Getenv(name), os.Getenv("JOB_COMPLETIONS")
	if index == "" || n == "" {
		return name, ""
	}
	i, err := strconv.Atoi(index)
	if err != nil {
		return name, index + "/" + n // the flag tells what is wrong with it
	}
	return name, strconv.Itoa(i+1) + "/" + n
}

// warnUnknown logs the variables that look like settings and are none.
func (a *app) warnUnknown(root *cobra.Command) {
	unknown := unknownVariables(root, os.Environ())
	if len(unknown) == 0 {
		return
	}
	log, err := a.logger()
	if err != nil {
		return // the command tells
	}
	for _, u := range unknown {
		if u.nearest != "" {
			log.Warn("variable of no flag", "variable", u.name, "nearest", u.nearest)
		} else {
			log.Warn("variable of no flag", "variable", u.name)
		}
	}
}

// unknownVariable is one, and the known one that was probably meant.
type unknownVariable struct{ name, nearest string }

// unknownVariables lists those of an environment that belong to no flag of any command.
// What Kubernetes sets for a service named sayso and what our tests use is left out.
func unknownVariables(root *cobra.Command, environ []string) (list []unknownVariable) {
	known := []string{variable("config"), variable(inputsKey)}
	eachCommand(root, func(c *cobra.Command) {
		eachFlag(c, func(f *pflag.Flag) { known = append(known, variable(f.Name)) })
	})
	for _, e := range environ {
		name, _, _ := strings.Cut(e, "=")
		if !strings.HasPrefix(name, variables) || slices.Contains(known, name) || name == "SAYSO_PYTHON" ||
			strings.HasPrefix(name, "SAYSO_SERVICE_") || name == "SAYSO_PORT" || strings.HasPrefix(name, "SAYSO_PORT_") {
			continue
		}
		list = append(list, unknownVariable{name, nearest(name, known)})
	}
	slices.SortFunc(list, func(a, b unknownVariable) int { return strings.Compare(a.name, b.name) })
	return list
}

// eachCommand visits the commands below c, and c, that settings are for.
func eachCommand(c *cobra.Command, visit func(*cobra.Command)) {
	if configurable(c) {
		visit(c)
	}
	for _, sub := range c.Commands() {
		eachCommand(sub, visit)
	}
}

// eachFlag visits the flags of c that may be set, those of all commands included.
func eachFlag(c *cobra.Command, visit func(*pflag.Flag)) {
	each := func(f *pflag.Flag) {
		if settable(f) {
			visit(f)
		}
	}
	c.LocalFlags().VisitAll(each)
	c.InheritedFlags().VisitAll(each)
}

// nearest returns the word within a few edits of name, or that begins with it, else "".
func nearest(name string, words []string) string {
	best, least := "", 2+len(name)/6
	for _, w := range words {
		d := edits(name, w)
		if len(name) > 2 && strings.HasPrefix(w, name) {
			d = min(d, 1)
		}
		if d < least {
			best, least = w, d
		}
	}
	return best
}
