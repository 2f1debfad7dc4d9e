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
from .program import INPUT, Program, said
from .tables import Tables, kept, stream

RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
BATCH = 1000  # articles in an Arrow batch
TASK_BYTES = 8 << 20  # of input, packed or not: a minute's work or so
MOST_TASKS = 20_000

FLAGS = "aliases topics lexicon min-confidence article-timeout max-article-bytes".split()


def parser():
    p = argparse.ArgumentParser(prog="sayso-spark", description="Writes the tables of Sayso with Apache Spark.")
    p.add_argument("paths", nargs="+", metavar="PATH", help="files or folders of articles, as Spark names them; with --to iceberg also a table")
    p.add_argument("--out", required=True, help="folder of the tables; with --to iceberg the namespace, as in catalog.news")
    p.add_argument("--to", choices=["files", "iceberg"], default="files")
    p.add_argument("--format", default="parquet", help="what Spark reads: parquet, json, csv, orc, text (an article a file), or table")
    p.add_argument("--option", action="append", default=[], metavar="KEY=VALUE", help="option of Spark's reader, such as header=true")
    p.add_argument("--map", default="", help="which columns hold what, as in text=body,published_at=meta.date")
    p.add_argument("--run-id", type=run_id, default=run_id(now()), help="name of the run, written in every row (default the time of the start)")
    p.add_argument("--overwrite", action="store_true", help="replace the tables of an earlier job, once the new ones are complete")
    p.add_argument("--max-speaker-tables", type=int, default=0, metavar="N",
                   help="speakers, those with most rows, that get a folder of their own (default none: a file of its own costs more than a thousand rows)")
    p.add_argument("--no-syndication", action="store_true", help="analyse copies of articles like others")
    p.add_argument("--tasks", type=int, metavar="N", help="tasks of the analysis (default by the size of the input: one for each 8 MB)")
    p.add_argument("--parts", type=int, metavar="N", help="tasks of the shuffles, and at most files of a table (default spark.sql.shuffle.partitions)")
    p.add_argument("--compact", action="store_true", help="with --to iceberg: join small files afterwards")
    p.add_argument("--scratch", help="folder, on a file system that all nodes see, for what is kept meanwhile (default: the executors' memory and disks)")
    p.add_argument("--binary", help="the program, sent to the executors from here (default: it came with the job, or is on the PATH)")
    for flag in FLAGS:
        p.add_argument(f"--{flag}", help="as for sayso run" + ("; a file that is there on every node" if flag in FLAGS[:3] else ""))
    return p


def now():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%S.%f")[:19] + "Z"


def run_id(name):
    if not RUN_ID.fullmatch(name):
        raise argparse.ArgumentTypeError(f"{name!r}: want 1 to 64 letters, digits, '.', '_', '-', the first a letter or digit")
    return name


def main(argv=None):
    args = parser().parse_args(argv)
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
        self.versions = said(self.program.check([*INPUT, *self.columns, *self.options]))
        self.parts = args.parts or int(spark.conf.get("spark.sql.shuffle.partitions"))
        self.times = {}
        self._kept = []

    def run(self):
        try:
            if self.args.to == "iceberg":
                from .iceberg import merge

                return merge(self)
            folder = Folder(self.spark, self.args.out)
            folder.check(self.args.overwrite)
            stage = folder.stage()
            try:
                told = self._files(folder, stage)
                folder.exchange(stage)
            finally:
                folder.remove(stage)
            return {"run_id": self.args.run_id, **told["summary"], "out": self.args.out, "seconds": self.times}
        finally:
            for df in self._kept:
                df.unpersist()

    def _files(self, folder, stage):
        constants = {"run_id": self.args.run_id, "model_version": self.versions["model_version"]}
        layout = files.Layout(folder, stage, self.program, constants, self.parts)
        rows = self.keep("annotate", self.stream(self.spread(self.read()), [*self.columns, *self.options]))
        ready = self.timed("copies", prepare.Prepared, rows, self.program, not self.args.no_syndication)
        tables = Tables(ready.originals, self.program, self.args.run_id)
        self.timed("speakers", layout.speakers, tables.speakers, tables.sightings, self.args.max_speaker_tables)
        self.timed("sentences", layout.table, tables.sentences, "sentences")
        self.timed("stances", layout.table, tables.stances, "stances")
        self.timed("articles", layout.table, ready.articles, "articles")
        self.timed("dead letters", layout.letters, ready.letters)
        counts = self.timed("count", self.counts, ready, tables)
        return layout.success(counts, self.versions, f"spark {self.spark.version}")

    def counts(self, ready, tables):
        sums = tables.rows.selectExpr("count(row) originals", "sum(size(sentences)) sentences", "sum(size(stances)) stances").first().asDict()
        duplicates = ready.copies.count() if ready.copies is not None else 0
        return {"articles": sums.pop("originals") + duplicates, **{k: n or 0 for k, n in sums.items()},
                "duplicates": duplicates, "dead_letters": ready.letters.count()}

    def timed(self, what, do, *arguments):
        begin = time.monotonic()
        result = do(*arguments)
        self.times[what] = round(time.monotonic() - begin, 3)
        return result

    def read(self):
        return prepare.read(self.spark, self.args.paths, self.args.format, [o.split("=", 1) for o in self.args.option])

    def spread(self, articles):
        """Deals the articles out to tasks, each of which starts the program once: too few leave
        processors idle, and where the input lies in one piece there is but one."""
        size = int(str(articles._jdf.queryExecution().optimizedPlan().stats().sizeInBytes()))
        cores = self.spark.sparkContext.defaultParallelism
        tasks = self.args.tasks or min(max(2 * cores, size // TASK_BYTES), MOST_TASKS)
        return articles.repartition(tasks)

    def stream(self, articles, arguments):
        """Returns what the program answers, each row with a number of its own."""
        return stream(articles, self.program, arguments).withColumn("row", F.monotonically_increasing_id())

    def keep(self, what, df):
        """Computes df, and keeps it for as long as the job runs: in the executors, or with --scratch in files."""
        if self.args.scratch:
            path = f"{self.args.scratch.rstrip('/')}/sayso-{self.args.run_id}-{len(self._kept)}"
            self.timed(what, files.write, df, path)
            self._kept.append(Scratch(self.spark, path))
            return self.spark.read.schema(df.schema).parquet(path)
        df = kept(df, None)
        self._kept.append(df)
        self.timed(what, df.count)
        return df


class Scratch:
    """Files that are kept for as long as the job runs."""

    def __init__(self, spark, path):
        self._folder = Folder(spark, path)

    def unpersist(self):
        self._folder.remove("")


if __name__ == "__main__":
    main()
