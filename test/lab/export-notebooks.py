"""Exports each notebook of a folder as JupyterLab does, sanitised; one that is refused gives none.

usage: export-notebooks.py FOLDER
"""

import sys
from pathlib import Path

from sinapse_handout import SinapseExporter

exporter = SinapseExporter()
for notebook in Path(sys.argv[1]).glob("*.ipynb"):
    try:
        html, _ = exporter.from_filename(str(notebook))
    except Exception as error:
        print(f"{notebook.name}: {type(error).__name__}: {error}")
    else:
        notebook.with_suffix(".html").write_text(html, encoding="utf-8", errors="replace")
