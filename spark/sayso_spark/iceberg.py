"""Writes tables of Apache Iceberg, article by article: a second run adds nothing.

Each table is changed in one MERGE, which is one snapshot. articles comes last: it says which
articles are in, so that a job that is killed before is made good by the next one, which
does its articles again. The snapshots that belong together are tagged with the run.

The tables are those of docs/SCHEMA.md; speaker_index is speakers.parquet, and sightings
and sketches are what it and the copies among the articles are told from.
"""
from pyspark.sql import functions as F

from . import prepare
from .program import spark_schema
from .tables import Tables, index

KEYS = {
    "sentences": ("article_id", "sentence_index"),
    "stances": ("article_id", "stance_index"),
    "speakers": ("article_id", "speaker_id", "sentence_index"),
    "sightings": ("article_id", "speaker_id"),
    "sketches": ("article_id",),
    "dead_letters": ("path", "line", "article", "stage", "reason"),
    "speaker_index": ("id",),
    "articles": ("article_id",),
}
LAYOUT = {"speakers": "bucket(16, speaker_id)", "sightings": "bucket(16, speaker_id)"}
OF_ARTICLE = ("sentences", "stances", "speakers", "sightings")  # replaced article by article
TOLD = ("title", "outlet", "author", "url", "published_at", "language", "sha256")  # what the input says of an article
SOURCE = "sayso_source"  # a view of the rows to be merged
GONE = "sayso_gone"  # a column that marks rows to be deleted


class Lake:
    """The tables in a namespace of an Iceberg catalog."""

    def __init__(self, spark, namespace, program):
        self.spark, self.namespace, self.program = spark, namespace, program
        spark.sql(f"CREATE NAMESPACE IF NOT EXISTS {namespace}")
        for table in KEYS:
            self._create(table)

    def name(self, table):
        return f"{self.namespace}.{table}"

    def read(self, table):
        return self.spark.table(self.name(table))

    def columns(self, table):
        """Returns names, types and whether null is allowed."""
        if table == "sketches":
            return [("article_id", "string", False), ("sketch", "binary", False)]
        named = {"speaker_index": "speakers.parquet"}.get(table, table)
        columns = [(f.name, f.dataType.simpleString(), f.nullable) for f in spark_schema(self.program.schema(named))]
        if table == "sightings":
            columns += [("article_id", "string", False), ("published_at", "timestamp", True)]
        if table == "dead_letters":
            columns.append(("run_id", "string", False))
        return columns

    def _create(self, table):
        columns = ", ".join(f"`{name}` {kind}{'' if null else ' NOT NULL'}" for name, kind, null in self.columns(table))
        by = f"PARTITIONED BY ({LAYOUT[table]})" if table in LAYOUT else ""
        self.spark.sql(
            f"CREATE TABLE IF NOT EXISTS {self.name(table)} ({columns}) USING iceberg {by} TBLPROPERTIES ('format-version'='2', "
            "'write.merge.mode'='merge-on-read', 'write.parquet.compression-codec'='zstd')")

    def location(self):
        """Returns where the table articles lies."""
        return self.spark.sql(f"DESCRIBE TABLE EXTENDED {self.name('articles')}").where("col_name = 'Location'").first().data_type

    def merge(self, table, rows, within=None):
        """Puts rows in the place of those of the same key, in one snapshot. Of the others,
        those whose first column of within is in it go; without within all stay."""
        have, keys = self.read(table), list(KEYS[table])
        columns = have.columns
        rows = rows.select(*columns).withColumn(GONE, F.lit(False))
        if within is not None:
            gone = have.join(within, within.columns[0], "left_semi").join(rows, keys, "left_anti")
            rows = rows.unionByName(gone.select(*columns).withColumn(GONE, F.lit(True)))
        rows.createOrReplaceTempView(SOURCE)
        on = " AND ".join(f"t.{k} <=> s.{k}" for k in keys)
        sets = ", ".join(f"t.`{c}` = s.`{c}`" for c in columns)
        names, values = ", ".join(f"`{c}`" for c in columns), ", ".join(f"s.`{c}`" for c in columns)
        self.spark.sql(
            f"MERGE INTO {self.name(table)} t USING {SOURCE} s ON {on} WHEN MATCHED AND s.{GONE} THEN DELETE "
            f"WHEN MATCHED THEN UPDATE SET {sets} WHEN NOT MATCHED AND NOT s.{GONE} THEN INSERT ({names}) VALUES ({values})")
        self.spark.catalog.dropTempView(SOURCE)

    def tag(self, run_id):
        """Names the snapshots of all tables after the run, which belong together."""
        for table in KEYS:
            if self.spark.sql(f"SELECT 1 FROM {self.name(table)}.snapshots LIMIT 1").count():
                self.spark.sql(f"ALTER TABLE {self.name(table)} CREATE OR REPLACE TAG `{run_id}`")

    def compact(self):
        """Joins small files, and takes deleted rows out of them, by Iceberg's own procedure."""
        catalog, _, inner = self.namespace.partition(".")
        for table in KEYS:
            self.spark.sql(f"CALL {catalog}.system.rewrite_data_files(table => '{inner}.{table}', options => map('min-input-files', '2', 'delete-file-threshold', '1'))")


def merge(job):
    """Runs a job into Iceberg tables, and returns its summary."""
    lake = Lake(job.spark, job.args.out, job.program)
    # In files: Spark takes what it has cached of a table for stale once the table is changed.
    job.args.scratch = job.args.scratch or f"{lake.location()}/scratch"
    return Merge(job, lake).run()


class Merge:
    """One run into the tables of a lake."""

    def __init__(self, job, lake):
        self.job, self.lake = job, lake

    def run(self):
        job, lake = self.job, self.lake
        rows = job.keep("read", job.stream(job.read(), ["--sketch-only", *job.columns, *job.options]))
        ready = prepare.Prepared(rows, job.program, syndication=False)
        both = job.keep("known", self.everything(ready))
        state = job.keep("state", self.state(both))
        redo = state.where("redo").select("article_id")
        changed, letters = redo.count(), ready.letters
        if state.where("touched").count():
            todo = both.join(state.where("redo and duplicate_of is null").select("article_id"), "article_id", "left_semi")
            wanted = [F.col("article_id").alias("id"), "text", "title", "url", "outlet", "author", "published_at", "language", "path", "line"]
            rows = job.keep("annotate", job.stream(job.spread(todo.select(*wanted)), job.options))
            tables = Tables(rows, job.program, job.args.run_id)
            letters = letters.unionByName(tables.dead_letters)
            self.write(both, redo, tables, job.keep("retell", self.articles(both, state, tables)))
        self.letters(letters)
        lake.tag(job.args.run_id)
        if job.args.compact:
            job.timed("compact", lake.compact)
        return {"run_id": job.args.run_id, "changed": changed, "articles": lake.read("articles").count(), "out": job.args.out, "seconds": job.times}

    def everything(self, ready):
        """Returns the articles of the input, and those of the tables that it has no others for, with their sketches."""
        new = ready.once.select("article.*", "sketch").withColumn("is_new", F.lit(True))
        old = self.lake.read("articles").join(self.lake.read("sketches"), "article_id")
        old = old.join(new.select("article_id"), "article_id", "left_anti").withColumn("is_new", F.lit(False))
        return new.unionByName(old)

    def state(self, both):
        """Returns for each article whether it is a copy and who printed it, whether its rows are
        to be made anew (redo), and whether anything is to be written at all (touched)."""
        told = both.drop("sketch")
        if not self.job.args.no_syndication:
            copies = prepare.copies(both.select("article_id", "published_at", "sketch"), self.job.program).cache()
            told = prepare.syndicated(told, copies)
        models = F.lit(self.job.versions["model_version"])
        told = told.withColumn("model_version", F.when(F.col("is_new"), models).otherwise(F.col("model_version")))
        compared = ("duplicate_of", "outlets", "model_version", *TOLD)
        was = self.lake.read("articles").select("article_id", *(F.col(c).alias(f"was_{c}") for c in compared), F.lit(True).alias("known"))
        same = {c: F.col(c).eqNullSafe(F.col(f"was_{c}")) for c in compared}
        kept = F.col("known").isNotNull()
        for c in ("model_version", *TOLD):
            kept = kept & same[c]
        kept = kept & (F.col("duplicate_of").isNull() == F.col("was_duplicate_of").isNull())
        return told.join(was, "article_id", "left").select(
            "article_id", "duplicate_of", "outlets", (~kept).alias("redo"), (~(kept & same["duplicate_of"] & same["outlets"])).alias("touched"))

    def articles(self, both, state, tables):
        """Returns the rows of articles that change."""
        names = self.lake.read("articles").columns
        said = state.where("touched")
        analysed = tables.articles.drop("duplicate_of", "outlets").join(said, "article_id").select(*names)
        copied = both.drop("duplicate_of", "outlets").join(said.where("redo and duplicate_of is not null"), "article_id")
        for c in prepare.COUNTS:
            copied = copied.withColumn(c, F.lit(0))
        copied = copied.withColumn("run_id", F.lit(self.job.args.run_id)).select(*names)
        retold = self.lake.read("articles").drop("duplicate_of", "outlets").join(said.where("not redo"), "article_id").select(*names)
        return analysed.unionByName(copied).unionByName(retold)

    def write(self, both, redo, tables, articles):
        """Changes the tables: articles last, which tells the next job what is in."""
        job, lake = self.job, self.lake
        before = lake.read("sightings").join(redo, "article_id", "left_semi").select("speaker_id")
        seen = job.keep("seen", before.unionByName(tables.sightings.select("speaker_id")).distinct())
        for table in OF_ARTICLE:
            job.timed(table, lake.merge, table, getattr(tables, table), redo)
        sightings = lake.read("sightings").join(seen, "speaker_id", "left_semi")
        speakers = index(sightings, job.program, job.args.run_id, job.parts).withColumn("path", F.lit(lake.name("speakers")))
        job.timed("speaker_index", lake.merge, "speaker_index", speakers, seen.withColumnRenamed("speaker_id", "id"))
        sketches = both.where("is_new").select("article_id", "sketch").join(redo, "article_id", "left_semi")
        job.timed("sketches", lake.merge, "sketches", sketches)
        job.timed("articles", lake.merge, "articles", articles)

    def letters(self, letters):
        """Adds the dead letters that are not known."""
        known = self.lake.read("dead_letters")
        keys = list(KEYS["dead_letters"])
        fresh = letters.withColumn("article", F.coalesce("article", F.lit(""))).join(known, keys, "left_anti")
        fresh = self.job.keep("letters", fresh.withColumn("run_id", F.lit(self.job.args.run_id)))
        if fresh.count():
            self.job.timed("dead_letters", self.lake.merge, "dead_letters", fresh)
