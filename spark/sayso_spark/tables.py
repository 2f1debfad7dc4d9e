"""annotate: the tables of a DataFrame of articles."""
from pyspark import StorageLevel, cloudpickle
from pyspark.sql import functions as F

from . import child
from .program import INPUT, Program, spark_schema

# The tasks need no installed package: what they call is sent with them.
cloudpickle.register_pickle_by_value(child)

FIELDS = ("id", "text", "title", "url", "outlet", "author", "published_at", "language")


def annotate(df, text=None, id=None, *, title=None, url=None, outlet=None, author=None, published_at=None,
             language=None, run_id="stream", options=(), binary=None, cache=True):
    """Returns the Tables of the articles in df.

    text, id and the like name the columns; one that is not named is found by its usual
    names, as "sayso run" finds it. The columns path and line, if there are any, say
    where an article stands. Two articles with one id are the caller's fault, and give the rows of both.

    options are further flags of "sayso annotate", such as ("--aliases", file), with files
    that are there on every node. binary is the program on the driver, which is sent to the
    executors; without it each looks for it among the files of the job and on its PATH.
    With cache, True or a storage level of Spark's, the work is done once for all tables
    and kept by the executors until Tables.unpersist.
    """
    given = dict(text=text, id=id, title=title, url=url, outlet=outlet, author=author, published_at=published_at, language=language)
    program = Program(df.sparkSession, binary)
    rows = stream(df, program, ["--run-id", run_id, *mapping(given), *options])
    return Tables(kept(rows, cache if isinstance(cache, StorageLevel) else None) if cache else rows, program, run_id)


def mapping(columns):
    """Returns the flags that name the columns."""
    pairs = ",".join(f"{field}={column}" for field, column in columns.items() if column)
    return ["--map", pairs] if pairs else []


def stream(df, program, arguments):
    """Returns a row for each article: what "sayso annotate --format-out arrow --lean" answers."""
    arguments = [*INPUT, "--lean", *arguments]
    schema = spark_schema(program.check(arguments))
    arguments = ["annotate", *arguments, "--quiet"]

    def task(batches):
        return child.run(batches, arguments, counted=True)

    return df.mapInArrow(task, schema)


def kept(df, storage):
    """Keeps df, so that it is computed once; Spark makes anew what an executor takes with it."""
    return df.persist(storage or StorageLevel.MEMORY_AND_DISK)


class Tables:
    """The tables of some articles as DataFrames, with the columns of docs/SCHEMA.md.

    rows has a row for each article, with its rows of the other tables nested in it; these
    leave out what the article's own row says.
    """

    def __init__(self, rows, program, run_id="stream"):
        self.rows = rows
        self._program = program
        self._run_id = run_id

    def _nested(self, name):
        own = self.rows.schema[name].dataType.elementType.names
        names = self._program.schema(name).names
        told = [c for c in names if c not in own]
        picked = self.rows.select(*(F.col(f"article.{c}").alias(c) for c in told), F.col(name))
        return picked.select(*told, F.inline(name)).select(*names)

    @property
    def articles(self):
        return self.rows.where("article is not null").select("article.*")

    @property
    def sentences(self):
        return self._nested("sentences")

    @property
    def stances(self):
        return self._nested("stances")

    @property
    def speakers(self):
        return self._nested("speakers")

    @property
    def dead_letters(self):
        return self.rows.where("dead_letter is not null").select("dead_letter.*")

    @property
    def sightings(self):
        picked = self.rows.select(F.col("article.published_at").alias("published_at"), F.col("article.article_id").alias("article_id"), "sightings")
        return picked.select("published_at", "article_id", F.inline("sightings"))

    @property
    def index(self):
        """One row per speaker: the table speakers.parquet. Its path is that of the shared folder."""
        return index(self.sightings, self._program, self._run_id)

    def unpersist(self):
        self.rows.unpersist()


def index(sightings, program, run_id, parts=None):
    """Adds up sightings (speaker_id, published_at, article_id, sighting) to rows of speakers.parquet.

    A speaker with very many is spread over tasks: each adds up a stretch of the order,
    and a second round adds up the stretches.
    """
    spark = sightings.sparkSession
    parts = parts or int(spark.conf.get("spark.sql.shuffle.partitions"))
    order = [F.col("speaker_id"), F.col("published_at").asc_nulls_first(), F.col("article_id")]
    stretches = sightings.repartitionByRange(parts, *order).sortWithinPartitions(*order).select("speaker_id", "sighting")
    summary = program.schema("sightings")
    arguments = ["index", "--run-id", run_id]

    def add_up(batches):
        import pyarrow as pa
        from pyspark import TaskContext

        part = TaskContext.get().partitionId()
        for b in child.run(batches, [*arguments, "--partial"]):
            yield pa.RecordBatch.from_arrays([*b.columns, pa.array([part] * b.num_rows, pa.int32())], names=[*b.schema.names, "part"])

    def join(batches):
        return child.run(batches, arguments)

    summaries = stretches.mapInArrow(add_up, spark_schema(summary).add("part", "integer", False))
    joined = summaries.repartition(parts, "speaker_id").sortWithinPartitions("speaker_id", "part").select("speaker_id", "sighting")
    return joined.mapInArrow(join, spark_schema(program.schema("speakers.parquet")))
