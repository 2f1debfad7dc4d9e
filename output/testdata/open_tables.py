"""Opens the tables of a run with the readers that analysts use, and counts.

    python open_tables.py DIR

Each table must open as one with pandas, polars, DuckDB and pyarrow, with the same
rows and columns in all of them, and with the rows that DIR/_SUCCESS and
DIR/speakers.parquet tell. Needs pandas, pyarrow, polars and duckdb.
"""

import json
import pathlib
import sys

import duckdb
import pandas
import polars
import pyarrow.dataset
import pyarrow.parquet

SHARED = "other.speakers"
TABLES = {"speakers": "speaker_rows", "sentences": "sentences", "stances": "stances", "articles": "articles"}


def same(what, *values):
    if any(value != values[0] for value in values):
        sys.exit(f"{what}: {values}")


def parquet_files(folder):
    """The files as the file system has them, whatever a reader would skip."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def duck_count(pattern):
    return duckdb.sql(f"SELECT count(*) FROM read_parquet('{pattern}')").fetchall()[0][0]


def check_parquet(root, table, rows):
    folder = root / table
    frame = pandas.read_parquet(folder)
    files = parquet_files(folder)
    by_file = sum(pyarrow.parquet.ParquetFile(path).metadata.num_rows for path in files)
    pattern = f"{folder}/**/*.parquet"
    same(
        f"rows of {table}",
        rows,
        by_file,
        len(frame),
        polars.read_parquet(folder).height,
        polars.scan_parquet(folder).select(polars.len()).collect().item(),
        duck_count(pattern),
        pyarrow.dataset.dataset(folder).count_rows(),
    )
    columns = duckdb.sql(f"DESCRIBE SELECT * FROM read_parquet('{pattern}')").fetchall()
    same(f"columns of {table}", list(frame.columns), polars.read_parquet(folder).columns, [column[0] for column in columns])
    schemas = {pyarrow.parquet.read_schema(path).to_string(show_schema_metadata=True) for path in files}
    same(f"schemas of {table}", 1, len(schemas))
    meanings = json.loads(pyarrow.parquet.read_schema(files[0]).metadata[b"sayso.columns"])
    same(f"documented columns of {table}", list(frame.columns), list(meanings))
    return frame


def check_arrow(root, table, rows):
    if (root / "arrow").is_dir():
        same(f"arrow rows of {table}", rows, pyarrow.dataset.dataset(root / "arrow" / table, format="ipc").count_rows())
        same(f"arrow rows of {table}, polars", rows, polars.read_ipc(root / "arrow" / table / "**/*.arrow").height)


def check_speakers(root, frame, summary):
    index = pandas.read_parquet(root / "speakers.parquet")
    same("speakers", summary["speakers"], len(index), frame["speaker_id"].nunique(), polars.read_parquet(root / "speakers.parquet").height)
    counts = frame.groupby("speaker_id").size().to_dict()
    same("sentences of each speaker", dict(zip(index["id"], index["sentences"])), counts)
    means = frame.groupby("speaker_id")["sentiment_score"].mean()
    for speaker in index.itertuples():
        if abs(speaker.mean_sentiment - means[speaker.id]) > 1e-4:
            sys.exit(f"mean sentiment of {speaker.id}: {speaker.mean_sentiment}, {means[speaker.id]}")
        if not (root / speaker.path).is_dir():
            sys.exit(f"path of {speaker.id}: {speaker.path} is no folder")
    keys = frame[["speaker_id", "article_id", "sentence_index"]]
    same("keys of speakers", len(keys), len(keys.drop_duplicates()))
    check_shared(root, index)


def check_shared(root, index):
    """The folder of the rest is one that no reader skips."""
    rest = index[index["path"] == f"speakers/{SHARED}"]
    own = sum(1 for folder in (root / "speakers").iterdir() if folder.name != SHARED)
    same("folders", len(index) - len(rest), own)
    if len(rest) == 0:
        return
    wanted = int(rest["sentences"].sum())
    names = set(rest["id"])
    whole = pandas.read_parquet(root / "speakers")
    pattern = f"{root}/speakers/**/*.parquet"
    in_duck = duckdb.sql(f"SELECT speaker_id FROM read_parquet('{pattern}')").fetchall()
    same(
        f"rows of {SHARED}",
        wanted,
        len(pandas.read_parquet(root / "speakers" / SHARED)),
        int(whole["speaker_id"].isin(names).sum()),
        polars.read_parquet(root / "speakers")["speaker_id"].is_in(list(names)).sum(),
        sum(1 for (speaker,) in in_duck if speaker in names),
    )
    speakers = list(pandas.read_parquet(root / "speakers" / SHARED)["speaker_id"])
    same(f"order of {SHARED}", sorted(speakers), speakers)


def check_offsets(root):
    """Offsets are code points: Python's slices give the text."""
    texts = dict(pandas.read_parquet(root / "articles")[["article_id", "text"]].itertuples(index=False))
    for row in pandas.read_parquet(root / "sentences").itertuples():
        part = texts[row.article_id][row.start : row.end]
        if len(row.citations) == 0 and part != row.sentence:
            sys.exit(f"offsets of {row.article_id} {row.sentence_index}: {part!r}, {row.sentence!r}")
    for row in pandas.read_parquet(root / "speakers").itertuples():
        parts = [texts[row.article_id][span["start"] : span["end"]] for span in row.content_spans]
        if len(row.citations) == 0 and " … ".join(parts) != row.content:
            sys.exit(f"content of {row.article_id} {row.sentence_index}: {parts!r}, {row.content!r}")


def main(root):
    done = json.loads((root / "_SUCCESS").read_text())
    summary = done["summary"]
    frames = {}
    for table, count in TABLES.items():
        frames[table] = check_parquet(root, table, summary[count])
        check_arrow(root, table, summary[count])
    check_speakers(root, frames["speakers"], summary)
    check_offsets(root)
    letters = (root / "_dead_letters.jsonl").read_text().splitlines()
    same("dead letters", summary["dead_letters"], len([json.loads(line) for line in letters]))
    print(f"{root}: " + ", ".join(f"{len(frame)} {table}" for table, frame in frames.items()))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
