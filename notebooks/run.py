"""Executes the notebooks on the tables of the example articles, from a clean state.

usage: run.py [--update] SAYSO [NOTEBOOK...]

Runs SAYSO on testdata/articles into a scratch folder, executes each notebook of this folder, or
those named, in a kernel of its own, and compares the text that it prints with what is
committed; of plots only that they are there, since their pixels vary between machines.
With --update it writes the notebooks anew instead. Every cell checks its own claims, so
that a wrong one ends the run. Needs notebooks/requirements.txt. Ends with 1 when anything differs.
"""
import argparse, difflib, os, pathlib, subprocess, sys, tempfile

import nbclient, nbformat

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
LIMIT = 600_000  # bytes of a notebook


def tables(sayso, folder):
    """Writes the tables of the example articles."""
    subprocess.run([sayso, "run", str(ROOT / "testdata" / "articles"), "--out", folder, "--run-id", "notebooks", "--quiet"], stdout=subprocess.DEVNULL, check=True)


def execute(path, folder):
    """Runs a notebook without its old outputs; returns it with its new ones, free of times and versions."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count, cell.metadata = [], None, {}
    os.environ.update(SAYSO_TABLES=folder, SAYSO_GOLD=str(ROOT / "testdata" / "gold" / "attributions.jsonl"), PYTHONHASHSEED="0", MPLBACKEND="module://matplotlib_inline.backend_inline")
    client = nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(HERE)}}, record_timing=False)
    client.extra_arguments = ["--IPKernelApp.log_level=40"]  # errors only
    client.execute()
    for cell in notebook.cells:
        if cell.cell_type == "code" and any(o.output_type == "stream" and o.name == "stderr" for o in cell.outputs):
            raise SystemExit(f"{path.name}: a cell warns:\n" + "".join(o.text for o in cell.outputs if o.output_type == "stream"))
    notebook.metadata = nbformat.from_dict({"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}})
    return notebook


def shown(notebook):
    """What a notebook says: sources, the text of its outputs, and where there are plots."""
    lines = []
    for number, cell in enumerate(notebook.cells):
        lines += [f"-- cell {number}", *cell.source.splitlines()]
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                lines += output.text.splitlines()
            elif "image/png" in output.get("data", {}):
                lines.append("(a plot)")
            else:
                lines += output.get("data", {}).get("text/plain", "").splitlines()
    return lines


def check(path, folder, update):
    """Executes a notebook and compares or writes it; returns whether all is well."""
    made = execute(path, folder)
    if update:
        nbformat.write(made, path)
    size = path.stat().st_size
    diff = list(difflib.unified_diff(shown(nbformat.read(path, as_version=4)), shown(made), "committed", "executed", lineterm="", n=1))
    if diff:
        print(f"{path.name} differs; if that is meant: notebooks/run.py --update SAYSO\n" + "\n".join(diff))
    elif size > LIMIT:
        print(f"{path.name} has {size} bytes, at most {LIMIT}")
    else:
        plots = shown(made).count("(a plot)")
        print(f"{path.name}: {len(made.cells)} cells, {plots} plots, {size // 1000} kB, as committed")
        return True
    return False


def main():
    args = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].removeprefix("usage: "))
    args.add_argument("--update", action="store_true")
    args.add_argument("sayso")
    args.add_argument("notebook", nargs="*", type=pathlib.Path)
    args = args.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        # No settings of the user's, so that the state is clean.
        os.environ.update(IPYTHONDIR=scratch, JUPYTER_CONFIG_DIR=scratch, MPLCONFIGDIR=scratch)
        # Where the list of fonts takes long to make, matplotlib says so, once; not in a notebook.
        subprocess.run([sys.executable, "-c", "import matplotlib.font_manager"], stderr=subprocess.DEVNULL, check=True)
        tables(os.path.abspath(args.sayso) if os.sep in args.sayso else args.sayso, scratch + "/tables")
        well = [check(path, scratch + "/tables", args.update) for path in args.notebook or sorted(HERE.glob("*.ipynb"))]
    sys.exit(not all(well))


main()
