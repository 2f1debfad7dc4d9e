"""The child process, without Spark."""
import os

import pyarrow as pa
import pytest

from sayso_spark import child


def batches(*texts):
    for list_ in texts:
        yield pa.RecordBatch.from_pydict({"id": [f"a{i}" for i in range(len(list_))], "text": pa.array(list_, pa.string())})


FLAGS = ["annotate", "--format-in", "arrow", "--format-out", "arrow", "--quiet"]


@pytest.fixture
def use(monkeypatch, tmp_path):
    """Makes a script the program."""
    def of(text):
        path = tmp_path / "sayso"
        path.write_text("#!/bin/sh\n" + text)
        path.chmod(0o755)
        monkeypatch.setenv("SPARK_SAYSO_BINARY", str(path))
    return of


def test_answers(binary, monkeypatch):
    monkeypatch.setenv("SPARK_SAYSO_BINARY", binary)
    answers = list(child.run(batches(["It rained.", ""], [], ['"It is over," said Ben Oyo.']), FLAGS, counted=True))
    rows = [r for b in answers for r in b.to_pylist()]
    assert [bool(r["article"]) for r in rows] == [True, False, True]
    assert rows[1]["dead_letter"]["reason"] == "no text" and rows[2]["speakers"][0]["speaker_id"] == "ben-oyo"
    assert [b.num_rows for b in answers] == [2, 1]  # each batch is answered by itself
    assert list(child.run(batches([], []), FLAGS)) == []


def test_larger_than_pipes(binary, monkeypatch):
    """Input and output of megabytes at a time, read slowly: neither side waits for the other."""
    monkeypatch.setenv("SPARK_SAYSO_BINARY", binary)
    text = "It rained. " * 20_000
    n = sum(b.num_rows for b in child.run(batches([text] * 20, [text] * 20), [*FLAGS, "--sketch-only"], counted=True))
    assert n == 40


def test_input_fails(binary, monkeypatch):
    """What goes wrong before the child is told, not taken for the end."""
    monkeypatch.setenv("SPARK_SAYSO_BINARY", binary)

    def broken():
        yield from batches(["It rained."])
        raise ValueError("no more")

    with pytest.raises(ValueError, match="no more"):
        list(child.run(broken(), FLAGS))


def test_left_early(binary, monkeypatch):
    """Whoever has seen enough ends the child."""
    monkeypatch.setenv("SPARK_SAYSO_BINARY", binary)
    started = []
    real = child.subprocess.Popen
    monkeypatch.setattr(child.subprocess, "Popen", lambda *a, **k: started.append(real(*a, **k)) or started[-1])
    answers = child.run((b for _ in range(1000) for b in batches(["It rained."] * 100)), FLAGS)
    next(answers)
    answers.close()
    assert started[0].poll() is not None


@pytest.mark.parametrize("script, want", [
    ("echo first; echo 'the last words' >&2; exit 3", "sayso ended with exit code 3 at or soon after the 2 rows that begin with ['a0', 'a1']; its last lines:\nthe last words"),
    ("kill -9 $$", "sayso was killed by signal 9"),
    ("cat >/dev/null; exit 0", "sayso ended within its answer"),
    ("for i in $(seq 100); do echo line $i >&2; done; exit 1", "line 81\n"),
])
def test_dies(use, script, want):
    use(script)
    with pytest.raises(child.SaysoError) as e:
        list(child.run(batches(["x", "y"]), FLAGS))
    assert want in str(e.value) and "line 80" not in str(e.value)


def test_finds(monkeypatch, tmp_path):
    monkeypatch.delenv("SPARK_SAYSO_BINARY", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(child.SaysoError, match="--files"):
        child.find_binary()
    (tmp_path / "sayso").write_text("#!/bin/sh\n")
    assert child.find_binary() == str(tmp_path / "sayso") and os.access(tmp_path / "sayso", os.X_OK)
