"""Executors and children that are killed, poison, and a full temporary folder, on a cluster of two executors."""
import json
import os
import subprocess
import sys

import pytest
from conftest import HERE, sayso_run
from tables import difference


@pytest.fixture(scope="module")
def jobs(binary, demo, tmp_path_factory):
    """What the jobs of cluster.py say, and the folder that they wrote to."""
    scratch = str(tmp_path_factory.mktemp("cluster"))
    local = os.path.join(scratch, "local")
    os.mkdir(local)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", local], capture_output=True).returncode == 0
    try:
        done = subprocess.run([sys.executable, os.path.join(HERE, "cluster.py"), binary, demo, scratch], capture_output=True, text=True, timeout=1200)
    finally:
        if mounted:
            subprocess.run(["umount", local])
    said = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert len(said) == 2 + mounted, done.stderr[-5000:]
    return said, scratch


def test_killed(jobs, binary, demo, tmp_path):
    """An executor and a child are killed; the tables are those of a run. The jobs that fail later leave them as they are."""
    said, scratch = jobs
    assert "error" not in said[0], said[0]
    assert os.path.isdir(f"{scratch}/first") and os.path.isdir(f"{scratch}/second")
    ran = str(tmp_path / "run")
    sayso_run(binary, ran, demo, "--max-speaker-tables", "0")
    assert difference(ran, f"{scratch}/out") is None
    assert not [n for n in os.listdir(f"{scratch}/out") if n.startswith("_sayso")]


def test_poison(jobs):
    """A child that dies each time ends the job, with its exit code, its last words and where it was."""
    error = jobs[0][1]["error"]
    assert "sayso was killed by signal 9 at or soon after the" in error and "rows that begin with ['" in error and "the last words" in error


def test_full(jobs):
    """Where there is no room left, the job says so."""
    if len(jobs[0]) < 3:
        pytest.skip("no file system of its own could be mounted")
    assert "No space left on device" in jobs[0][2]["error"]
