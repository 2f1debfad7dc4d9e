"""Runs the Python and SQL of a page of the documentation.

    python docs.py PAGE

Runs in a folder with the tables of the example articles as tables. The blocks of Python
share their names, those of SQL a connection of DuckDB. In a section of the page with a block of
SQL and one of Python, both must end in a table, and in the same one: as many rows and columns, and
the same values but for rounding to a thousandth, whatever the names of the columns. Blocks with more words than the
language are not run.
"""
import ast, math, pathlib, re, sys

import duckdb
import matplotlib
import pandas as pd

matplotlib.use("Agg")


def sections(page):
    """The title of each section and its blocks: language and code."""
    title, found = "", []
    for part in re.split(r"(?m)^(?=#+ )", page):
        blocks = re.findall(r"(?ms)^```(python|sql)\n(.*?)^```", part)
        found.append((part.splitlines()[0] if part else "", blocks))
    return [(title, blocks) for title, blocks in found if blocks]


def run_python(code, names):
    """Runs code; returns the value of its last line, if that is an expression."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "page", "exec"), names)
    return eval(compile(ast.Expression(last.value), "page", "eval"), names) if last else None


def plain(value):
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if value is None or value is pd.NaT or isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, (int, float, bool)):
        return float(value)
    return str(value).removesuffix(" 00:00:00")


def rows(answer):
    """The rows of an answer, in plain values."""
    if isinstance(answer, pd.Series):
        answer = answer.reset_index()
    elif isinstance(answer, pd.DataFrame) and (answer.index.name or isinstance(answer.index, pd.MultiIndex)):
        answer = answer.reset_index()
    if not isinstance(answer, pd.DataFrame):
        return [[plain(answer)]]
    return [[plain(v) for v in row] for row in answer.itertuples(index=False)]


def same(a, b):
    """Whether two values are equal; numbers may differ by half a thousandth, rounded up and down."""
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, float) and isinstance(b, float):
        return math.isclose(a, b, abs_tol=0.0011)
    return a == b


def main(path):
    names, db, both = {"__name__": "page"}, duckdb.connect(), 0
    db.sql("SET TimeZone = 'UTC'")
    for title, blocks in sections(path.read_text(encoding="utf8")):
        answers = {}
        for language, code in blocks:
            try:
                if language == "sql":
                    for statement in (s for s in code.split(";") if s.strip()):
                        answer = db.sql(statement)
                    answers["sql"] = answer.df() if answer is not None else None
                else:
                    answers["python"] = run_python(code, names)
            except Exception as e:
                sys.exit(f"{title}: {type(e).__name__}: {e}\n{code}")
        if answers.get("sql") is not None and answers.get("python") is not None:
            both += 1
            a, b = rows(answers["sql"]), rows(answers["python"])
            if not a or not same(a, b):
                sys.exit(f"{title}: SQL and pandas differ\n{a}\n{b}")
    print(f"{path.name}: {both} questions with the same answer in SQL and pandas")


main(pathlib.Path(sys.argv[1]))
