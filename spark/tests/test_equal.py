"""The tables from Spark equal those of "sayso run", row for row."""
import json
import os
import subprocess

import pytest
from conftest import demo_rows, sayso_run
from tables import difference, read

from sayso_spark import annotate, job


def spark_job(spark, out, *arguments):
    args = job.parser().parse_args([*arguments, "--out", out, "--run-id", "r1"])
    job.configure(spark)
    return job.Job(spark, args).run()


def test_demo(spark, binary, demo, tmp_path):
    ran, made = str(tmp_path / "run"), str(tmp_path / "spark")
    summary = sayso_run(binary, ran, demo, "--max-speaker-tables", "5")
    said = spark_job(spark, made, demo, "--binary", binary, "--max-speaker-tables", "5", "--parts", "3")
    assert difference(ran, made) is None
    assert said["dead_letters"] == 5 and said["articles"] == summary["tables"]["articles"]
    assert "copy" in read(made, "articles").filter(read(made, "articles")["duplicate_of"].is_valid())["article_id"].to_pylist()

    # The readers of sayso take them for their own.
    for arguments in (["speakers", made, "--json"], ["quotes", made, "--json"], ["report", made, "--out", str(tmp_path / "r.html")]):
        done = subprocess.run([binary, *arguments], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert done.stdout == subprocess.run([binary, *[a.replace(made, ran) for a in arguments]], capture_output=True, text=True).stdout or "report" in arguments

    # A second job must be told to replace them, and leaves no trace of the first.
    from sayso_spark.folder import FolderError

    with pytest.raises(FolderError, match="--overwrite"):
        spark_job(spark, made, demo, "--binary", binary)
    spark_job(spark, made, demo, "--binary", binary, "--overwrite", "--max-speaker-tables", "5")
    assert difference(ran, made) is None
    assert not [n for n in os.listdir(made) if n.startswith("_sayso")]


def test_text_and_json(spark, binary, tmp_path):
    """Text files and lines of JSON: all but the numbers of lines, which Spark does not count."""
    texts = tmp_path / "texts"
    texts.mkdir()
    for row in demo_rows()[:5]:
        (texts / f"{row['id']}.txt").write_text(row["title"] + "\n\n" + row["text"])
    ran, made = str(tmp_path / "run"), str(tmp_path / "spark")
    sayso_run(binary, ran, str(texts), "--max-speaker-tables", "0")
    spark_job(spark, made, str(texts), "--format", "text", "--binary", binary)
    assert difference(ran, made) is None

    lines = tmp_path / "news.jsonl"
    lines.write_text('{"guid":"a","body":"\\"It is over,\\" said Ben Oyo.","meta":{"date":"2024-05-06"}}\n{"guid":"b","body":"It rained."}\n')
    mapped = ["--map", "text=body,id=guid,published_at=meta.date"]
    ran, made = str(tmp_path / "run2"), str(tmp_path / "spark2")
    sayso_run(binary, ran, str(lines), "--max-speaker-tables", "0", *mapped)
    spark_job(spark, made, str(lines), "--format", "json", "--binary", binary, *mapped)
    assert difference(ran, made, without=("run_id", "line")) is None


def test_annotate(spark, binary, demo):
    """The tables as DataFrames, from one pass, with columns of other names."""
    df = spark.read.parquet(demo).selectExpr("text AS body", "id AS guid", "title", "outlet", "published_at AS `when`", "'p' AS path", "7 AS line")
    tables = annotate(df, text="body", id="guid", published_at="when", run_id="r9", binary=binary)
    articles = tables.articles.collect()
    assert {r.run_id for r in articles} == {"r9"} and {(r.path, r.line) for r in articles} == {("p", 7)}
    assert tables.dead_letters.count() == 3  # ids are left to the caller
    assert tables.sentences.count() == sum(r.sentences for r in articles)
    assert tables.stances.count() == sum(r.stances for r in articles)
    index = {r.id: r for r in tables.index.collect()}
    rows = tables.speakers.groupBy("speaker_id").count().collect()
    assert {r.speaker_id: r["count"] for r in rows} == {i: r.sentences for i, r in index.items()}
    tables.unpersist()


@pytest.mark.skipif(not os.environ.get("SPARK_SAYSO_CORPUS"), reason="SPARK_SAYSO_CORPUS names no file of lines of JSON")
def test_corpus(spark, binary, tmp_path):
    """5,000 articles of a real corpus."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with open(os.environ["SPARK_SAYSO_CORPUS"], encoding="utf8") as f:
        rows = [json.loads(line) for line, _ in zip(f, range(5000))]
    path = str(tmp_path / "corpus.parquet")
    names = sorted({n for r in rows for n in r})
    pq.write_table(pa.table({n: [r.get(n) for r in rows] for n in names}), path, row_group_size=1000)
    ran, made = str(tmp_path / "run"), str(tmp_path / "spark")
    sayso_run(binary, ran, path, "--max-speaker-tables", "50")
    said = spark_job(spark, made, path, "--binary", binary, "--max-speaker-tables", "50", "--parts", "4")
    print(said)
    assert difference(ran, made) is None
