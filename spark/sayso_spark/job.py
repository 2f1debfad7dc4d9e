"""The command: articles from anywhere that Spark reads, tables to anywhere that it writes.

    spark-submit --files sayso --py-files sayso_spark.zip sayso_job.py s3a://news/*.parquet --out s3a://tables
"""
import argparse
import datetime
import json
import re
import sys
import time

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

from . import files, prepare
from .child import SaysoError
from .folder import Folder, FolderError
from .program import Program
from .tables import Tables, stream

RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
BATCH = 1000  # articles in an Arrow batch

FLAGS = "aliases topics lexicon min-confidence article-timeout max-article-bytes".split()


def parser():
    p = argparse.ArgumentParser(prog="sayso-spark", description="Writes the tables of Sayso with Apache Spark.")
    p.add_argument("paths", nargs="+", metavar="PATH", help="files or folders of articles, as Spark names them; with --to iceberg also a table")
    p.add_argument("--out", required=True, help="folder of the tables; with --to iceberg the namespace, as in catalog.news")
    p.add_argument("--to", choices=["files", "iceberg"], default="files")
    p.add_argument("--format", default="parquet", help="what Spark reads: parquet, json, csv, orc, text (an article a file), or table")
    p.add_argument("--option", action="append", default=[], metavar="KEY=VALUE", help="option of Spark's reader, such as header=true")
    p.add_argument("--map", default="", help="which columns hold what, as in text=body,published_at=meta.date")
    p.add_argument("--run-id", help="name of the run, written in every row (default the time of the start)")
    p.add_argument("--overwrite", action="store_true", help="replace the tables of an earlier job, once the new ones are complete")
    p.add_argument("--max-speaker-tables", type=int, default=1000, metavar="N", help="speakers, those with most rows, that get a folder of their own")
    p.add_argument("--no-syndication", action="store_true", help="analyse copies of articles like others")
    p.add_argument("--articles-per-task", type=int, default=5000, metavar="N", help="a task starts the program once, which takes a third of a second")
    p.add_argument("--parts", type=int, metavar="N", help="tasks of the shuffles, and at most files of a table (default spark.sql.shuffle.partitions)")
    p.add_argument("--compact", action="store_true", help="with --to iceberg: join small files afterwards")
    p.add_argument("--scratch", help="folder for what is kept meanwhile, on a file system that all nodes see (default beside the tables)")
    p.add_argument("--binary", help="the program, sent to the executors from here (default: it came with the job, or is on the PATH)")
    for flag in FLAGS:
        p.add_argument(f"--{flag}", help="as for sayso run" + ("; a file that is there on every node" if flag in FLAGS[:3] else ""))
    return p


def main(argv=None):
    args = parser().parse_args(argv)
    args.run_id = args.run_id or datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%S.%f")[:19] + "Z"
    if not RUN_ID.fullmatch(args.run_id):
        sys.exit(f"sayso-spark: --run-id {args.run_id!r}: want 1 to 64 letters, digits, '.', '_', '-', the first a letter or digit")
    spark = SparkSession.builder.appName("sayso").getOrCreate()
    configure(spark)
    try:
        print(json.dumps(Job(spark, args).run()))
    except (SaysoError, FolderError) as e:
        sys.exit(f"sayso-spark: {e}")
    finally:
        spark.stop()


def configure(spark):
    """Sets what the tables rest on."""
    spark.conf.set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", BATCH)
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    # Tables are written aside, and shown by renaming once all are complete: no need to
    # move each file twice before.
    spark.conf.set("mapreduce.fileoutputcommitter.algorithm.version", "2")
    spark.conf.set("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")


class Job:
    """One run: from paths to tables."""

    def __init__(self, spark, args):
        self.spark, self.args = spark, args
        self.program = Program(spark, args.binary)
        self.options = ["--run-id", args.run_id]
        for flag in FLAGS:
            value = getattr(args, flag.replace("-", "_"))
            if value is not None:
                self.options += [f"--{flag}", value]
        self.columns = ["--map", args.map] if args.map else []
        self.versions = self.program.check([*self.columns, *self.options])
        self.parts = args.parts or int(spark.conf.get("spark.sql.shuffle.partitions"))
        self.times = {}

    def run(self):
        if self.args.to == "iceberg":
            from .iceberg import merge

            return merge(self)
        folder = Folder(self.spark, self.args.out)
        folder.check(self.args.overwrite)
        stage = folder.stage()
        try:
            said = self._files(folder, stage)
            folder.exchange(stage)
        finally:
            folder.remove(stage)
        return {"run_id": self.args.run_id, **said["summary"], "out": self.args.out, "seconds": self.times}

    def _files(self, folder, stage):
        layout = files.Layout(folder, stage, self.program, self.args.run_id, self.parts)
        ready = self.prepared(layout.path)
        tables = self.annotated(ready.fresh, layout.path)
        letters = ready.letters.unionByName(tables.dead_letters).cache()
        articles = self.articles(ready, tables)
        self.timed("speakers", layout.speakers, tables.speakers, tables.sightings, self.args.max_speaker_tables)
        self.timed("sentences", layout.table, tables.sentences, "sentences")
        self.timed("stances", layout.table, tables.stances, "stances")
        self.timed("articles", layout.table, articles, "articles")
        self.timed("dead letters", layout.letters, letters)
        counts = self.timed("count", self.counts, tables, articles, letters)
        for name in ("work.articles", "work.rows"):
            folder.remove(f"{stage}/{name}")
        return layout.success(counts, self.versions, f"spark {self.spark.version}")

    def counts(self, tables, articles, letters):
        sums = tables.rows.selectExpr("sum(size(sentences))", "sum(size(stances))", "sum(size(speakers))").first()
        counts = dict(zip(("sentences", "stances", "speaker_rows"), (n or 0 for n in sums)))
        return {"articles": articles.count(), **counts, "dead_letters": letters.count()}

    def timed(self, what, do, *arguments):
        begin = time.monotonic()
        result = do(*arguments)
        self.times[what] = round(time.monotonic() - begin, 3)
        return result

    def prepared(self, path, syndication=True):
        """Reads the articles, and keeps them with their sketches: the input may change, and is read once."""
        df = prepare.read(self.spark, self.args.paths, self.args.format, [o.split("=", 1) for o in self.args.option])
        rows = stream(df, self.program, ["--sketch-only", *self.columns, *self.options])
        self.timed("read", files.write, rows.withColumn("row", F.monotonically_increasing_id()), path("work.articles"))
        kept = self.spark.read.parquet(path("work.articles"))
        return prepare.Prepared(kept, self.program, syndication and not self.args.no_syndication)

    def annotated(self, articles, path):
        """Analyses the articles, and keeps what the program answers."""
        n = self.timed("copies", articles.count)
        cores = self.spark.sparkContext.defaultParallelism
        tasks = max(min(3 * cores, n // 50), -(-n // self.args.articles_per_task), 1)
        wanted = [F.col("article_id").alias("id"), "text", "title", "url", "outlet", "author", "published_at", "language", "path", "line"]
        spread = articles.select(*wanted).repartition(tasks)
        rows = stream(spread, self.program, self.options)
        self.timed("annotate", files.write, rows, path("work.rows"))
        return Tables(self.spark.read.schema(rows.schema).parquet(path("work.rows")), self.program, self.args.run_id)

    def articles(self, ready, tables):
        """Returns the rows of articles, those of copies included."""
        analysed = tables.articles
        if ready.copies is None:
            return analysed
        rest = ready.articles.select("article.*").join(F.broadcast(ready.copies.select("article_id")), "article_id", "left_semi")
        both = analysed.unionByName(rest)
        return prepare.syndicated(both, ready.copies) if "duplicate_of" in both.columns else both


if __name__ == "__main__":
    main()
