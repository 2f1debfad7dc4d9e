"""A folder on any file system that Spark knows, and the exchange of its tables."""
import json
import uuid

SUCCESS = "_SUCCESS"
ENTRIES = ("speakers", "speakers.parquet", "sentences", "stances", "articles", "_dead_letters.jsonl")
OLD = "_sayso-old"  # where the tables before lie while they are exchanged
STAGE = "_sayso-new-"
MOVED = "moved.json"  # which those were


class FolderError(RuntimeError):
    """The folder cannot take the tables."""


class Folder:
    def __init__(self, spark, path):
        self._jvm = spark._jvm
        self._configuration = spark._jsparkSession.sessionState().newHadoopConf()
        self.path = path.rstrip("/")
        self._fs = self._at("").getFileSystem(self._configuration)

    def _at(self, name):
        return self._jvm.org.apache.hadoop.fs.Path(self.inside(name))

    def inside(self, name):
        return f"{self.path}/{name}" if name else self.path

    def exists(self, name=""):
        return self._fs.exists(self._at(name))

    def names(self, name=""):
        return [s.getPath().getName() for s in self._fs.listStatus(self._at(name))]

    def make(self, name):
        self._fs.mkdirs(self._at(name))

    def remove(self, name):
        self._fs.delete(self._at(name), True)

    def move(self, name, to):
        """Renames, and fails where there is nothing to rename or something in the way."""
        if self.exists(to) or not self._fs.rename(self._at(name), self._at(to)):
            raise FolderError(f"move {self.inside(name)} to {self.inside(to)}: the file system refuses")

    def write(self, name, text):
        out = self._fs.create(self._at(name), True)
        try:
            out.write(bytearray(text.encode("utf8")))
        finally:
            out.close()

    def read(self, name):
        stream = self._fs.open(self._at(name))
        try:
            return bytes(self._jvm.org.apache.commons.io.IOUtils.toByteArray(stream)).decode("utf8")
        finally:
            stream.close()

    # The exchange: as in "sayso run", a folder without _SUCCESS is incomplete, and what
    # was moved away is moved back by the next job.

    def check(self, overwrite):
        """Fails when the folder holds what a job may not replace, and restores what a killed one left."""
        if not self.exists():
            return
        self.recover()
        if self.exists(".sayso"):
            raise FolderError(f"{self.path} was written by sayso run: name another folder")
        present = [n for n in ENTRIES if self.exists(n)]
        if not self.exists(SUCCESS):
            if present:
                raise FolderError(f"{self.inside(present[0])} is not known to be a table: name another folder")
        elif not self._ours():
            raise FolderError(f"{self.inside(SUCCESS)} is not of sayso: name another folder")
        elif not overwrite:
            raise FolderError(f"{self.path} holds tables: say --overwrite to replace them once the new ones are complete")

    def _ours(self):
        try:
            return json.loads(self.read(SUCCESS)).get("tool") == "sayso"
        except ValueError:
            return False

    def recover(self):
        """Puts the tables back that a killed exchange had moved away."""
        if not self.exists(OLD):
            return
        if not self.exists(SUCCESS) and self.exists(f"{OLD}/{MOVED}"):
            moved = json.loads(self.read(f"{OLD}/{MOVED}"))
            for name in ENTRIES:
                if name not in moved or self.exists(f"{OLD}/{name}"):
                    self.remove(name)  # a new table of half an exchange
            for name in sorted(moved, key=lambda n: n == SUCCESS):
                if self.exists(f"{OLD}/{name}"):
                    self.move(f"{OLD}/{name}", name)
        self.remove(OLD)

    def stage(self):
        """Makes a folder for new tables, and returns its name."""
        name = STAGE + uuid.uuid4().hex[:12]
        self.make(name)
        return name

    def exchange(self, stage):
        """Replaces the tables by those in stage, _SUCCESS last."""
        present = [n for n in (SUCCESS, *ENTRIES) if self.exists(n)]
        self.make(OLD)
        self.write(f"{OLD}/{MOVED}", json.dumps(present))
        try:
            for name in present:
                self.move(name, f"{OLD}/{name}")
            for name in (*ENTRIES, SUCCESS):
                self.move(f"{stage}/{name}", name)
        except Exception:
            self.recover()
            raise
        self.remove(OLD)
