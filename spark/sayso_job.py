"""For spark-submit: see docs/SPARK.md."""
from sayso_spark.job import main

main()
