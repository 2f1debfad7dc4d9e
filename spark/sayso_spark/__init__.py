"""Sayso inside Apache Spark: who said what in the news, for and against whom, as DataFrames.

    from sayso_spark import annotate

    tables = annotate(spark.read.json("news/*.jsonl"), text="body", id="guid")
    tables.speakers.groupBy("speaker_id").count().show()
"""
from .child import SaysoError
from .tables import Tables, annotate

__all__ = ["annotate", "Tables", "SaysoError"]
