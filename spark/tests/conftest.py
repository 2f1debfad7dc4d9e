"""What the tests share: the program, a session, and small corpora.

SPARK_SAYSO_BINARY names the program; without it the tests build it. Java must be there.
"""
import json
import os
import shutil
import subprocess
import sys

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path[:0] = [os.path.dirname(HERE), HERE]

# Without these Spark looks for the name of the machine, which may have no address.
os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
os.environ.setdefault("SPARK_LOCAL_HOSTNAME", "localhost")
os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
os.environ["PYTHONPATH"] = os.path.dirname(HERE)

ICEBERG = "org.apache.iceberg:iceberg-spark-runtime-4.1_2.13:1.12.0"


@pytest.fixture(scope="session")
def binary(tmp_path_factory):
    """The program, under a name that is not on the PATH."""
    path = str(tmp_path_factory.mktemp("binary") / "sayso")
    built = os.environ.pop("SPARK_SAYSO_BINARY", None)
    if built:
        shutil.copy(built, path)
    else:
        subprocess.run(["go", "build", "-tags", "grpcnotrace", "-o", path, "./cmd/sayso"], cwd=ROOT, check=True)
    return path


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    from pyspark.sql import SparkSession

    warehouse = tmp_path_factory.mktemp("warehouse")
    session = (SparkSession.builder.master("local[2]").appName("tests")
               .config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false").config("spark.driver.memory", "1g")
               .config("spark.sql.shuffle.partitions", "2").config("spark.default.parallelism", "2").config("spark.sql.session.timeZone", "America/New_York")
               .config("spark.sql.warehouse.dir", str(warehouse / "spark")).config("spark.jars.packages", ICEBERG)
               .config("spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
               .config("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog")
               .config("spark.sql.catalog.lake.type", "hadoop").config("spark.sql.catalog.lake.warehouse", str(warehouse / "lake"))
               .getOrCreate())
    session.sparkContext.setLogLevel("ERROR")
    session.warehouse = str(warehouse)
    yield session
    session.stop()


DEMO = os.path.join(ROOT, "testdata", "articles")


def demo_rows():
    """The example articles."""
    rows = []
    for name in sorted(os.listdir(DEMO)):
        with open(os.path.join(DEMO, name), encoding="utf8") as f:
            rows += map(json.loads, f)
    return rows


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """A Parquet file of the example articles, with what a corpus has of trouble: texts that
    are empty, foreign, twice under one id, long, and printed by two outlets."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = demo_rows()
    rows[0].update(published_at="2024-05-06T07:08:09.123456+02:00")
    rows[1].update(outlet=None, published_at=None)
    rows += [
        {"id": "none", "text": " "},
        {"id": "foreign", "text": "El presidente dijo que no habrá acuerdo con la oposición este año, según la prensa. " * 5},
        dict(rows[0], text="Another text. \"It is over,\" said Ben Oyo."),
        dict(rows[2], id="copy", outlet="Weekly Courier", published_at="2029-05-07"),
        {"id": "no date", "text": "\"We had no choice,\" Mayor Ann Cole said.", "published_at": "some day"},
        {"id": None, "text": "Critics opposed the plan."},
        {"id": None, "text": "Critics opposed the plan."},
        {"id": "long", "text": "It rained. " * 200_000},
    ]
    path = str(tmp_path_factory.mktemp("demo") / "articles.parquet")
    names = ["id", "title", "text", "outlet", "author", "url", "published_at", "language"]
    pq.write_table(pa.table({n: pa.array([r.get(n) for r in rows], pa.string()) for n in names}), path, row_group_size=7)
    return path


def sayso_run(binary, out, *arguments):
    done = subprocess.run([binary, "run", *arguments, "--out", out, "--run-id", "r1", "--quiet"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])
