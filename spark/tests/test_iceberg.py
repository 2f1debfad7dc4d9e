"""Tables of Apache Iceberg: merged article by article, read by others."""
import json

from conftest import demo_rows, sayso_run
from tables import KEYS, sorted_table
from test_equal import spark_job

from sayso_spark import job


def lake_job(spark, binary, rows, folder, run, *arguments):
    path = folder / f"{run}.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows))
    args = job.parser().parse_args([str(path), "--format", "json", "--to", "iceberg", "--out", "lake.news", "--run-id", run, "--binary", binary, *arguments])
    job.configure(spark)
    return job.Job(spark, args).run()


def snapshots(spark):
    return {t: spark.table(f"lake.news.{t}.snapshots").count() for t in ("articles", "speakers", "sentences", "stances", "speaker_index", "dead_letters")}


def equal(spark, binary, rows, folder, name):
    """Compares the tables with those of a run over the same articles."""
    path, ran = folder / f"{name}-run.jsonl", str(folder / f"{name}-run")
    path.write_text("".join(json.dumps(r) + "\n" for r in rows))
    sayso_run(binary, ran, str(path))
    without = ["run_id", "line", "path", "published_at", "first_date", "last_date"]  # Spark shows times in a zone of its own
    for table, keys in KEYS.items():
        want = sorted_table(ran, table, without)
        have = spark.table("lake.news." + ("speaker_index" if table.endswith(".parquet") else table))
        got = sorted((r.asDict(True) for r in have.select(*want.column_names).collect()), key=lambda r: [r[k] for k in keys])
        assert got == want.to_pylist(), table


def test_merge(spark, binary, tmp_path):
    rows = demo_rows()[:6]
    first = lake_job(spark, binary, rows, tmp_path, "one")
    assert first["changed"] == 6
    equal(spark, binary, rows, tmp_path, "one")
    had = snapshots(spark)

    # The same again adds nothing, not even a snapshot.
    assert lake_job(spark, binary, rows, tmp_path, "two")["changed"] == 0
    assert snapshots(spark) == had

    # A changed article replaces its rows; a new one, an earlier copy of a known one and a
    # bad one come in; the others stay.
    rows[3] = dict(rows[3], text="\"It is over,\" said Ben Oyo. Critics opposed the plan.")
    rows.append({"id": "new", "text": "\"We had no choice,\" Mayor Ann Cole said."})
    rows.append(dict(rows[5], id="earlier", outlet="First Gazette", published_at="2001-02-03"))
    third = lake_job(spark, binary, rows[3:4] + rows[6:] + [{"id": "bad", "text": ""}], tmp_path, "three", "--compact")
    assert third["changed"] == 4  # that of the copy is one of them: its rows go
    equal(spark, binary, rows, tmp_path, "three")
    assert [r.article for r in spark.table("lake.news.dead_letters").collect()] == ["bad"]

    # Readers at a run's tag see that run.
    ids = {r.article_id for r in spark.sql("SELECT article_id FROM lake.news.articles VERSION AS OF 'one'").collect()}
    assert len(ids) == 6 and "new" not in ids


def test_other_readers(spark, binary, tmp_path):
    """pyiceberg reads what is there."""
    from pyiceberg.table import StaticTable

    lake_job(spark, binary, [{"id": "other", "text": "\"It is over,\" said Ben Oyo."}], tmp_path, "four")
    location = spark.sql("DESCRIBE TABLE EXTENDED lake.news.speakers").where("col_name = 'Location'").first().data_type
    with open(f"{location.removeprefix('file:')}/metadata/version-hint.text") as f:
        metadata = f"{location.removeprefix('file:')}/metadata/v{f.read().strip()}.metadata.json"
    want = {(r.speaker_id, r.sentence) for r in spark.table("lake.news.speakers").collect()}
    got = StaticTable.from_metadata(metadata).scan().to_arrow().to_pylist()
    assert {(r["speaker_id"], r["sentence"]) for r in got} == want
