"""Measures size, start-up, memory and speed of sayso, and VADER beside it.

usage: speed.py SAYSO ARTICLES [SAYSO ...]

ARTICLES is a JSON Lines file of articles ("id" and "text") or a folder of .txt files.
Seconds are those of the processor, on one of them, start-up and reading included. VADER
(vaderSentiment of requirements.txt, if it is installed) scores the text of the sentences
that sayso found. Several programs, such as one built otherwise, must print the same
bytes. Ends with 1 when a bound is exceeded.
"""
import glob, json, os, subprocess, sys, tempfile, time

MAX_SIZE, MAX_START, MAX_MEMORY = 60e6, 0.250, 300e6  # bytes, seconds, bytes
failed = False


def check(what, value, bound, unit, scale):
    global failed
    over = value > bound
    failed |= over
    print(f"{what}: {value / scale:.0f} {unit}, at most {bound / scale:.0f}" + (": EXCEEDED" if over else ""), flush=True)


def call(argv, stdout=subprocess.DEVNULL):
    """Runs a command on one processor; returns its seconds of the processor and its bytes."""
    p = subprocess.Popen(argv, stdout=stdout, env=dict(os.environ, GOMAXPROCS="1"))
    _, status, used = os.wait4(p.pid, 0)
    p.returncode = os.waitstatus_to_exitcode(status)
    if p.returncode:
        sys.exit(f"{' '.join(argv)}: exit {p.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss * 1024


def articles(path, scratch):
    """Returns a JSON Lines file of the articles, and their texts by id."""
    if os.path.isdir(path):
        to = os.path.join(scratch, "articles.jsonl")
        with open(to, "w", encoding="utf8") as f:
            for name in sorted(glob.glob(path + "/*.txt")):
                with open(name, encoding="utf8") as text:
                    print(json.dumps({"id": os.path.basename(name)[:-4], "text": text.read()}), file=f)
        path = to
    with open(path, encoding="utf8") as f:
        return path, {a["id"]: a["text"] for a in map(json.loads, f)}


def vader(texts, annotations):
    """Words a second of VADER on the sentences of the annotations."""
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    except ImportError:
        return None
    with open(annotations, encoding="utf8") as f:
        sentences = [texts[a["id"]][s["start"] : s["end"]] for a in map(json.loads, f) for s in a["sentences"]]
    analyzer, words = SentimentIntensityAnalyzer(), sum(len(s.split()) for s in sentences)
    begin = time.process_time()
    for s in sentences:
        analyzer.polarity_scores(s)
    return words / (time.process_time() - begin)


def main(program, path, *others):
    with tempfile.TemporaryDirectory() as scratch:
        tiny, printed = os.path.join(scratch, "tiny.txt"), os.path.join(scratch, "printed.jsonl")
        with open(tiny, "w") as f:
            f.write("The mayor said the bridge was safe.\n")
        path, texts = articles(path, scratch)
        words = sum(len(t.split()) for t in texts.values())
        rates = []
        for sayso in (program, *others):
            print(sayso)
            check("size", os.path.getsize(sayso), MAX_SIZE, "MB", 1e6)
            for what, argv in ("version", ["version"]), ("an article of one sentence", ["annotate", "--quiet", tiny]):
                # Of the processor, and the least of some runs: the rest is other work on the machine.
                check(f"start, {what}", min(call([sayso, *argv])[0] for _ in range(5)), MAX_START, "ms", 1e-3)
            mine = printed if sayso == program else printed + ".other"
            with open(mine, "wb") as f:
                seconds, memory = call([sayso, "annotate", "--quiet", "--workers", "1", path], f)
            check("memory", memory, MAX_MEMORY, "MB", 1e6)
            rates.append(words / seconds)
            print(f"sayso annotate: {words} words in {seconds:.2f} s, {rates[-1]:.0f} words a second", flush=True)
            if mine != printed and open(mine, "rb").read() != open(printed, "rb").read():
                sys.exit(f"{sayso} prints other than {program}")
        yardstick = vader(texts, printed)
        if yardstick:
            print(f"VADER: {yardstick:.0f} words a second; sayso by it: " + ", ".join(f"{r / yardstick:.2f}" for r in rates))
        else:
            print("VADER: vaderSentiment is not installed")
    sys.exit(failed)


if len(sys.argv) < 3:
    sys.exit(__doc__)
main(*sys.argv[1:])
