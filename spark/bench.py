"""Times a job against "sayso run" on the same articles, in seconds of the clock and of the processors.

usage: bench.py SAYSO ARTICLES.parquet SCRATCH [-- FLAGS OF THE JOB]

The job runs in one session, first on a few articles, then twice on all: so the start of Spark, and
what the JVM compiles on the way, is left out. Processor seconds are of all processes of the job together:
on a machine that does other work they are the ones to compare.
"""
import json
import os
import resource
import shutil
import subprocess
import sys
import time

from pyspark.sql import SparkSession

from sayso_spark import job

WARM = 5000  # articles of the first job


def used(root):
    """Returns the processor seconds of a process and all below it, those that ended included."""
    processes, children = {}, {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/stat") as f:
                fields = f.read().rpartition(")")[2].split()
        except OSError:
            continue
        processes[int(pid)] = sum(map(int, fields[11:15]))
        children.setdefault(int(fields[1]), []).append(int(pid))
    total, todo = 0, [root]
    while todo:
        pid = todo.pop()
        total += processes.get(pid, 0)
        todo += children.get(pid, [])
    return total / os.sysconf("SC_CLK_TCK")


def main(sayso, articles, scratch, *flags):
    def ended():
        r = resource.getrusage(resource.RUSAGE_CHILDREN)
        return r.ru_utime + r.ru_stime

    def timed(what, do, clock=lambda: used(os.getpid())):
        cpu, wall = clock(), time.monotonic()
        said = do()
        cpu, wall = clock() - cpu, time.monotonic() - wall
        n = said["articles"]
        print(json.dumps({"what": what, "articles": n, "wall": round(wall, 1), "cpu": round(cpu, 1), "articles/s": round(n / wall, 1),
                          "articles/cpu s": round(n / cpu, 1), "steps, wall and cpu": said.get("seconds")}), flush=True)
        return n / cpu

    def run(*flags_of_run):
        shutil.rmtree(f"{scratch}/run", ignore_errors=True)
        said = json.loads(subprocess.run([sayso, "run", articles, "--out", f"{scratch}/run", "--quiet", *flags_of_run],
                                         stdout=subprocess.PIPE, check=True).stdout.splitlines()[-1])
        return {"articles": said["tables"]["articles"]}

    spark = (SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false").config("spark.driver.memory", "3g").config("spark.driver.extraJavaOptions", "-XX:+UseParallelGC")
             .config("spark.sql.shuffle.partitions", "4").getOrCreate())
    spark.sparkContext.setLogLevel("ERROR")

    def spark_job(source, out):
        args = job.parser().parse_args([source, "--out", out, "--overwrite", "--binary", sayso, *flags])
        job.configure(spark)
        done = job.Job(spark, args)
        real = done.timed

        def with_cpu(what, do, *arguments):
            cpu = used(os.getpid())
            result = real(what, do, *arguments)
            done.times[what] = [done.times[what], round(used(os.getpid()) - cpu, 1)]
            return result

        done.timed = with_cpu
        return done.run()

    few = f"{scratch}/few.parquet"
    spark.read.parquet(articles).limit(WARM).write.mode("overwrite").parquet(few)
    timed("spark, first", lambda: spark_job(few, f"{scratch}/first"))
    for what in "spark", "spark, again":
        ours = timed(what, lambda: spark_job(articles, f"{scratch}/spark"))
    for what, flags_of_run in ("sayso run", []), ("sayso run --max-speaker-tables 0", ["--max-speaker-tables", "0"]):
        theirs = timed(what, lambda: run(*flags_of_run), ended)
        print(f"share of articles a processor second: {ours / theirs:.2f}", flush=True)
    spark.stop()


if __name__ == "__main__":
    main(*[a for a in sys.argv[1:] if a != "--"])
