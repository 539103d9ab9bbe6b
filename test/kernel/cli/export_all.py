"""Exports notebooks in every way that nbconvert knows, each as its command line would.

usage: export_all.py NOTEBOOK …

Prints what came out of the first that can be exported so, as JSON, by the command's parameters;
null where this machine can export none.
"""

import io
import json
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from hashlib import sha256
from importlib.metadata import entry_points
from pathlib import Path

from nbconvert.nbconvertapp import NbConvertApp

names = sorted({entry.name for entry in entry_points(group="nbconvert.exporters")} - {"sinapse"})
ways = [["--to", name] for name in names]
ways += [["--to", "html", "--template", name] for name in ("lab", "classic", "basic")]
ways += [["--to", "slides", "--template", "reveal"], ["--to", "html", "--sanitize-html"]]
# As nbgrader's generate_feedback does: a template of its own by the exporter's settings.
ways += [["--to", "html", "--HTMLExporter.template_name=classic", "--HTMLExporter.theme=dark"]]
# These start a browser, or LaTeX, whose PDFs hold the time.
ways = [way for way in ways if way[1] not in ("pdf", "webpdf", "qtpdf", "qtpng")]


def export(notebook: str, way: "list[str]") -> "dict[str, str] | None":
    """The hash of every file that was written, by the file's path."""
    with tempfile.TemporaryDirectory() as folder:
        app = NbConvertApp()
        try:
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                app.initialize([*way, f"--output-dir={folder}", "--log-level=CRITICAL", notebook])
                app.start()
        except (Exception, SystemExit):
            return None
        files = [path for path in Path(folder).rglob("*") if path.is_file()]
        return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in files}


results = {
    " ".join(way): next(filter(None, (export(notebook, way) for notebook in sys.argv[1:])), None)
    for way in ways
}
print(json.dumps(results))
