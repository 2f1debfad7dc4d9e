"""Reads the tables of a folder, and compares those of two."""
import glob
import json
import os

import pyarrow as pa
import pyarrow.parquet as pq

KEYS = {
    "speakers": ["speaker_id", "article_id", "sentence_index"],
    "speakers.parquet": ["id"],
    "sentences": ["article_id", "sentence_index"],
    "stances": ["article_id", "stance_index"],
    "articles": ["article_id"],
}


def read(folder, table):
    path = os.path.join(folder, table)
    files = [path] if os.path.isfile(path) else sorted(glob.glob(path + "/**/*.parquet", recursive=True))
    return pa.concat_tables(plain(pq.ParquetFile(f).read()) for f in files)


def plain(table):
    """Takes off what files of two writers differ in: metadata, nullability, names of list elements."""
    return pa.table([plain_array(c) for c in table.columns], names=table.column_names)


def plain_array(a):
    return a.cast(plain_type(a.type))


def plain_type(t):
    if pa.types.is_list(t):
        return pa.list_(plain_type(t.value_type))
    if pa.types.is_struct(t):
        return pa.struct([pa.field(f.name, plain_type(f.type)) for f in t])
    return t


def sorted_table(folder, table, without=("run_id",)):
    t = read(folder, table)
    t = t.drop([c for c in without if c in t.column_names])
    return t.sort_by([(k, "ascending") for k in KEYS[table]]).combine_chunks()


def letters(folder):
    with open(os.path.join(folder, "_dead_letters.jsonl"), encoding="utf8") as f:
        return sorted(f, key=lambda line: json.dumps(json.loads(line), sort_keys=True))


def difference(one, other, without=("run_id",)):
    """Returns what differs between two folders, or None."""
    for table in KEYS:
        a, b = sorted_table(one, table, without), sorted_table(other, table, without)
        if a.schema != b.schema:
            return f"{table}: columns {a.schema} and {b.schema}"
        if a.num_rows != b.num_rows:
            return f"{table}: {a.num_rows} and {b.num_rows} rows"
        for name in a.column_names:
            if a[name] != b[name]:
                for x, y, row in zip(a[name].to_pylist(), b[name].to_pylist(), a.select(KEYS[table]).to_pylist()):
                    if x != y:
                        return f"{table}.{name} of {row}: {x!r} and {y!r}"
                return f"{table}.{name}: differs"
    def parsed(folder):
        return [{k: v for k, v in json.loads(line).items() if k not in without} for line in letters(folder)]
    if parsed(one) != parsed(other):
        return f"dead letters: {parsed(one)[:3]} and {parsed(other)[:3]}"
    return None
