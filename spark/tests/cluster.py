"""Runs jobs on two executors of one processor each, with faults.

usage: cluster.py SAYSO INPUT SCRATCH

The program that the tasks run is a script before SAYSO: at the first start for an analysis
it kills the executor above it, at the second itself. Prints a line of JSON for each job.
"""
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(HERE), HERE]

SCRIPT = """#!/bin/sh
parent() {{ awk '/^PPid:/ {{ print $2 }}' "/proc/$1/status"; }}
case "$*" in
*none.jsonl*|schema*|index*|copies*) ;; # the driver's, or no analysis
*)
	if [ -e {scratch}/poison ]; then
		echo "the last words" >&2
		kill -9 $$
	elif mkdir {scratch}/first 2>/dev/null; then
		worker=$(parent $$) daemon=$(parent "$worker")
		executor=$(parent "$daemon")
		[ "$(cat "/proc/$executor/comm")" = java ] && kill -9 "$executor"
		sleep 60
	elif mkdir {scratch}/second 2>/dev/null; then
		kill -9 $$
	fi ;;
esac
exec {sayso} "$@"
"""


def main(sayso, source, scratch):
    from pyspark.sql import SparkSession

    from sayso_spark import job

    script, local = os.path.join(scratch, "sayso"), os.path.join(scratch, "local")
    with open(script, "w") as f:
        f.write(SCRIPT.format(sayso=sayso, scratch=scratch))
    os.chmod(script, 0o755)
    spark = (SparkSession.builder.master("local-cluster[2,1,1024]").appName("faults").config("spark.ui.enabled", "false")
             .config("spark.driver.memory", "1g").config("spark.executor.memory", "512m").config("spark.sql.shuffle.partitions", "2")
             .config("spark.local.dir", local).getOrCreate())
    spark.sparkContext.setLogLevel("ERROR")

    def run(*more):
        args = job.parser().parse_args([source, "--out", os.path.join(scratch, "out"), "--run-id", "r1", "--binary", script, "--tasks", "4", *more])
        job.configure(spark)
        try:
            said = job.Job(spark, args).run()
        except Exception as e:  # for the test to look at
            said = {"error": str(e)}
        print("\n" + json.dumps(said), flush=True)

    run()
    open(os.path.join(scratch, "poison"), "w").close()
    run("--overwrite")
    os.remove(os.path.join(scratch, "poison"))
    if os.path.ismount(local):  # fill it up
        with open(os.path.join(local, "filler"), "wb", buffering=0) as f:
            try:
                while True:
                    f.write(bytes(1 << 16))
            except OSError:
                pass
        run("--overwrite")
        os.remove(os.path.join(local, "filler"))
    spark.stop()


main(*sys.argv[1:])
