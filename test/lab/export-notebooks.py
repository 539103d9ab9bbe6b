"""Exports each notebook of a folder with our template, sanitised; one that nbconvert refuses gives none.

usage: export-notebooks.py FOLDER TEMPLATES
"""

import sys
from pathlib import Path

from nbconvert import HTMLExporter

folder, templates = Path(sys.argv[1]), sys.argv[2]
exporter = HTMLExporter(
    template_name="sinapse", sanitize_html=True, extra_template_basedirs=[templates]
)
for notebook in folder.glob("*.ipynb"):
    try:
        html, _ = exporter.from_filename(str(notebook))
    except Exception as error:
        print(f"{notebook.name}: {type(error).__name__}: {error}")
    else:
        notebook.with_suffix(".html").write_text(html, encoding="utf-8")
