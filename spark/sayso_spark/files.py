"""Writes tables as "sayso run" lays them out."""
import json

from pyspark.sql import functions as F

from .folder import SUCCESS
from .program import spark_schema, spark_type
from .tables import index

SHARED = "other.speakers"  # holds the rows of speakers without a folder of their own
ROW_GROUP = 32 << 20
SPEAKER_ORDER = ("published_at", "article_id", "sentence_index")


def strict(df, schema, *more):
    """Gives df the columns of an Arrow schema, in order, and more. Where Spark does not know that a column is never null, this says so."""
    columns = []
    for f in schema:
        c = F.col(f.name)
        if not f.nullable and df.schema[f.name].nullable:
            kind = spark_type(f.type)
            empty = F.array() if kind.typeName() == "array" else F.lit("" if kind.typeName() == "string" else 0)
            c = F.coalesce(c, empty.cast(kind))
        columns.append(c.alias(f.name))
    return df.select(*columns, *more)


def write(df, path, by=None):
    """Writes Parquet as the readers of sayso want it. The files of many folders are small: these are made faster than packed."""
    w = df.write.option("compression", "snappy" if by else "zstd").option("parquet.block.size", ROW_GROUP)
    (w.partitionBy(by) if by else w).parquet(path)


class Layout:
    """The tables of a job, on their way into a folder."""

    def __init__(self, folder, stage, program, constants, parts):
        self.folder, self.stage, self.program, self.parts = folder, stage, program, parts
        self.constants = constants  # columns with one value for the whole run
        self.counts = {}

    def path(self, name):
        return self.folder.inside(f"{self.stage}/{name}")

    def table(self, df, name):
        write(strict(df, self.program.schema(name)), self.path(name))

    def speakers(self, rows, sightings, most):
        """Writes speakers and speakers.parquet: the most with most rows have a folder each."""
        spark = rows.sparkSession
        write(index(sightings, self.program, self.constants["run_id"], self.parts), self.path("work.index"))
        speakers = spark.read.parquet(self.path("work.index"))
        chosen = [r.id for r in speakers.orderBy(F.desc("sentences"), "id").select("id").limit(most).collect()]
        own = F.broadcast(spark.createDataFrame([(i, i) for i in chosen], "speaker_id string, folder string"))
        self.counts["speaker_tables"] = len(chosen)
        self.counts["speakers"], self.counts["speaker_rows"] = speakers.select(F.count("id"), F.coalesce(F.sum("sentences"), F.lit(0))).first()
        self._index(speakers, own)
        self._rows(rows, own)
        self.folder.remove(f"{self.stage}/work.index")

    def _index(self, speakers, own):
        where = F.concat(F.lit("speakers/"), F.coalesce("folder", F.lit(SHARED)))
        placed = speakers.join(own.withColumnRenamed("speaker_id", "id"), "id", "left").withColumn("path", where)
        one = strict(placed, self.program.schema("speakers.parquet")).coalesce(1).sortWithinPartitions("id")
        write(one, self.path("work.one"))
        part = next(n for n in self.folder.names(f"{self.stage}/work.one") if n.startswith("part-"))
        self.folder.move(f"{self.stage}/work.one/{part}", f"{self.stage}/speakers.parquet")
        self.folder.remove(f"{self.stage}/work.one")

    def _rows(self, rows, own):
        """Writes the rows sorted, those of a speaker with very many over several files, in order of their names."""
        rows = rows.drop(*self.constants)  # need not be shuffled
        placed = rows.join(own, "speaker_id", "left").withColumn("folder", F.coalesce("folder", F.lit(SHARED)))
        order = [F.col("folder"), F.col("speaker_id"), *(F.col(c).asc_nulls_first() for c in SPEAKER_ORDER)]
        schema = self.program.schema("speakers")
        ordered = placed.repartitionByRange(self.parts, *order).sortWithinPartitions(*order)
        for name, value in self.constants.items():
            ordered = ordered.withColumn(name, F.lit(value))
        write(strict(ordered, schema, "folder"), self.path("speakers"), by="folder")
        for name in self.folder.names(f"{self.stage}/speakers"):
            if name.startswith("folder="):
                self.folder.move(f"{self.stage}/speakers/{name}", f"{self.stage}/speakers/{name[len('folder='):]}")
        if not self.counts["speakers"]:  # the folder opens all the same
            none = rows.sparkSession.createDataFrame([], spark_schema(schema))
            write(none, self.path(f"speakers/{SHARED}"))

    def letters(self, df):
        """Writes the dead letters as lines of JSON, in one file."""
        line = F.to_json(F.struct(F.coalesce("article", F.lit("")).alias("article"), "path", "line", "stage", "reason"))
        ordered = df.coalesce(1).sortWithinPartitions("path", "line", "article")
        ordered.select(line.alias("value")).write.text(self.path("work.letters"))
        parts = [n for n in self.folder.names(f"{self.stage}/work.letters") if n.startswith("part-")]
        if parts:
            self.folder.move(f"{self.stage}/work.letters/{parts[0]}", f"{self.stage}/_dead_letters.jsonl")
        else:
            self.folder.write(f"{self.stage}/_dead_letters.jsonl", "")
        self.folder.remove(f"{self.stage}/work.letters")

    def success(self, counts, versions, engine):
        """Writes _SUCCESS with the counts of rows, and returns what it says."""
        self.counts.update(counts)
        said = {"tool": "sayso", "schema_version": versions["schema_version"], **self.constants,
                "tool_version": versions["tool_version"], "format": "parquet", "engine": engine, "summary": self.counts}
        self.folder.write(f"{self.stage}/{SUCCESS}", json.dumps(said, indent=2) + "\n")
        return said
