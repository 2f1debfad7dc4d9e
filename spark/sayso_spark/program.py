"""The program on the driver: what it says of itself, and how it travels with a job."""
import os
import subprocess
import tempfile

from .child import SaysoError, executable, find_binary

INPUT = ("--format-in", "arrow", "--format-out", "arrow")


def said(schema):
    """Returns what a schema says of itself: the versions of schema, models and program."""
    return {key.decode().replace("sayso.", ""): value.decode() for key, value in schema.metadata.items()}


class Program:
    """The binary that the tasks will run, and its schemas.

    path is that of the binary on the driver, from where it is sent to the executors;
    None looks where the tasks look: see find_binary.
    """

    def __init__(self, spark, path=None):
        self._schemas = {}
        self.path = executable(os.path.abspath(path)) if path else find_binary()
        if path:
            send(spark, self.path)

    def schema(self, table):
        """Returns the Arrow schema of a table."""
        import pyarrow as pa

        if table not in self._schemas:
            self._schemas[table] = pa.ipc.open_stream(self._ask("schema", "--format", "arrow", "--table", table)).schema
        return self._schemas[table]

    def check(self, arguments):
        """Runs the program on no article, so that wrong options fail here and not in the tasks.

        Returns the schema of its stream.
        """
        import pyarrow as pa

        with tempfile.TemporaryDirectory() as scratch:
            empty = os.path.join(scratch, "none.jsonl")
            open(empty, "w").close()
            answer = self._ask("annotate", empty, "--quiet", *arguments)
        return pa.ipc.open_stream(answer).schema

    def _ask(self, *arguments):
        done = subprocess.run([self.path, *arguments], stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode:
            raise SaysoError(f"sayso {arguments[0]}: exit code {done.returncode}: {done.stderr.decode('utf8', 'replace').strip()}")
        return done.stdout


def send(spark, path):
    """Sends a file to all executors, as sayso."""
    if os.path.basename(path) != "sayso":
        link = os.path.join(tempfile.mkdtemp(prefix="sayso-"), "sayso")
        os.symlink(path, link)
        path = link
    context = getattr(spark, "_sc", None)
    if context is None:  # Spark Connect
        spark.addArtifact(path, file=True)
    elif not any(name.endswith("/sayso") for name in context.listFiles):
        context.addFile(path)


def spark_type(arrow):
    """Returns the Spark type of an Arrow type, down to which values may be null."""
    import pyarrow.types as is_
    from pyspark.sql import types as t

    if is_.is_struct(arrow):
        return t.StructType([t.StructField(f.name, spark_type(f.type), f.nullable) for f in arrow])
    if is_.is_list(arrow):
        return t.ArrayType(spark_type(arrow.value_type), arrow.value_field.nullable)
    simple = {
        "string": t.StringType, "binary": t.BinaryType, "bool": t.BooleanType, "double": t.DoubleType,
        "int32": t.IntegerType, "int64": t.LongType, "timestamp[us, tz=UTC]": t.TimestampType,
    }
    return simple[str(arrow)]()


def spark_schema(arrow):
    """Returns the Spark schema of an Arrow schema."""
    from pyspark.sql import types as t

    return t.StructType([t.StructField(f.name, spark_type(f.type), f.nullable) for f in arrow])
