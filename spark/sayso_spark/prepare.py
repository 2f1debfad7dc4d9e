"""From what Spark reads to the articles that are to be analysed: one of each id, without copies."""
from pyspark.sql import Window
from pyspark.sql import functions as F

from . import child
from .program import spark_schema

DERIVED = "sha256-"  # opens the id of an article that came without one
TWICE = "duplicate id (an earlier article has this id: give each its own)"
TWICE_DERIVED = "duplicate id (an earlier article without an id has the same text)"


def read(spark, paths, format, options=()):
    """Returns the rows of files as Spark reads them, with path, and line where Spark numbers the rows."""
    if format == "text":
        df = spark.read.text(paths, wholetext=True).withColumnRenamed("value", "text")
    else:
        df = spark.read.format(format).options(**dict(options)).load(paths)
    line = (F.col("_metadata.row_index") + 1).cast("int") if format == "parquet" else F.lit(0)
    path = F.regexp_replace(F.col("_metadata.file_path"), "^file:/+", "/")
    df = df.select(*[c for c in df.columns if c not in ("path", "line")], path.alias("path"), line.alias("line"))
    if format == "text":  # as in "sayso run": the name of the file is the id, the first line the headline
        stem = F.regexp_replace(F.regexp_extract("path", "([^/]+)$", 1), r"(\.txt)?(\.[^.]*)?$", "")
        df = df.withColumn("id", stem).withColumn("title", F.trim(F.regexp_extract("text", r"^\s*(\S[^\n]*)", 1)))
    return df


class Prepared:
    """Articles as "sayso run" takes them up.

    rows are those of stream, each with a number of its own, "row". letters are the dead
    letters: what cannot be read, and all but the first article of an id. once are the rows of the
    others; copies (row, article_id, duplicate_of) tells which of them are copies of which, and is
    None when there are none, or without syndication.
    """

    def __init__(self, rows, program, syndication=True):
        good = rows.where("article is not null")
        places = good.select("row", "article.article_id", "article.path", "article.line")
        twice = later(places).persist()
        reason = F.when(F.col("article_id").startswith(DERIVED), TWICE_DERIVED).otherwise(TWICE)
        self.letters = rows.where("dead_letter is not null").select("dead_letter.*").unionByName(
            twice.select(F.col("article_id").alias("article"), "path", "line", F.lit("ingest").alias("stage"), reason.alias("reason")))
        self.once = good.join(twice.select("row"), "row", "left_anti") if twice.count() else good
        self.copies = None
        if syndication:
            sketches = self.once.select("row", "article.article_id", "article.published_at", "sketch")
            self.copies = copies(sketches, program).join(sketches.select("row", "article_id"), "article_id").persist()
            if not self.copies.count():
                self.copies = None

    @property
    def originals(self):
        """The rows of articles that are no copies."""
        if self.copies is None:
            return self.once
        return self.once.join(self.copies.select("row"), "row", "left_anti")

    @property
    def articles(self):
        """The rows of the table articles. Copies have none in the other tables, and say of whom they are copies."""
        articles = self.once.select("article.*")
        if self.copies is None or "duplicate_of" not in articles.columns:
            return articles
        return syndicated(articles, self.copies.drop("row"))


def later(places):
    """Returns all but the first article of each id, in order of path and line."""
    again = places.groupBy("article_id").count().where("count > 1").select("article_id")
    order = Window.partitionBy("article_id").orderBy("path", "line", "row")
    return places.join(again, "article_id", "left_semi").withColumn("n", F.row_number().over(order)).where("n > 1").drop("n")


def copies(sketches, program):
    """Returns article_id and duplicate_of of the articles that are copies, told from article_id, published_at and sketch."""
    def decide(batches):
        return child.run(batches, ["copies"])

    return sketches.repartition(1).mapInArrow(decide, spark_schema(program.schema("copies")))


COUNTS = ("sentences", "attributions", "speakers", "stances")


def syndicated(articles, copies):
    """Sets duplicate_of and outlets in rows of the table articles, as "sayso run" does. copies has article_id and duplicate_of."""
    names = articles.columns
    pairs = articles.select("article_id", "outlet").join(copies, "article_id")
    printed = pairs.groupBy("duplicate_of").agg(F.collect_set("outlet").alias("printed")).withColumnRenamed("duplicate_of", "article_id")
    joined = articles.drop("duplicate_of").join(copies, "article_id", "left").join(printed, "article_id", "left")
    none = F.array().cast("array<string>")
    own = F.when(F.col("outlet").isNull(), none).otherwise(F.array("outlet"))
    joined = joined.withColumn("outlets", F.array_sort(F.array_union(own, F.coalesce("printed", none))))
    for c in COUNTS:
        joined = joined.withColumn(c, F.when(F.col("duplicate_of").isNull(), F.col(c)).otherwise(0))
    return joined.select(*names)
