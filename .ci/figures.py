"""Prints the quality of sayso on the development sets, and its speed.

usage: figures.py SAYSO SHARED SCRATCH

Only the standard library is needed. The scorers are those of SHARED/eval; each figure
says in brackets whether the models were trained or tuned on the set.
"""
import json, os, resource, subprocess, sys, time

sayso, shared, scratch = sys.argv[1:]
sets, scorers = shared + "/corpora", shared + "/eval"
polnear, editorials = sets + "/polnear", sets + "/nyt-editorials/dev.tsv"
newsmtsc, directed = sets + "/newsmtsc/train.jsonl", sets + "/directed-sentiment"


def out(name):
    return os.path.join(scratch, name)


def call(argv, name, stdin=None):
    """Runs a command with its output in a scratch file, whose path it returns."""
    with open(out(name), "wb") as f:
        subprocess.run(argv, stdin=open(stdin, "rb") if stdin else None, stdout=f, check=True)
    return out(name)


def show(title, scorer, *args):
    print("\n" + title, flush=True)
    subprocess.run([sys.executable, f"{scorers}/{scorer}.py", *args], check=True)


def request(scorer, *args):
    return call([sys.executable, f"{scorers}/{scorer}.py", "request", *args], scorer + ".request")


def score(name, questions):
    return call([sayso, "score"], name + ".answers", questions)


def quality():
    gold = polnear + "/dev.jsonl"
    found = call([sayso, "annotate", "--quiet", gold], "dev.jsonl")
    show("attribution: PolNeAR dev (tuned on)", "attribution", gold, found)
    show("speakers: PolNeAR dev (tuned on)", "speakers", gold, polnear + "/dev.speakers.tsv", found)

    with open(editorials, encoding="utf8", errors="replace") as rows, open(out("sentences"), "w", encoding="utf8") as to:
        for id, _, text in (row.rstrip("\n").split("\t")[:3] for row in rows):
            print(json.dumps({"id": id, "text": text}), file=to)
    show("sentiment: NYT editorials (trained on)", "sentiment", editorials, score("sentences", out("sentences")))
    show("sentiment towards a target: NewsMTSC train (trained on)", "targets", "score", newsmtsc, score("targets", request("targets", newsmtsc)))
    valid, train = directed + "/valid.txt", directed + "/train.txt"
    show("directed stance: valid (tuned on)", "directed", "score", valid, score("pairs", request("directed", valid, train)), train)


def speed():
    source = polnear + "/train.jsonl"
    words = sum(len(json.loads(line)["text"].split()) for line in open(source, encoding="utf8"))
    print(f"\nspeed: PolNeAR train, {words} words", flush=True)
    for workers in sorted({1, os.cpu_count() or 1}):
        begin = time.monotonic()
        subprocess.run([sayso, "run", source, "--out", out("speed"), "--full-refresh", "--quiet", "--workers", str(workers)], stdout=subprocess.DEVNULL, check=True)
        took = time.monotonic() - begin
        print(f"{workers} workers: {took:.1f} s, {words / took:.0f} words a second", flush=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"most memory of any command: {peak:.0f} MB")


quality()
speed()
