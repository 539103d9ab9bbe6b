"""Runs a notebook from top to bottom and saves it with its outputs.

usage: execute.py NOTEBOOK OUTPUT

Says on standard output, one JSON object a line, which code cell it is at ({"cell", "of"}) and, when
one fails, which and why ({"cell", "error"}); the exit code is then 1. The output is saved either way.
"""

import json
import re
import sys
from pathlib import Path

import faster_imports  # noqa: F401
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


def main(source: Path, target: Path) -> int:
    notebook = nbformat.read(source, as_version=4)
    numbers = {}
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            numbers[index] = len(numbers) + 1

    def report(**facts):
        print(json.dumps(facts), flush=True)

    current = 0

    def starting(cell, cell_index):
        nonlocal current
        current = numbers.get(cell_index, current)
        report(cell=current, of=len(numbers))

    client = NotebookClient(
        notebook,
        kernel_name="sinapse",
        timeout=900,
        resources={"metadata": {"path": str(source.parent)}},
        on_cell_start=starting,
    )
    try:
        client.execute()
        return 0
    except CellExecutionError as error:
        report(cell=current, error=plain(error.traceback) or f"{error.ename}: {error.evalue}")
        return 1
    except Exception as error:  # the kernel did not start, ended, or took too long
        report(cell=current, error=f"{type(error).__name__}: {error}")
        return 1
    finally:
        nbformat.write(notebook, target)


def plain(traceback: str) -> str:
    """The traceback without the colours that only a terminal or a browser shows."""
    return re.sub(r"\x1b\[[0-9;]*m", "", traceback).strip()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()))
