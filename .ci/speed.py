"""Measures size, start-up, memory and speed of sayso, and VADER beside it.

usage: speed.py SAYSO ARTICLES

ARTICLES is a JSON Lines file of articles ("id" and "text") or a folder of such files.
Seconds are those of the processor, on one of them, start-up and reading included. VADER
(vaderSentiment of requirements.txt, if it is installed) scores the text of the sentences
that sayso found. Without the processor's wide registers sayso must print the same
bytes. Ends with 1 when a bound is exceeded.
"""
import glob, json, os, subprocess, sys, tempfile, time

MAX_SIZE, MAX_START, MAX_MEMORY = 60e6, 0.250, 300e6  # bytes, seconds, bytes
MIN_SHARE = 0.15  # of VADER's words a second, half of what a busy machine gives, to tell a fault from noise
MIN_SENTENCES = 7_000  # that sayso score answers a second: half of what a busy machine gives, to tell a fault from noise
failed = False


def check(what, value, bound, unit, scale):
    global failed
    over = value > bound
    failed |= over
    print(f"{what}: {value / scale:.0f} {unit}, at most {bound / scale:.0f}" + (": EXCEEDED" if over else ""), flush=True)


def call(argv, stdout=subprocess.DEVNULL, stdin=None, **env):
    """Runs a command on one processor; returns its seconds of the processor and its bytes."""
    p = subprocess.Popen(argv, stdin=stdin, stdout=stdout, env=dict(os.environ, GOMAXPROCS="1", **env))
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
            for name in sorted(glob.glob(path + "/*.jsonl")):
                with open(name, encoding="utf8") as lines:
                    f.write(lines.read())
        path = to
    with open(path, encoding="utf8") as f:
        return path, {a["id"]: a["text"] for a in map(json.loads, f)}


def found(texts, annotations):
    """Returns the sentences of the annotations."""
    with open(annotations, encoding="utf8") as f:
        return [texts[a["id"]][s["start"] : s["end"]] for a in map(json.loads, f) for s in a["sentences"]]


def score(sayso, sentences, scratch):
    """Sentences a second that sayso score answers, the time of a start left out."""
    questions, times = os.path.join(scratch, "questions.jsonl"), 1 + 20_000 // len(sentences)
    with open(questions, "w", encoding="utf8") as f:
        for i, text in enumerate(sentences * times):
            print(json.dumps({"id": i, "text": text}), file=f)

    def seconds(path):
        with open(path, "rb") as f:
            return min(call([sayso, "score", "--workers", "1"], stdin=f)[0] for _ in range(3) if f.seek(0) == 0)

    return len(sentences) * times / (seconds(questions) - seconds(os.devnull))


def vader(sentences):
    """Words a second of VADER."""
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer
    except ImportError:
        return None
    analyzer, words = SentimentIntensityAnalyzer(), sum(len(s.split()) for s in sentences)
    begin = time.process_time()
    for s in sentences:
        analyzer.polarity_scores(s)
    return words / (time.process_time() - begin)


def main(sayso, path):
    global failed
    with tempfile.TemporaryDirectory() as scratch:
        tiny, printed, plain = (os.path.join(scratch, name) for name in ("tiny.txt", "printed.jsonl", "plain.jsonl"))
        with open(tiny, "w") as f:
            f.write("The mayor said the bridge was safe.\n")
        path, texts = articles(path, scratch)
        words = sum(len(t.split()) for t in texts.values())
        check("size", os.path.getsize(sayso), MAX_SIZE, "MB", 1e6)
        for what, argv in ("version", ["version"]), ("an article of one sentence", ["annotate", "--quiet", tiny]):
            # Of the processor, and the least of some runs: the rest is other work on the machine.
            check(f"start, {what}", min(call([sayso, *argv])[0] for _ in range(5)), MAX_START, "ms", 1e-3)
        argv, seconds = [sayso, "annotate", "--quiet", "--workers", "1", path], {}
        for what, to, env in ("as it is", printed, {}), ("without AVX2", plain, {"GODEBUG": "cpu.avx2=off"}):
            with open(to, "wb") as f:
                seconds[to], memory = call(argv, f, **env)
            print(f"sayso annotate, {what}: {words} words in {seconds[to]:.2f} s, {words / seconds[to]:.0f} words a second", flush=True)
        check("memory", memory, MAX_MEMORY, "MB", 1e6)
        if open(plain, "rb").read() != open(printed, "rb").read():
            sys.exit("without AVX2 other bytes are printed")
        sentences = found(texts, printed)
        rate = score(sayso, sentences, scratch)
        failed |= rate < MIN_SENTENCES
        print(f"sayso score: {rate:.0f} sentences a second, at least {MIN_SENTENCES}" + (": TOO SLOW" if rate < MIN_SENTENCES else ""), flush=True)
        yardstick = vader(sentences)
        if yardstick is None:
            print("VADER: vaderSentiment is not installed")
        else:
            share = words / seconds[printed] / yardstick
            failed |= share < MIN_SHARE
            print(f"VADER: {yardstick:.0f} words a second; sayso by it {share:.2f}, at least {MIN_SHARE:.2f}" + (": TOO SLOW" if share < MIN_SHARE else ""))
    sys.exit(failed)


if len(sys.argv) != 3:
    sys.exit(__doc__)
main(*sys.argv[1:])
