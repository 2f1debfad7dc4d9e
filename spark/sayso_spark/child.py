"""The program in a task: one child process, fed with Arrow batches.

The functions here run in Spark's Python workers. The package need not be installed
there: they are sent with the job, and import nothing but pyarrow.
"""
import collections
import os
import shutil
import subprocess
import sys
import tempfile
import threading

LAST_LINES = 20  # of standard error, kept for the exception
NAMED = 5  # articles named in it


class SaysoError(RuntimeError):
    """The program ended before its work was done."""


def find_binary(name="sayso"):
    """Returns the path of the program: $SPARK_SAYSO_BINARY, a file or archive that came with the job, or on the PATH."""
    said = os.environ.get("SPARK_SAYSO_BINARY")
    if said:
        return executable(said)
    places = [os.getcwd()]
    try:
        from pyspark import SparkFiles

        places.insert(0, SparkFiles.getRootDirectory())
    except Exception:  # outside a job
        pass
    for place in places:
        for path in (os.path.join(place, name), os.path.join(place, name, name)):
            if os.path.isfile(path):
                return executable(path)
    found = shutil.which(name)
    if not found:
        raise SaysoError(f"no program {name!r}: send it with --files or --archives, set SPARK_SAYSO_BINARY, or put it on the PATH of every node")
    return found


def executable(path):
    """Returns path, or where it may not be made executable a copy that is."""
    if os.access(path, os.X_OK):
        return path
    try:
        os.chmod(path, 0o755)
        return path
    except OSError:
        pass
    copy = os.path.join(tempfile.gettempdir(), f"sayso-{os.getuid()}-{os.stat(path).st_size}-{int(os.stat(path).st_mtime)}")
    if not os.access(copy, os.X_OK):
        fd, fresh = tempfile.mkstemp(prefix="sayso-")
        with os.fdopen(fd, "wb") as to, open(path, "rb") as source:
            shutil.copyfileobj(source, to)
        os.chmod(fresh, 0o755)
        os.replace(fresh, copy)
    return copy


class Child:
    """A process that answers a stream of Arrow batches with another.

    Batches go in from a thread of their own, as fast as the process takes them, so that
    neither side waits for the other with a full pipe.
    """

    def __init__(self, arguments, threads=1):
        env = dict(os.environ, GOMAXPROCS=str(threads))
        self.process = subprocess.Popen(
            [find_binary(), *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
        self.last = collections.deque(maxlen=LAST_LINES)
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        self.failed = None  # of the input
        self.sent = collections.deque(maxlen=2)  # the batches that may be under way

    def _listen(self):
        for line in self.process.stderr:
            text = line.decode("utf8", "replace").rstrip("\n")
            self.last.append(text)
            print(f"sayso[{self.process.pid}]: {text}", file=sys.stderr, flush=True)

    def _feed(self, batches):
        import pyarrow as pa

        writer = None
        try:
            for batch in batches:
                if batch.num_rows == 0:
                    continue
                if writer is None:
                    writer = pa.ipc.new_stream(self.process.stdin, batch.schema)
                self.sent.append(batch)
                writer.write_batch(batch)
                self.process.stdin.flush()
            if writer is not None:
                writer.close()
        except (BrokenPipeError, ConnectionResetError):
            pass  # the exit code says why
        except BaseException as e:  # of whoever makes the batches: for the thread that reads
            self.failed = e
        finally:
            try:
                self.process.stdin.close()
            except OSError:
                pass

    def answers(self, batches):
        """Yields the batches that the process answers with. It must answer to the end, with exit code 0."""
        import pyarrow as pa

        feeder = threading.Thread(target=self._feed, args=(batches,), daemon=True)
        feeder.start()
        try:
            try:
                reader = pa.ipc.open_stream(self.process.stdout)
                for answer in reader:
                    yield answer
                broken = None
            except (pa.ArrowInvalid, OSError) as e:
                broken = e
            feeder.join()
            code = self.process.wait()
            self.listener.join(5)
            if self.failed is not None:
                raise self.failed
            if code or broken:
                raise SaysoError(self._report(code, broken))
        finally:
            self.close()

    def _report(self, code, broken):
        how = f"was killed by signal {-code}" if code < 0 else f"ended with exit code {code}"
        if code == 0:
            how = f"ended within its answer: {broken}"
        said = "\n".join(self.last) or "(it said nothing)"
        return f"sayso {how}{at_hand(self.sent)}; its last lines:\n{said}"

    def close(self):
        """Ends the process, whatever it is doing."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdout, self.process.stderr):
            try:
                pipe.close()
            except OSError:
                pass


def at_hand(sent):
    """Says where in the input the process was, as far as is known."""
    if not sent:
        return ""
    batch = sent[0]
    for name in ("id", "article_id", "speaker_id"):
        if name in batch.schema.names:
            ids = batch.column(name).slice(0, NAMED).to_pylist()
            return f" at or soon after the {batch.num_rows} rows that begin with {ids}"
    return f" at or soon after {batch.num_rows} rows"


def processors():
    """Returns the processors of the task."""
    try:
        from pyspark import TaskContext

        return TaskContext.get().cpus()
    except Exception:
        return 1


def run(batches, arguments, counted=False):
    """Sends the batches of a partition through the program, and yields its answers.

    With counted, the program must answer each row with one row.
    """
    first = next((b for b in batches if b.num_rows), None)
    if first is None:
        return  # no child for nothing
    took = gave = 0

    def again():
        nonlocal took
        took += first.num_rows
        yield first
        for batch in batches:
            took += batch.num_rows
            yield batch

    for answer in Child(arguments, processors()).answers(again()):
        gave += answer.num_rows
        yield answer
    if counted and took != gave:
        raise SaysoError(f"sayso answered {took} articles with {gave} rows")
