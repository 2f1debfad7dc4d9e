"""Runs a corpus through the batch job as a scheduler would, and prints what it took.

    python3 .ci/nightly.py SAYSO SCRATCH MORE INPUT...

A first run over INPUT, a second one that finds nothing new, a third with the articles of
MORE beside them, a check of all tables, and the first run's rate again with one worker and
with two on the first thousand lines of MORE. Fails when a bound is exceeded: memory over 512
MB, ten seconds to find nothing new in up to 105,000 articles, tables that do not agree.
Python's standard library alone.
"""
import glob
import json
import os
import shutil
import subprocess
import sys

sayso, scratch, more, inputs = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
out = os.path.join(scratch, "nightly")
failed = []


def run(out, *args):
    """One run; returns its summary and its record."""
    before = set(glob.glob(os.path.join(out, "runs", "*.json")))
    line = subprocess.run([sayso, "run", *args, "--out", out, "--quiet"], check=True, capture_output=True, text=True).stdout
    (path,) = set(glob.glob(os.path.join(out, "runs", "*.json"))) - before
    with open(path) as f:
        return json.loads(line), json.load(f)


def bound(what, value, most):
    if value > most:
        failed.append(f"{what}: {value} is over {most}")


def report(name, summary, record):
    megabytes = record["peak_memory_bytes"] / 1e6
    done = summary["articles"] + summary["duplicates"]
    print(f"{name}: {summary['read']} read, {summary['new']} new, {summary['duplicates']} copies, {summary['seconds']:.1f} s, "
          f"{done / summary['seconds']:.0f} articles/s, {record['words'] / summary['seconds']:.0f} words/s, {megabytes:.0f} MB")
    bound(f"memory of {name}, MB", megabytes, 537)
    return summary["seconds"]


shutil.rmtree(out, ignore_errors=True)
summary, record = run(out, *inputs)
report("first run", summary, record)
for stage in record["stages"]:
    print(f"    {stage['name']:12} {stage['seconds']:9.1f} s {stage['share']:6.1%}")

again, record = run(out, *inputs)
seconds = report("nothing new", again, record)
if again["new"] + again["changed"] + again["articles"]:
    failed.append("the second run found something new")
bound("seconds to find nothing new", seconds, max(10, again["read"] / 10_500))

added, record = run(out, more)
report("more", added, record)
report("nothing new after more", *run(out, more))

checked = subprocess.run([sayso, "verify", out], capture_output=True, text=True)
print("verify:", checked.stdout.strip(), checked.stderr.strip())
if checked.returncode:
    failed.append("the tables do not agree")

some = os.path.join(scratch, "some.jsonl")
with open(more) as f, open(some, "w") as g:
    g.writelines(line for line, _ in zip(f, range(1000)))
took = {}
for workers in ("1", "2", "1", "2"):
    part = os.path.join(scratch, "workers")
    shutil.rmtree(part, ignore_errors=True)
    summary, record = run(part, some, "--workers", workers)
    took[workers] = min(took.get(workers, 1e9), summary["seconds"])
print(f"two workers over one: {took['1'] / took['2']:.2f} times ({took['1']:.1f} s, {took['2']:.1f} s; start included)")

if failed:
    sys.exit("\n".join(failed))
